"""What is known and what is not."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories as make
from tests.guides.pages import hrefs, look, words_of
from tests.verifying import read_again

pytestmark = pytest.mark.usefixtures("afternoon")


def row(client: Client, name: str) -> list[str]:
    """The cells of the row with this name, numbers only."""
    page = look(client, "/zh-hans/coverage/")
    found = next(each for each in page.select("tbody tr") if words_of(each.th) == name)
    for label in found.select(".comparison__label"):
        label.decompose()
    return [words_of(cell).split()[0] for cell in found.select("td")]


def test_region_counts_own_inherited_and_unknown(client: Client) -> None:
    for code in ("death", "enlist", "vaccine"):
        make.scenario(code, name_zh_hans=code)
    make.policy(live=True, scenario=make.scenario("death"))
    make.policy(live=True, region=make.nation(), scenario=make.scenario("enlist"))
    assert row(client, "广东省") == ["1", "1", "1"]
    assert row(client, "全国") == ["1", "0", "2"]
    assert row(client, "vaccine") == ["0", "0", "2"]


def test_what_is_not_known_is_listed_with_its_page(client: Client) -> None:
    make.region()
    make.scenario()
    links = hrefs(look(client, "/zh-hans/coverage/"), "td details a")
    assert links == ["/zh-hans/regions/440000/settle-abroad/"]


def test_expired_rule_is_not_counted_as_known(client: Client) -> None:
    make.policy(live=True, effective_to=(make.NOON - make.DAY).date())
    assert row(client, "广东省") == ["0", "0", "1"]


def test_evidence_and_verification_are_counted(client: Client) -> None:
    policy = make.policy(live=True, evidence="quoted")
    facts = words_of(look(client, "/zh-hans/coverage/").select_one("dl.facts"))
    assert "转引的官方文件，以原文为准 1 条规定" in facts
    assert "编辑核实过 0 条规定" in facts and "尚未核实 1 条规定" in facts
    read_again(policy, at=make.NOON)
    facts = words_of(look(client, "/zh-hans/coverage/").select_one("dl.facts"))
    assert "编辑核实过 1 条规定" in facts


def test_place_with_a_rule_of_its_own_is_listed(client: Client) -> None:
    city = make.region("440300", "深圳市", level="prefecture", parent=make.region())
    make.region("440100", "广州市", level="prefecture", parent=make.region())
    make.policy(live=True, region=city)
    names = words_of(look(client, "/zh-hans/coverage/").main)
    assert "广东省深圳市" in names and "广州市" not in names
