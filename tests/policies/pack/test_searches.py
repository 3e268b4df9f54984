"""What a search by provinces did see of their cities is told, not hidden."""

from __future__ import annotations

from policies.management.commands.audit_content import DOCS
from policies.pack import audit
from tests.shipped import shipped_rows

SEEDS = "only the seeds"  # what was to be checked, not what a search saw


def test_what_was_seen_of_a_city_is_told_where_its_province_was_searched() -> None:
    asked = {
        row.content["region"]: row.content["asked_zh_hans"]
        for row in shipped_rows()
        if row.kind.name == "absence"
        and row.content["record"].endswith("/searches.csv")
        and row.content["region"] != "100000"
    }
    research = audit.read_audit(DOCS / "research").research
    seen = {
        (note["adcode_gb2260"][:2] + "0000", note["region_name"].removesuffix("市"))
        for file in (audit.FACTS, audit.MORE_FACTS)
        for note in research[file]
        if note["question_key"].startswith("oneoff_")
        and note["confidence"] not in {"not found", SEEDS}
    }
    told = {(province, city) for province, city in seen if province in asked}
    assert [each for each in sorted(told) if each[1] not in asked[each[0]]] == []
    assert len(told) == 7
