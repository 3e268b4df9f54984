"""How well what is in force is vouched for, as numbers."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.guides.pages import look, words_of
from tests.verifying import read_again

pytestmark = pytest.mark.usefixtures("afternoon")
TODAY = make.NOON.date()


def test_evidence_and_verification_are_counted(client: Client) -> None:
    policy = make.policy(live=True, evidence="quoted")
    facts = words_of(look(client, "/zh-hans/coverage/").select_one("#evidence"))
    assert "官方文件，从别处看到，没见到原件 1 条规定" in facts
    assert "编辑核实过 0 条规定" in facts and "尚未核实 1 条规定" in facts
    read_again(policy, at=make.NOON)
    facts = words_of(look(client, "/zh-hans/coverage/").select_one("#evidence"))
    assert "编辑核实过 1 条规定" in facts


def test_conditions_are_counted_and_those_without_the_words_of_their_source(client: Client) -> None:
    policy = make.policy()
    make.condition(policy, text_zh_hans="你已经退休", quote="退休的")
    make.unasked_condition(policy)
    make.publish(policy)
    [counted] = look(client, "/zh-hans/coverage/").select("[data-wordless]")
    assert (counted["data-conditions"], counted["data-wordless"]) == ("2", "1")
    assert "2 条条件，其中 1 条没有摘录到写它的那句原话。" in words_of(counted)


def test_conditions_of_a_rule_that_is_over_are_not_counted(client: Client) -> None:
    policy = make.policy(effective_to=TODAY - make.DAY)
    make.unasked_condition(policy)
    make.publish(policy)
    [counted] = look(client, "/zh-hans/coverage/").select("[data-wordless]")
    assert (counted["data-conditions"], counted["data-wordless"]) == ("0", "0")


def test_what_vouches_for_all_rules_is_counted_once_a_publication(client: Client) -> None:
    def counted() -> tuple[str, int]:
        with CaptureQueriesContext(connection) as asked:
            page = look(client, "/zh-hans/coverage/")
        numbers = sum('COUNT("policies_condition' in each["sql"] for each in asked)
        return words_of(page.select_one("[data-wordless]")), numbers

    make.unasked_condition(rule := make.policy())
    make.publish(rule)
    first, again = counted(), counted()
    assert (first, again) == ((again[0], 1), (first[0], 0))
    make.unasked_condition(rule := make.policy(region=make.region("450000", "广西壮族自治区")))
    make.publish(rule)
    assert counted()[0] != first[0]
