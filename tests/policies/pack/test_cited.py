"""A date or document number that is wrong in every language is found by what the row cites."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from policies.pack.lint.checked import Checked
from policies.pack.lint.cited import dates_of_nothing_cited
from policies.pack.read import read_pack
from tests.policies.pack import pack
from tests.policies.pack.test_lint import body, broken
from tests.shipped import shipped_rows

FAQ, SOURCES, DAY = "guides/faqs/death.yaml", "policies/sources/gd.yaml", dt.date(2026, 11, 22)
PUBLISHED = (
    "  kind: service_guide\n",
    "  kind: service_guide\n  doc_number: 粤医保发〔2024〕12号\n  issued_on: 2024-05-06\n"
    "  notes: 受理时间是2025年2月6日至3月31日。\n",
)


def found(folder: Path, answer: str, **more: str) -> list[str]:
    changes = pack.replace(FAQ, "先按遗嘱。", answer) | pack.replace(SOURCES, *PUBLISHED) | more
    rows = read_pack(pack.write(folder, **changes), {}).rows
    return [str(each) for each in dates_of_nothing_cited(Checked(rows, DAY, {}))]


@pytest.mark.parametrize(
    "answer",
    [
        "粤医保发〔2024〕12号这样写。",
        "2024年的规程这样写。",
        "2024年5月的规程这样写。",
        "2024年5月6日起。",
        "2025年2月6日到2025年3月31日受理。",
        "有报道说是2019年的规定。",
        "看[2022年的办法](/zh-hans/sources/gd-2021-56/)。",
        "见[[policy:440000:settle-abroad]]，从2022年1月17日到2026年12月31日，2027年1月1日以后不同。",
    ],
)
def test_what_is_cited_linked_or_referred_to_may_be_named(tmp_path: Path, answer: str) -> None:
    assert found(tmp_path, answer) == []


def test_a_source_whose_code_has_capitals_and_a_line_is_linked_all_the_same(tmp_path: Path) -> None:
    """What a code may hold is for its column to say."""
    renamed = {name: text.replace("gd-2021-56", "gd-2021_56A") for name, text in pack.FILES.items()}
    linked = "看[2022年的办法](/zh-hans/sources/gd-2021_56A/)。"
    renamed[FAQ] = renamed[FAQ].replace("先按遗嘱。", linked)
    assert found(tmp_path, "先按遗嘱。", **renamed) == []


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ("粤医保发〔2023〕12号这样写。", "医保发〔2023〕12号"),
        ("粤医保发〔2024〕1号这样写。", "保发〔2024〕1号"),
        ("2023年的规程这样写。", "2023年"),
        ("2024年6月的规程这样写。", "2024年6月"),
        ("2024年5月7日起。", "2024年5月7日"),
        ("2025年4月1日受理。", "2025年4月1日"),
        ("没有报道。2019年的规定这样写。", "2019年"),
        ("2022年的办法。", "2022年"),
        ("见[[policy:440000:settle-abroad]]，从2022年1月18日起。", "2022年1月18日"),
    ],
)
def test_a_date_or_number_of_nothing_cited_is_refused_by_place(
    tmp_path: Path, answer: str, wrong: str
) -> None:
    (said,) = found(tmp_path, answer)
    assert said.startswith("faqs/death.yaml:5:answer") and f"{wrong[-4:]}”" in said


def test_the_shipped_texts_name_what_they_cite() -> None:
    assert list(dates_of_nothing_cited(Checked(shipped_rows(), DAY, {}))) == []


@pytest.mark.parametrize(
    ("address", "rule"),
    [("/zh-hans/regions/440300/death2/", "dead-link"),
     ("/zh-hans/regions/440300/Death/", "dead-link"),
     ("/zh-hans/regions/440300/death/sheet/", ""), ("https://WWW.GD.GOV.CN/a", ""),
     ("https://www.gd.gov.cn:8443/a", ""), ("https://[", "foreign-link"),
     ("https://www.gov.cn.example.com/", "foreign-link")],
)  # fmt: skip
def test_where_a_link_leads_is_read_whatever_letters_it_has(
    address: str, rule: str, tmp_path: Path
) -> None:
    told = broken(tmp_path, body(f"看[这里]({address})。"))
    assert {each.rule for each in told if each.rule.endswith("-link")} == (
        {rule} if rule else set()
    )
