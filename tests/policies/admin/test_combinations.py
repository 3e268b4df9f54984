"""不可能的组合: the desk names each option with its question, those that wait for approval too."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from policies.models import Option, Proposal
from policies.publishing.shared.permits import permitted
from tests import factories as make
from tests.admin_factories import browser_of, text_of
from tests.policies.admin.saving.desk import Window, page_of

pytestmark = pytest.mark.django_db
LIST = "admin:policies_impossiblecombination_changelist"


def test_the_list_says_which_options_exclude_each_other(
    root: Any,
) -> None:
    browser, asked = browser_of(root), []
    for number in range(4):
        question = make.question(f"asked-{number}", text_zh_hans=f"问题{number}？")
        make.combination(*question.options.all())
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(reverse(LIST))
        asked.append(len(queries))
    cells = [each.get_text() for each in page_of(page).select("td.field-all_options")]
    assert "asked-0=yes yes + asked-0=no no" in cells and len(cells) == 4
    assert asked[1] == asked[3]  # however many there are


def test_the_form_offers_an_option_that_waits_for_approval(root: Any) -> None:
    yes = [make.question(code).options.get(code="yes") for code in ("ret", "job")]
    made = make.combination(*yes)
    with permitted("a factory"):
        waiting = Option.objects.create(
            question=make.question("age"),
            code="soon",
            text_zh_hans="快退休了",
            awaits_approval=True,
        )
    address = reverse("admin:policies_impossiblecombination_change", args=[made.pk])
    window = Window(root, address)
    assert "快退休了" in text_of(window.answer)
    window.type(options=[*window.sent["options"], str(waiting.pk)], proposal_why="也不可能")
    assert window.save().status_code == 302, text_of(window.answer)
    assert Proposal.objects.get().values_after == {"options": ["age=soon", "job=yes", "ret=yes"]}


def test_a_combination_that_goes_round_is_refused_on_its_form(root: Any) -> None:
    ret, job = make.question(), make.question("job")
    retired = ret.options.get(code="yes")
    make.combination(retired, job.options.get(code="yes"))
    window = Window(root, reverse("admin:policies_impossiblecombination_add"))
    chosen = [str(retired.pk), str(job.options.get(code="no").pk)]
    window.type(options=chosen, proposal_why="退休了就不工作")
    answer = window.save()
    assert answer.status_code == 409 and "没有一个选项可选" in text_of(answer)
    assert not Proposal.objects.exists()


def test_a_round_over_three_questions_is_refused_on_its_form(root: Any) -> None:
    """Who is retired does not work, who does not work does not pay, who does not pay works on."""
    ret, job, pays = (make.question(code) for code in ("ret", "job", "pays"))
    yes, no = ({each: each.options.get(code=c) for each in (ret, job, pays)} for c in ("yes", "no"))
    make.combination(yes[ret], yes[job])
    make.combination(no[job], yes[pays])
    window = Window(root, reverse("admin:policies_impossiblecombination_add"))
    window.type(options=[str(no[pays].pk), str(yes[ret].pk)], proposal_why="绕回来")
    answer = window.save()
    assert answer.status_code == 409 and "谁也不能答“你退休了吗？”的“yes”" in text_of(answer)
    assert not Proposal.objects.exists()
