"""Who may change which text, what is shown read-only, and that nothing entered is lost."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from policies.models import Condition, Policy
from tests import admin_factories as make
from tests import factories as rows
from tests.admin_factories import browser_of, form_of, published, text_of
from tests.factories import publish_from_pack

pytestmark = pytest.mark.django_db


def fields_of(response: Any) -> list[str]:
    page = BeautifulSoup(response.content, "html.parser")
    form = page.select_one("#policy_form")
    assert form
    found = form.select("input:not([type=hidden]), select, textarea")
    return [str(field["name"]) for field in found]


def entered(policy: Policy, **fields: Any) -> dict[str, Any]:
    row = policy.citations.get()
    return make.policy_form(policy.region, policy.scenario, row.source) | {
        "citations-INITIAL_FORMS": 1,
        "citations-0-id": row.pk,
        "citations-0-policy": policy.pk,
        **fields,
    }


def test_approved_edition_is_shown_without_fields_and_refuses_post(root: Any, li: Any) -> None:
    policy = published(root, li)
    client = browser_of(root)
    page = client.get(form_of(policy))
    assert fields_of(page) == [] and "删除草稿" not in text_of(page)

    before = policy.compute_hash()
    response = client.post(form_of(policy), entered(policy, answer_zh_hans="偷偷改掉的文字"))
    assert response.status_code == 409
    assert "文字不能再改" in text_of(response) and "偷偷改掉的文字" in text_of(response)
    policy.refresh_from_db()
    assert policy.compute_hash() == before
    delete = reverse("admin:policies_policy_delete", args=[policy.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403


def test_what_is_given_back_is_named_as_on_the_form(wang: Any, li: Any) -> None:
    policy = published(wang, li)
    sent = entered(policy, answer_zh_hans="迟到的文字", publish_at_0="2027-01-01")
    page = BeautifulSoup(browser_of(wang).post(form_of(policy), sent).content, "html.parser")
    names = [each.get_text() for each in page.select(".entered dt")]
    texts = [each.get_text() for each in page.select(".entered dd")]
    given = dict(zip(names, texts, strict=True))
    assert given["结论"] == "符合条件才可以" and given["一句话回答 [简体]"] == "迟到的文字"
    assert given["地区"] == str(policy.region) and given["上线时间（日期）"] == "2027-01-01"
    assert given["引用的依据 1：依据"] == str(policy.citations.get().source)
    assert not any(name.isascii() for name in given), given


def test_text_approved_while_it_was_stored_is_given_back(
    wang: Any, li: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The permission was asked before the approval, the row stored after it."""
    policy = published(wang, li)
    model_admin = admin.site._registry[Policy]
    monkeypatch.setattr(model_admin, "has_change_permission", lambda *args: True)
    response = browser_of(wang).post(form_of(policy), entered(policy, answer_zh_hans="迟到的文字"))
    assert response.status_code == 409 and "迟到的文字" in text_of(response)


def test_draft_is_its_authors_own(wang: Any, root: Any) -> None:
    policy = make.make_policy(wang)
    other = browser_of(make.make_user("zhao", "Author"))
    assert fields_of(other.get(form_of(policy))) == []
    refused = other.post(form_of(policy), entered(policy, answer_zh_hans="别人的文字"))
    assert refused.status_code == 409 and "只有作者本人可以修改" in text_of(refused)

    assert "answer_zh_hans" in fields_of(browser_of(root).get(form_of(policy)))
    saved = browser_of(wang).post(form_of(policy), entered(policy, answer_en="Yes, in Shenzhen."))
    assert saved.status_code == 302
    policy.refresh_from_db()
    assert policy.answer_en == "Yes, in Shenzhen." and policy.author == wang  # type: ignore[attr-defined]


def test_reader_sees_everything_and_changes_nothing(wang: Any) -> None:
    policy = make.make_policy(wang)
    reader = browser_of(make.make_user("rd", "Reader"))
    assert fields_of(reader.get(form_of(policy))) == []
    assert reader.post(form_of(policy), entered(policy)).status_code == 403
    assert reader.get(reverse("admin:policies_policy_add")).status_code == 403
    for verb in ("submit", "approve", "reject", "withdraw", "revise", "force"):
        address = reverse("admin:policies_policy_step", args=[policy.pk, verb])
        assert reader.post(address).status_code == 403


def test_pack_rows_are_read_only_but_can_be_revised(wang: Any) -> None:
    policy = make.make_policy(None, origin="0" * 64)
    publish_from_pack(policy, at=timezone.now())
    page = browser_of(wang).get(form_of(policy))
    assert fields_of(page) == [] and "随软件带来" in text_of(page)
    browser_of(wang).post(reverse("admin:policies_policy_step", args=[policy.pk, "revise"]))
    assert Policy.objects.get(version=2).author == wang


def test_form_without_chinese_text_is_refused_and_keeps_the_rest(wang: Any) -> None:
    form = make.policy_form(make.make_region(), make.make_scenario(), make.make_source())
    form |= {"answer_zh_hans": " ", "answer_en": "Only in English"}
    response = browser_of(wang).post(reverse("admin:policies_policy_add"), form)
    assert response.status_code == 422 and "Only in English" in response.content.decode()
    assert not Policy.objects.exists()


def test_condition_refuses_options_of_another_question(wang: Any) -> None:
    policy = make.make_policy(wang)
    asked, other = rows.question("ret"), rows.question("job")
    foreign = other.options.get(code="yes")
    condition = {
        "conditions_in_ways-TOTAL_FORMS": 1,
        "conditions_in_ways-0-way": 1,
        "conditions_in_ways-0-question": asked.pk,
        "conditions_in_ways-0-accepted": [foreign.pk],
        "conditions_in_ways-0-text_if_unmet_zh_hans": "还没有退休",
        "conditions_in_ways-0-source": policy.citations.get().source_id,
        "conditions_in_ways-0-locator": "第三条",
    }
    response = browser_of(wang).post(form_of(policy), entered(policy, **condition))
    assert "这些选项不属于" in text_of(response) and not Condition.objects.exists()

    right = asked.options.get(code="no")
    condition["conditions_in_ways-0-accepted"] = [right.pk]
    browser_of(wang).post(form_of(policy), entered(policy, **condition))
    assert list(Condition.objects.get().accepted.all()) == [right]
