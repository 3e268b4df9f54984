"""What only the database can keep, on a real PostgreSQL and past every action."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from policies.models import Policy, PolicyCitation
from policies.models.edition import Edition, edition_models
from policies.publishing import actions, database_rules, live_periods
from policies.publishing.actions import Refused
from policies.publishing.database_rules import kept
from tests import factories as make

T0, DAY = make.NOON, make.DAY
JANUARY, DECEMBER = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
KINDS = [make.policy, make.procedure, make.guide, make.faq, make.fact_check]


@pytest.fixture
def deferred() -> Callable[[], None]:
    """Checks now what PostgreSQL would check at the end of the transaction."""

    def check() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    return check


def publish_past_the_action(edition: Edition, **columns: Any) -> None:
    values = {
        "state": "approved", "approved_at": T0, "publish_at": T0,
        "approved_by": make.user("approver"),
    } | columns  # fmt: skip
    type(edition)._base_manager.filter(pk=edition.pk).update(**values)


@pytest.mark.django_db
def test_rules_are_installed_and_doing_it_again_changes_nothing() -> None:
    make.policy(live=True)
    assert database_rules.missing() == []
    assert not database_rules.install()


@pytest.mark.django_db
def test_a_start_makes_whatever_a_killed_migration_took() -> None:
    make.policy(live=True)
    make.lift_database_rules()
    assert len(database_rules.missing()) > 15
    assert database_rules.install()
    assert database_rules.missing() == []


@pytest.mark.django_db
def test_a_rule_that_was_worded_otherwise_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = make.policy(live=True)
    connection.check_constraints()
    (today,) = (each for each in kept.kept_editions() if each.table == TABLE)
    fewer = dataclasses.replace(today, fixed=("code",))
    vendor = database_rules.VENDORS[connection.vendor]
    with monkeypatch.context() as patch:
        patch.setattr(vendor, "kept_editions", lambda: [fewer])
        assert database_rules.install()
        assert not database_rules.missing(), "the new wording stands in the place of the old one"
        Policy._base_manager.filter(pk=policy.pk).update(time_limit_days=3)
        connection.check_constraints()
    assert database_rules.missing()
    database_rules.install()
    with pytest.raises(IntegrityError, match="kept"), transaction.atomic():
        Policy._base_manager.filter(pk=policy.pk).update(time_limit_days=4)


@pytest.mark.django_db
def test_a_rule_that_somebody_else_made_on_our_tables_goes() -> None:
    with connection.cursor() as cursor:
        for statement in FOREIGN[connection.vendor]:
            cursor.execute(statement)
    assert database_rules.install()
    assert not database_rules.install()


# The rule of the release before, which no longer worked once a table was rebuilt.
TABLE = Policy._meta.db_table
FOREIGN = {
    "sqlite": [
        f"CREATE TRIGGER {TABLE}_cited_later BEFORE INSERT ON {TABLE} "
        "BEGIN SELECT RAISE(ABORT, 'no'); END"
    ],
    "postgresql": [
        f"CREATE FUNCTION {TABLE}_cited() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NULL; END $$",
        f"CREATE TRIGGER {TABLE}_cited BEFORE INSERT ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_cited()",
    ],
}


@pytest.mark.django_db
@pytest.mark.parametrize("model", edition_models(), ids=lambda model: model.__name__)
def test_every_kind_of_edition_has_its_trigger(model: type[Edition]) -> None:
    table = "sqlite_master WHERE type='trigger' AND tbl_name"
    if connection.vendor == "postgresql":
        table = "pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} = %s", [model._meta.db_table])  # noqa: S608
        assert cursor.fetchone()[0] >= 1


@pytest.mark.django_db
def test_the_action_refuses_an_overlap_on_either_database() -> None:
    make.policy(live=True)
    other = make.policy()
    actions.submit(other, by=make.user("author"), now=T0, acknowledged="还要改。")
    with pytest.raises(Refused, match="有效期重叠"):
        actions.approve(other, by=make.user("approver"), now=T0, left_out=("en",))


@pytest.mark.django_db
@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("start", "end", "is_refused"),
    [
        (JANUARY, DECEMBER, True),
        (DECEMBER, None, True),
        (None, JANUARY, True),
        (None, None, True),
        (DECEMBER + DAY, None, False),
        (None, JANUARY - DAY, False),
    ],
)
def test_overlap_past_the_action_is_excluded_by_postgresql(
    start: dt.date | None, end: dt.date | None, is_refused: bool, deferred: Callable[[], None]
) -> None:
    make.policy(effective_from=JANUARY, effective_to=DECEMBER, live=True)
    other = make.policy(effective_from=start, effective_to=end)
    assert refuses(deferred, lambda: publish_past_the_action(other)) is is_refused


def refuses(deferred: Callable[[], None], act: Callable[[], None]) -> bool:
    try:
        with transaction.atomic():
            act()
            deferred()
    except IntegrityError:
        return True
    return False


@pytest.mark.django_db
@pytest.mark.postgresql
@pytest.mark.parametrize("elsewhere", ["region", "scenario", "not live any more"])
def test_same_days_elsewhere_are_not_excluded(elsewhere: str, deferred: Callable[[], None]) -> None:
    make.policy(live=True)
    columns: dict[str, Any] = {}
    if elsewhere == "region":
        columns = {"region": make.nation()}
    elif elsewhere == "scenario":
        columns = {"scenario": make.scenario("death")}
    ended = {"publish_at": T0 - DAY, "approved_at": T0 - DAY, "live_until": T0}
    publish_past_the_action(make.policy(**columns), **({} if columns else ended))
    deferred()


@pytest.mark.django_db
@pytest.mark.postgresql
@pytest.mark.parametrize("row", KINDS, ids=lambda row: row.__name__)
def test_two_live_editions_of_one_code_are_excluded(
    row: Callable[..., Edition], deferred: Callable[[], None]
) -> None:
    first = row(live=True)
    second = actions.revise(first, by=make.user("author"))

    def publish_without_ending_the_first() -> None:
        publish_past_the_action(second, publish_at=T0 + DAY)

    def publish_and_settle() -> None:
        publish_without_ending_the_first()
        live_periods.settle_live_periods(type(first), first.code)

    assert refuses(deferred, publish_without_ending_the_first)
    assert not refuses(deferred, publish_and_settle)


@pytest.mark.django_db
def test_an_approved_edition_whose_citations_went_is_refused_at_the_next_change() -> None:
    policy = make.policy(live=True)
    make.lift_database_rules()
    PolicyCitation._base_manager.all()._raw_delete("default")
    connection.check_constraints()
    database_rules.install()
    with pytest.raises(IntegrityError, match="needs a citation"), transaction.atomic():
        Policy._base_manager.filter(pk=policy.pk).update(live_until=T0 + DAY)


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_cluster_sorts_and_folds_as_production_does() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datcollate FROM pg_database WHERE datname = current_database()")
        assert cursor.fetchone()[0] == "C.UTF-8"
