"""References in prose: what can be read, what is replaced, what leads nowhere."""

from __future__ import annotations

import pytest

from policies.references import Reference, faults, references, replaced

GUANGZHOU = Reference("commercial-insurance", "440100")
TEXT = "看[[policy:440100:commercial-insurance]]，别处：[[places:death]]。"


def test_a_rule_and_a_query_are_read() -> None:
    assert references([TEXT, "没有引用"]) == {GUANGZHOU, Reference("death")}


@pytest.mark.parametrize("reference", [GUANGZHOU, Reference("death")])
def test_a_reference_is_written_as_it_is_read(reference: Reference) -> None:
    assert references([f"看{reference}。"]) == {reference}


def test_each_is_replaced_where_it_stands_and_the_unreadable_is_left_out() -> None:
    shown = replaced(f"{TEXT}[[policy:44:x]]", lambda each: each.region or "各地")
    assert shown == "看440100，别处：各地。"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("policy:440101:death", "没有代码为 440101 的地区"),
        ("policy:440100:deaht", "没有情形“deaht”"),
        ("places:deaht", "没有情形“deaht”"),
        ("policy:4401:death", "读不懂"),
        ("policy:440100", "读不懂"),
        ("places:440100:death", "读不懂"),
        ("Policy:440100:death", "读不懂"),
        ("policy: 440100:death", "读不懂"),
        ("policy:４４０１００:death", "读不懂"),
        ("", "读不懂"),
        ("policy:440100:\ndeath", "读不懂"),
    ],
)
def test_what_leads_nowhere_is_named_with_its_place(written: str, said: str) -> None:
    (found,) = faults(f"三个字[[{written}]]", {"440100"}, {"death"})
    assert found[0] == 3
    assert said in found[1] and f"[[{written}]]" in found[1]


def test_what_is_there_is_no_fault() -> None:
    known = {"death", "commercial-insurance"}
    assert not list(faults(TEXT, {"440100"}, known))
