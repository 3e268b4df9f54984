"""verify: every way in which an approved edition can stop being what was approved is found."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection

from policies.models import Policy
from policies.models.canonical import content_hash
from policies.models.edition import edition_models
from policies.publishing import actions, ledger
from tests import factories as make

pytestmark = [pytest.mark.django_db]
T0, DAY = make.NOON, make.DAY


@pytest.fixture(autouse=True, scope="module")
def _two_versions(rows_of_module: None) -> None:
    first = make.policy()
    make.condition(first)
    make.new_version(make.publish(first), at=T0 + DAY, verdict="no")


@pytest.fixture
def second(_two_versions: None) -> Policy:
    """The second of two versions with a condition, as it is stored."""
    return Policy.objects.get(version=2)


def found() -> dict[str, list[str]]:
    return {each.edition: list(each.damages) for each in ledger.verify() if each.damages}


def damage(statement: str, *values: Any) -> None:
    """What a hand in the database can do that knows how to take the rules away."""
    make.lift_database_rules()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_every_kind_of_edition_is_verified_and_clean(second: Policy, approver: User) -> None:
    make.procedure(live=True), make.guide(live=True), make.faq(live=True)
    make.fact_check(live=True), make.guide()
    actions.withdraw(second, by=approver, reason="写错了。", now=T0 + 2 * DAY)
    seen = [each.edition for each in ledger.verify()]
    assert len(seen) == 6 and found() == {}
    assert len(edition_models()) == 5


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE policies_policy SET verdict = 'yes' WHERE version = 2", "不一样：verdict。"),
        ("UPDATE policies_policy SET answer_en = 'x' WHERE version = 2", "不一样：answer_en。"),
        ("UPDATE policies_policycitation SET locator = 'x' WHERE {of}", "不一样：citations。"),
        ("DELETE FROM policies_policycitation WHERE {of}", "不一样：citations。"),
        ("UPDATE policies_condition SET way = 2 WHERE {of}", "不一样：conditions_in_ways。"),
        ("DELETE FROM policies_condition_accepted", "不一样：conditions_in_ways。"),
        ("UPDATE policies_policy SET canonical_text = '' WHERE version = 2", "读不出来"),
        ("UPDATE policies_policy SET content_hash = '' WHERE version = 2", "不是批准时原文的"),
        ("UPDATE policies_policy SET previous_hash = '' WHERE version = 2", "不是前一个已批准"),
    ],
)
def test_damage_is_found_and_named(second: Policy, statement: str, words: str) -> None:
    damage(statement.format(of=f"policy_id = {second.pk}"))
    assert words in "".join(found()[second.edition_label])


def test_a_text_forged_with_its_hash_is_found_by_its_row(second: Policy) -> None:
    forged = second.canonical_text.replace('"no"', '"yes"')
    sql = "UPDATE policies_policy SET canonical_text = %s, content_hash = %s WHERE version = 2"
    damage(sql, forged, content_hash(forged))
    assert found() == {second.edition_label: ["内容和批准时的原文不一样：verdict。"]}


def test_a_former_version_forged_as_a_whole_is_found_by_the_next(second: Policy) -> None:
    first = Policy.objects.get(code=second.code, version=1)
    forged = first.canonical_text.replace('"conditional"', '"yes"')
    sql = (
        "UPDATE policies_policy SET verdict = 'yes', canonical_text = %s, content_hash = %s "
        "WHERE version = 1"
    )
    damage(sql, forged, content_hash(forged))
    assert list(found()) == [second.edition_label]


def test_an_edition_taken_out_is_found_by_the_next(second: Policy) -> None:
    make.new_version(second, at=T0 + 2 * DAY, verdict="conditional")
    damage("DELETE FROM policies_condition_accepted")
    damage("DELETE FROM policies_condition WHERE policy_id = %s", second.pk)
    damage("DELETE FROM policies_policycitation WHERE policy_id = %s", second.pk)
    damage("DELETE FROM policies_policy WHERE id = %s", second.pk)
    assert found()[f"{second.code}/v3"][-1].startswith("上一版的校验值")


def test_queries_do_not_grow_with_the_rows(django_assert_num_queries: Any) -> None:
    queries = 5 + 2 + 4  # kinds; a policy's citations and conditions; their codes and options
    with django_assert_num_queries(queries, exact=False) as few:
        list(ledger.verify())
    for number in range(3):
        policy = make.policy(scenario=make.scenario(f"event-{number}"))
        make.condition(policy)
        make.publish(policy)
    with django_assert_num_queries(len(few) + 20, exact=False) as several:
        list(ledger.verify())
    make.publish(make.policy(scenario=make.scenario("death")))
    with django_assert_num_queries(len(several)):
        list(ledger.verify())


def test_the_command_says_how_many_were_verified() -> None:
    make.policy(live=True, scenario=make.scenario("death"))
    out = StringIO()
    call_command("verify", stdout=out)
    assert out.getvalue() == "核对了 3 个版本，0 个不符。\n核对了 0 条变更登记，0 条不符。\n"


def test_the_command_names_each_damage_and_fails(second: Policy) -> None:
    damage("UPDATE policies_policy SET verdict = 'yes', previous_hash = '' WHERE version = 2")
    out = StringIO()
    with pytest.raises(CommandError, match="1 处和批准时不一样"):
        call_command("verify", stdout=out)
    lines = out.getvalue().splitlines()
    assert [line.partition(" ")[0] for line in lines[:2]] == [second.edition_label] * 2
    assert lines[2] == "核对了 2 个版本，1 个不符。"
