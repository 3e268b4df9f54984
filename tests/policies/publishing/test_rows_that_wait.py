"""A row that waits for its approval: drafts may point at it, and nobody but editors sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from guides.models import Term
from policies.models import (
    Condition,
    Contact,
    Material,
    Option,
    PolicyCitation,
    Proposal,
    Requirement,
    Source,
)
from policies.models.plain import SharedRow, shared_models
from policies.models.translated import columns, translated_fields
from policies.pack.dump import dump_content
from policies.pack.load import load_content
from policies.pack.store.keys import existing_codes
from policies.publishing import actions, proposals
from policies.publishing.actions import Refused
from policies.rules.vocabulary import vocabulary
from site_config.pages import PAGES
from tests import factories as make
from tests.policies.pack import pack

pytestmark = pytest.mark.django_db
MARK = "ZZWAITS"  # stands in every text and name of a row that waits


def waiting(model: type[SharedRow], author: User) -> Any:
    """A proposed row of any kind, with the mark in whatever can hold it."""
    row: Any = make.shared(model)
    row.pk, row._state.adding = None, True
    for name, value in {"code": "zzwaits", "slug": "zzwaits", "path": "/zzwaits/"}.items():
        if hasattr(row, name):
            setattr(row, name, value)
    if hasattr(row, "level"):
        row.code = "440987"
    for name in (n for field in translated_fields(model) for n in columns(field)):
        setattr(row, name, MARK)
    for name in ("title", "phone", "pinyin", "aliases"):
        if hasattr(row, name):
            setattr(row, name, MARK)
    links = {each.name: make.question().options.all() for each in model._meta.many_to_many}
    proposals.propose_new(row, by=author, why="要用", links=links)
    return row


@pytest.fixture
def all_waiting(author: User) -> list[SharedRow]:
    make.procedure(live=True)
    rule = make.policy()
    make.condition(rule)
    make.publish(rule)
    make.guide(live=True, slug="abroad")
    return [waiting(model, author) for model in shared_models()]


def addresses() -> list[str]:
    wizard = ["check/?r=440000", "check/?r=440000&e=settle-abroad", "search/?q=ZZWAITS"]
    search = ["regions/?q=ZZWAITS", "regions/440000/", "regions/440000/settle-abroad/"]
    plain = [
        (f"/zh-hans/{page.route}" if page.in_languages else f"/{page.route}")
        for page in PAGES
        if "<" not in page.route
    ]
    return plain + [f"/zh-hans/{address}" for address in wizard + search]


@pytest.mark.dealt_out
@pytest.mark.parametrize("address", addresses())
def test_no_page_shows_a_row_that_waits(address: str, all_waiting: list[SharedRow]) -> None:
    body = Client().get(address, follow=True).content.decode()
    for echo in (f"q={MARK}", f'value="{MARK}"', f"搜索：{MARK}", f"“{MARK}”"):
        body = body.replace(echo, "")
    assert MARK.lower() not in body.lower() and "440987" not in body


@pytest.mark.parametrize(
    "address",
    ["regions/440987/", "regions/440987/settle-abroad/", "scenarios/zzwaits/", "sources/zzwaits/",
     "check/?r=440987", "compare/?regions=440987", "zzwaits/"],
)  # fmt: skip
def test_nothing_answers_at_the_address_of_a_row_that_waits(
    address: str, all_waiting: list[SharedRow]
) -> None:
    response = Client().get(f"/zh-hans/{address}", follow=True)
    assert response.status_code in (400, 404) and MARK not in response.content.decode()


def test_the_wizard_and_the_dump_know_no_row_that_waits(
    all_waiting: list[SharedRow], tmp_path: Path
) -> None:
    known = vocabulary("now")
    assert len(known.impossible) == 1 and set(known.questions) == {"ret"}
    assert set(known.options) == {"ret"} and "zzwaits" not in known.contacts
    written = dump_content(tmp_path, at=make.NOON + make.DAY)
    assert written and not [path for path in written if MARK in path.read_text("utf-8")]


def refusal(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return str(refused.value)


def test_draft_may_point_at_a_row_that_waits_and_is_not_approved_before_it(
    author: User, approver: User
) -> None:
    source: Any = Source(code="new-law", title="新的文件", kind="notice")
    proposal = proposals.propose_new(source, by=author, why="新规")
    policy = make.policy()
    PolicyCitation.objects.create(policy=policy, source=source, locator="第一条")
    assert "依据“新的文件”还没有批准" in refusal(actions.submit, policy, by=author)
    proposals.approve(proposal, by=approver)
    actions.submit(policy, by=author)
    actions.approve(policy, by=approver, left_out=("en",))


@pytest.mark.parametrize("what", ["option", "material", "region", "scenario"])
def test_every_way_of_pointing_at_a_row_that_waits_is_named(what: str, author: User) -> None:
    rule, way = make.policy(), make.procedure()
    if what == "option":
        asked = make.question()
        option: Any = Option(question=asked, code="maybe", text_zh_hans="也许")
        proposals.propose_new(option, by=author, why="要用")
        condition = make.condition(rule)
        condition.accepted.add(option)
        assert set(Condition.objects.get().accepted.all()) >= {option}
        condition.accepted.set([option])
        assert set(condition.accepted.all()) == {option}
    elif what == "material":
        Requirement.objects.create(procedure=way, material=waiting(Material, author), originals=1)
    else:
        model = {"region": type(rule.region), "scenario": type(rule.scenario)}[what]
        rule = make.policy(**{what: waiting(model, author)})
    edition = way if what == "material" else rule
    assert "还没有批准，请先批准它" in refusal(actions.submit, edition, by=author)


def test_rejected_row_that_a_draft_points_at_stays_and_is_proposed_again(
    author: User, approver: User
) -> None:
    material: Any = waiting(Material, author)
    (proposal,) = Proposal.objects.all()
    make.procedure().requirements.create(material=material, originals=1)
    proposals.reject(proposal, by=approver, note="名字不对")
    material.refresh_from_db()
    assert material.awaits_approval
    material.name_zh_hans = "社保卡"
    again = proposals.propose_new(material, by=author, why="改好了")
    proposals.approve(again, by=approver)
    assert Material.objects.filter(name_zh_hans="社保卡").exists()


def test_pack_brings_a_row_that_only_waited(tmp_path: Path, author: User, approver: User) -> None:
    term: Any = Term(slug="personal-account", name_zh_hans=MARK, definition_zh_hans=MARK)
    proposal = proposals.propose_new(term, by=author, why="要解释")
    load_content(pack.write(tmp_path), now=make.NOON)
    brought: Any = Term.objects.get(slug="personal-account")
    assert brought.pk == term.pk and brought.definition_zh_hans != MARK
    assert "别的途径公开" in refusal(proposals.approve, proposal, by=approver)
    proposals.reject(proposal, by=approver, note="内容包带来了。")
    assert Term.objects.filter(pk=term.pk).exists()


def test_pack_refers_to_no_row_that_only_waits(tmp_path: Path, author: User) -> None:
    waiting(Contact, author)
    assert "zzwaits" not in existing_codes()["contact"]
