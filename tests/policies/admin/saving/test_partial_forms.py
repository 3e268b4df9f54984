"""A form that is sent without some of its parts: what it says nothing of stays as it is."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from policies.models import ExpectedCase, Proposal
from policies.publishing import actions
from tests import admin_factories as make
from tests import factories as rows
from tests.admin_factories import form_of, text_of
from tests.policies.admin.saving.desk import Window, fields_of, names_on, table_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def wang() -> Any:
    return make.make_user("wang", "Author")


def without_citations(window: Window) -> Window:
    window.sent = {
        name: value for name, value in window.sent.items() if not name.startswith("citations-")
    }
    return window


def test_citations_of_which_nothing_is_sent_are_not_struck_out(wang: Any) -> None:
    policy = make.make_policy(wang)
    window = without_citations(Window(wang, form_of(policy)))
    window.type(answer_zh_hans="新的一句话。")
    assert window.save().status_code in (302, 409, 422)
    assert policy.citations.count() == 1


def test_nor_are_they_when_somebody_else_changed_the_text_meanwhile(wang: Any) -> None:
    policy = make.make_policy(wang)
    window = without_citations(Window(wang, form_of(policy)))
    other = Window(wang, form_of(policy))
    other.type(answer_en="Changed first.")
    assert other.save().status_code == 302
    window.type(answer_zh_hans="新的一句话。")
    assert window.save().status_code == 409
    assert not any(place.startswith("citations") for place in table_on(window.answer))
    assert window.choose().status_code in (302, 409, 422)
    assert policy.citations.count() == 1


def test_who_may_write_a_rule_but_not_what_it_cites_leaves_the_citations_alone() -> None:
    """A group that an administrator made by hand."""
    zhao = make.make_user("zhao")
    may = ("change_policy", "view_policy", "view_policycitation")
    zhao.user_permissions.set(Permission.objects.filter(codename__in=may))
    policy = make.make_policy(zhao)
    window = Window(zhao, form_of(policy))
    assert "citations-0-locator" not in names_on(window.answer)
    window.type(answer_zh_hans="新的一句话。")
    assert window.save().status_code == 302
    policy.refresh_from_db()
    assert policy.answer_zh_hans == "新的一句话。"  # type: ignore[attr-defined]
    assert policy.citations.get().locator == "第十二条"


def test_a_word_that_no_choice_has_is_given_back_as_it_was_sent(wang: Any) -> None:
    policy = make.in_review(wang)
    window = Window(wang, form_of(policy))
    window.type(verdict="perhaps", answer_zh_hans="迟到的一句话。")
    actions.approve(policy, by=make.make_user("li", "Approver"), left_out=("en",))
    answer = window.save()
    assert answer.status_code == 409
    assert "perhaps" in text_of(answer) and "迟到的一句话。" in text_of(answer)


@pytest.mark.parametrize(
    ("field", "written", "reason"),
    [
        ("answers:ret", "perhaps", "perhaps"),
        ("answers:other", "yes", "other"),
        ("outcomes:settle-abroad", "maybe", "maybe"),
        ("outcomes:marriage", "yes", "marriage"),
    ],
)
def test_a_case_that_names_what_there_is_not_is_refused_and_given_back(
    field: str, written: str, reason: str
) -> None:
    rows.question()
    case = rows.expected_case()
    window = Window(
        make.make_user("root", is_superuser=True),
        reverse("admin:policies_expectedcase_change", args=[case.pk]),
    )
    window.type(**{field: written, "proposal_why": "想过"})
    answer = window.save()
    assert answer.status_code == 422 and reason in text_of(answer)
    assert fields_of(answer)[field] == written and not Proposal.objects.exists()
    assert ExpectedCase.objects.get().answers == {"ret": "yes"}


def test_an_empty_case_is_a_case_in_which_nobody_said_anything() -> None:
    rows.question()
    case = rows.expected_case()
    address = reverse("admin:policies_expectedcase_change", args=[case.pk])
    window = Window(make.make_user("root", is_superuser=True), address)
    window.type(**{"answers:ret": "", "proposal_why": "谁都没有回答"})
    assert window.save().status_code == 302, text_of(window.answer)
    assert Proposal.objects.get().values_after["answers"] == {}
