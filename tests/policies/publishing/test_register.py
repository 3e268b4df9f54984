"""The register of approved proposals: append-only, numbered, chained."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from policies.models import Proposal
from policies.models.canonical import content_hash
from policies.publishing import database_rules, proposals
from policies.publishing.shared import register
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _entered(rows_of_module: None) -> None:
    """Three approved proposals, after two that were not."""
    author, approver, contact = make.user("author"), make.user("approver"), make.contact()
    called_off = proposals.propose_change(contact, {"phone": "1"}, by=author, why="试")
    proposals.call_off(called_off, by=author)
    rejected = proposals.propose_change(contact, {"phone": "2"}, by=author, why="试")
    proposals.reject(rejected, by=approver, note="不对")
    for phone in ("12301", "12302", "12303"):
        proposal = proposals.propose_change(contact, {"phone": phone}, by=author, why="换了")
        proposals.approve(proposal, by=approver, note="打通了")


@pytest.fixture
def entered(_entered: None) -> list[Proposal]:
    """Those that were approved, as they are stored."""
    return list(Proposal.objects.exclude(number=None).order_by("number"))


def damages() -> list[str]:
    return [damage for checked in register.verify() for damage in checked.damages]


def test_approved_proposals_are_numbered_and_name_the_one_before(entered: list[Proposal]) -> None:
    assert [each.number for each in entered] == [1, 2, 3]
    hashes = [each.content_hash for each in entered]
    assert [each.previous_hash for each in entered] == ["", *hashes[:2]]
    assert hashes == [content_hash(each.text) for each in entered]
    assert damages() == []


def test_text_tells_who_when_why_and_the_values(entered: list[Proposal]) -> None:
    for said in ("author", "approver", "换了", "打通了", "12301", "12302", "hotline", "contact"):
        assert said in entered[1].text


@pytest.mark.parametrize("column", [field.column for field in Proposal._meta.concrete_fields[1:]])
def test_the_database_keeps_what_was_decided(entered: list[Proposal], column: str) -> None:
    with (
        pytest.raises(IntegrityError, match=database_rules.DECIDED),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE policies_proposal SET {column} = {column}")  # noqa: S608


def test_the_database_deletes_no_proposal_and_takes_none_that_was_decided(
    entered: list[Proposal], author: User
) -> None:
    with pytest.raises(IntegrityError, match=database_rules.DECIDED), transaction.atomic():
        Proposal.objects.filter(state="called_off").delete()
    entered[0].pk, entered[0].number = None, 9
    with pytest.raises(IntegrityError, match=database_rules.DECIDED), transaction.atomic():
        entered[0].save(force_insert=True)
    opened = proposals.propose_change(make.contact(), {"phone": "3"}, by=author, why="试")
    with pytest.raises(IntegrityError, match=database_rules.DECIDED), transaction.atomic():
        opened.delete()
    another = {"author_id": author.pk + 1, "key": opened.key + 1}
    for name, value in ({"after": "{}", "why": "别的"} | another).items():
        with pytest.raises(IntegrityError, match=database_rules.DECIDED), transaction.atomic():
            Proposal.objects.filter(pk=opened.pk).update(**{name: value})


@pytest.mark.sqlite(reason="only SQLite has OR REPLACE")
def test_or_replace_is_no_way_around(entered: list[Proposal]) -> None:
    names = ", ".join(f'"{f.column}"' for f in Proposal._meta.concrete_fields)
    for state in ("'approved'", "'open'"):
        values = names.replace('"state"', state).replace('"number"', "NULL")
        with (
            pytest.raises(IntegrityError, match=database_rules.DECIDED),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f"INSERT OR REPLACE INTO policies_proposal ({names}) "  # noqa: S608
                f"SELECT {values} FROM policies_proposal WHERE number = 1"
            )


@pytest.mark.parametrize(
    ("change", "damage"),
    [
        ({"after": '{"phone":"666"}'}, "不一样：after"),
        ({"why": "没有理由"}, "不一样：why"),
        ({"text": "{"}, "读不出来"),
        ({"content_hash": "f" * 64}, "校验值不是登记时"),
        ({"previous_hash": "e" * 64}, "上一条的校验值"),
        ({"number": 7}, "前面缺了"),
    ],
)
def test_verify_finds_what_a_hand_in_the_database_did(
    entered: list[Proposal], change: dict[str, object], damage: str
) -> None:
    make.lift_database_rules()
    Proposal.objects.filter(number=2).update(**change)
    assert any(damage in each for each in damages())
    with pytest.raises(CommandError):
        call_command("verify")


def test_verify_finds_that_one_is_missing(
    entered: list[Proposal], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify")
    assert "核对了 3 条变更登记，0 条不符。" in capsys.readouterr().out
    make.lift_database_rules()
    Proposal.objects.filter(number=2).delete()
    assert any("缺了登记号" in each for each in damages())
