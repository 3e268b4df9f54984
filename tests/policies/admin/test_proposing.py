"""Whoever saves, adds or deletes a shared row in the admin makes a proposal, and says why."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from policies.models import (
    Contact,
    Material,
    Option,
    Policy,
    PolicyCitation,
    Proposal,
    Question,
    Region,
    Scenario,
    Source,
)
from policies.models.plain import SharedRow, shared_models
from tests import admin_factories as admin_make
from tests import factories as make
from tests.admin_factories import browser_of, said, text_of
from tests.policies.admin.saving.desk import fields_of

pytestmark = pytest.mark.django_db
WHY = {"proposal_why": "打过电话，号码换了"}
MODELS = pytest.mark.parametrize("model", shared_models(), ids=lambda model: model.__name__)


def address_of(row: SharedRow | type[SharedRow], what: str = "change") -> str:
    meta = row._meta
    key = [row.pk] if isinstance(row, SharedRow) and what != "add" else []
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{what}", args=key)


def sent_by(client: Client, address: str, **fields: Any) -> dict[str, Any]:
    """What a browser sends of the form at an address, with some fields filled in otherwise."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    form = page.select_one("#content-main form")
    assert form is not None
    sent: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name]"):
        if field.get("type") != "submit":
            sent[str(field["name"])] = field.get("value", field.get_text().removeprefix("\n"))
    for choice in form.select("select[name]"):
        sent[str(choice["name"])] = [o["value"] for o in choice.select("option[selected]")]
    return sent | {"_save": ""} | fields


def text_of_row(row: SharedRow) -> str:
    """A column of words that an editor fills in."""
    names = (
        "title",
        "phone",
        "name_zh_hans",
        "why_zh_hans",
        "text_zh_hans",
        "where_zh_hans",
        "became",
    )
    return next(name for name in names if hasattr(row, name))


def change(client: Client, row: SharedRow, **fields: Any) -> Any:
    return client.post(address_of(row), sent_by(client, address_of(row), **fields))


def test_change_is_proposed_and_the_page_says_so(wang: Any) -> None:
    contact, client = make.contact(), browser_of(wang)
    answer = change(client, contact, phone="12399", name_en="Hotline", **WHY)
    assert answer.status_code == 302
    assert "已提交变更建议，等另一个人批准；现在公众看到的还是原来的" in said(answer)
    proposal = Proposal.objects.get()
    assert proposal.values_after.items() >= {"phone": "12399", "name_en": "Hotline"}.items()
    assert (proposal.author, proposal.why) == (wang, WHY["proposal_why"])
    assert Contact.objects.get().phone == "12393"
    assert "有一个建议在等批准" in text_of(client.get(address_of(contact)))


@MODELS
def test_no_kind_of_shared_row_is_stored_by_its_form(model: Any, root: Any) -> None:
    row = make.shared(model)
    make.question()
    before, client = model._base_manager.values().get(pk=row.pk), browser_of(root)
    field = text_of_row(row)
    answer = change(client, row, **{field: "/terms/"}, **WHY)
    assert answer.status_code == 302, text_of(answer)
    assert model._base_manager.values().get(pk=row.pk) == before
    assert Proposal.objects.get().values_after.items() >= {field: "/terms/"}.items()


@MODELS
def test_a_reason_is_required(model: Any, root: Any) -> None:
    row, client = make.shared(model), browser_of(root)
    make.question()
    answer = change(client, row, **{text_of_row(row): "/terms/"}, proposal_why=" ")
    assert answer.status_code == 422 and "为什么这样改" in text_of(answer)
    assert not Proposal.objects.exists()


def test_save_that_changes_nothing_proposes_nothing(wang: Any) -> None:
    answer = change(browser_of(wang), make.contact(), **WHY)
    assert "没有改动" in said(answer) and not Proposal.objects.exists()


def test_row_with_an_open_proposal_takes_no_second_one_and_leads_to_it(wang: Any) -> None:
    contact, client = make.contact(), browser_of(wang)
    change(client, contact, phone="12399", **WHY)
    answer = change(client, contact, phone="12398", **WHY)
    assert answer.status_code == 422 and "12398" in answer.content.decode()
    page = BeautifulSoup(answer.content, "html.parser")
    address = reverse("admin:policies_proposal_change", args=[Proposal.objects.get().pk])
    assert page.select_one(f".errornote ~ .errorlist a[href='{address}']") or page.select(
        f"ul.errorlist a[href='{address}']"
    )


def test_new_row_is_proposed_and_seen_by_editors_alone(wang: Any) -> None:
    client = browser_of(wang)
    sent = {"code": "card", "name_zh_hans": "社会保障卡", "_save": "", **WHY}
    assert client.post(address_of(Material, "add"), sent).status_code == 302
    assert not Material.objects.exists() and Material.with_proposed.get().awaits_approval
    assert "待批准" in text_of(client.get(address_of(Material, "changelist")))
    assert "公众看不到" in text_of(client.get(address_of(Material.with_proposed.get())))
    again = client.post(address_of(Material, "add"), sent)
    assert again.status_code == 422 and "正在等批准" in text_of(again)


def test_new_row_that_waits_is_changed_by_proposing_it_again(wang: Any) -> None:
    client = browser_of(wang)
    sent = {"code": "card", "name_zh_hans": "社会保障卡", "_save": "", **WHY}
    client.post(address_of(Material, "add"), sent)
    row: Any = Material.with_proposed.get()
    answer = change(client, row, name_zh_hans="社保卡", proposal_why="改个叫法")
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.name_zh_hans == "社保卡" and row.awaits_approval
    assert sorted(Proposal.objects.values_list("state", flat=True)) == ["called_off", "open"]


def test_question_and_each_of_its_options_are_proposals_of_their_own(wang: Any) -> None:
    question, client = make.question(), browser_of(wang)
    fields = {"text_zh_hans": "您退休了没有？", "options-0-text_zh_hans": "已经退休"}
    change(client, question, **fields, **WHY)
    kinds = set(Proposal.objects.values_list("kind", "code"))
    assert kinds == {("policies.question", "ret"), ("policies.option", "ret=yes")}
    assert Question.objects.get().text == "你退休了吗？"


def test_new_question_brings_its_options_as_proposals(wang: Any) -> None:
    sent = {
        "code": "job", "text_zh_hans": "有工作吗？", "changeable": "self", "position": 1,
        "options-TOTAL_FORMS": 1, "options-INITIAL_FORMS": 0, "options-0-code": "yes",
        "options-0-text_zh_hans": "有", "options-0-position": 1, "_save": "", **WHY,
    }  # fmt: skip
    assert browser_of(wang).post(address_of(Question, "add"), sent).status_code == 302
    assert Option.with_proposed.get().question == Question.with_proposed.get()
    assert not Option.objects.exists() and Proposal.objects.count() == 2


def test_deletion_is_proposed_with_a_reason(wang: Any) -> None:
    material, client = make.material(), browser_of(wang)
    address = address_of(material, "delete")
    assert "为什么要删除" in text_of(client.get(address))
    meant = fields_of(client.get(address))
    assert client.post(address, meant | {"why": ""}).status_code == 422
    assert client.post(address, {"post": "yes"}).status_code == 200
    assert not Proposal.objects.exists()
    answer = client.post(address, meant | {"why": "重复"})
    assert answer.status_code == 302 and "等另一个人批准" in said(answer)
    assert Material.objects.exists() and Proposal.objects.get().action == "delete"


def test_deletion_in_bulk_proposes_each_and_names_those_in_use(wang: Any) -> None:
    used, free = make.source("used"), make.source("free")
    policy = admin_make.make_policy(wang, cited=False)
    PolicyCitation.objects.create(policy=policy, source=used, locator="一")
    client = browser_of(wang)
    chosen = {"action": "propose_deletion", "_selected_action": [used.pk, free.pk]}
    answer = client.post(address_of(Source, "changelist"), chosen)
    assert "不能删除" in text_of(answer) and not Proposal.objects.exists()
    meant = fields_of(answer) | {"why": "清理"}
    answer = client.post(address_of(Source, "changelist"), meant)
    assert policy.code in said(answer)
    assert Proposal.objects.get().key == free.pk and Source.objects.count() == 2
    removed = {"action": "delete_selected", "_selected_action": [free.pk], "post": "yes"}
    client.post(address_of(Source, "changelist"), removed)
    assert Source.objects.count() == 2


def test_nobody_deletes_a_region(root: Any) -> None:
    region, client = make.region(), browser_of(root)
    assert client.post(address_of(region, "delete"), {"post": "yes"}).status_code == 403
    chosen = {"action": "propose_deletion", "_selected_action": [region.pk]}
    client.post(address_of(Region, "changelist"), chosen)
    assert Region.objects.filter(pk=region.pk).exists() and not Proposal.objects.exists()


def test_who_may_only_look_proposes_nothing(li: Any) -> None:
    contact, client = make.contact(), browser_of(li)
    assert client.post(address_of(contact), {"phone": "1", **WHY}).status_code == 403
    page = client.get(address_of(contact))
    assert page.status_code == 200 and "proposal_why" not in page.content.decode()
    assert not Proposal.objects.exists()


def test_the_plus_beside_a_field_proposes_too(wang: Any) -> None:
    sent = {
        "code": "fitness", "kind": "use", "name_zh_hans": "健身", "question_zh_hans": "能健身吗？",
        "position": 1, "_popup": "1", **WHY,
    }  # fmt: skip
    answer = browser_of(wang).post(address_of(Scenario, "add") + "?_popup=1", sent)
    assert answer.status_code == 200 and not Scenario.objects.exists()
    scenario = Scenario.with_proposed.get()
    region = make.region()
    form = admin_make.policy_form(region, scenario, make.source())
    saved = browser_of(wang).post(reverse("admin:policies_policy_add"), form)
    assert saved.status_code == 302 and Policy.objects.get().scenario == scenario
    picker = {"term": "健身", "app_label": "policies", "model_name": "expectedcase"}
    found = browser_of(wang).get(reverse("admin:autocomplete"), picker | {"field_name": "event"})
    assert "（待批准）" in found.json()["results"][0]["text"]


def test_before_it_is_sent_the_form_says_where_readers_see_the_row(wang: Any, li: Any) -> None:
    rule = make.policy()
    make.condition(rule)
    make.publish(rule)
    question, client = make.question(), browser_of(wang)
    for address in (address_of(question), address_of(question, "delete")):
        page = " ".join(text_of(client.get(address)).split())
        assert "公众在 7 个页面上看到它" in page
        assert "版本页 1、答案页 3、查一查 3" in page
        assert "公开或已定时的内容用到它的： 政策 1 条" in page
    unused = text_of(client.get(address_of(make.material())))
    assert "现在没有公开的页面显示它" in unused
    change(client, question, text_en="Retired?", **WHY)
    decided = reverse("admin:policies_proposal_change", args=[Proposal.objects.get().pk])
    assert "公众在 7 个页面上看到它" in text_of(browser_of(li).get(decided))
