"""What is posted by hand is refused in Chinese, with the reason, and the text is given back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Model
from django.urls import reverse

from policies.models import Contact, Policy, Proposal, Region
from policies.publishing import actions, proposals
from tests import admin_factories as desk
from tests import factories as make
from tests.admin_factories import browser_of, form_of, published, seen, step_of, text_of
from tests.policies.admin.other_province import SECRET, editor, rows_of_zhejiang
from tests.policies.admin.saving.desk import Window

pytestmark = pytest.mark.django_db
WRITTEN = "写了一个上午的一段话。"
ADD = "admin:policies_policy_add"


def is_refused(answer: Any, reason: str) -> bool:
    """Whether an answer says no, why, and what was written."""
    assert answer.status_code in (403, 409, 422), answer.status_code
    assert reason in text_of(answer), text_of(answer)
    return WRITTEN in answer.content.decode()


@pytest.fixture
def there() -> list[Model]:
    return rows_of_zhejiang()


def test_another_region_for_a_new_rule_and_for_a_draft_of_ones_own(there: list[Model]) -> None:
    yue, other = editor(), next(row for row in there if isinstance(row, Region))
    own = make.policy(region=make.region(), author=yue)
    sent = desk.policy_form(other, make.scenario(), make.source(), answer_zh_hans=WRITTEN)
    assert is_refused(browser_of(yue).post(reverse(ADD), sent), "不在你负责的地区或者情形里")
    window = Window(yue, form_of(own))
    window.type(region=str(other.pk), answer_zh_hans=WRITTEN)
    assert is_refused(window.save(), "不在你负责的地区或者情形里")
    assert not Policy.objects.filter(answer_zh_hans=WRITTEN).exists()


def test_a_draft_of_another_region(there: list[Model]) -> None:
    draft = next(row for row in there if isinstance(row, Policy))
    sent = {"answer_zh_hans": WRITTEN, **seen(draft)}
    for address in (form_of(draft), step_of(draft, "submit")):
        answer = browser_of(editor(f"yue{len(address)}")).post(address, sent)
        assert is_refused(answer, "不在你负责的地区或者情形里")


@pytest.mark.parametrize(
    ("verb", "reason"),
    [
        ("submit", "只有草稿可以提交"),
        ("approve", "只有审核中的稿件可以批准"),
        ("reject", "只有审核中的稿件可以退回"),
        ("countersign", "只有一个人发布"),
    ],
)
def test_a_verb_of_another_state(wang: Any, li: Any, root: Any, verb: str, reason: str) -> None:
    policy = published(wang, li)
    sent = {"note": WRITTEN, "answer_en": WRITTEN, **seen(policy)}
    by = root if verb != "submit" else wang
    assert is_refused(browser_of(by).post(step_of(policy, verb), sent), reason)
    assert Policy.objects.get().state == "approved"


def test_a_state_that_is_sent_as_a_field_is_not_stored(wang: Any, li: Any) -> None:
    policy = desk.make_policy(wang)
    window = Window(wang, form_of(policy))
    window.type(state="approved", approved_by=str(li.pk), answer_zh_hans=WRITTEN)
    assert window.save().status_code == 302
    policy.refresh_from_db()
    assert (policy.state, policy.approved_by) == ("draft", None)


def test_text_for_an_edition_that_is_no_draft_any_more(wang: Any, li: Any) -> None:
    policy = desk.in_review(wang)
    window = Window(wang, form_of(policy))
    window.type(answer_zh_hans=WRITTEN)
    actions.approve(policy, by=li, left_out=("en",))
    assert is_refused(window.save(), "文字不能再改")


@pytest.mark.parametrize(
    ("field", "value"), [("verdict", "perhaps"), ("region", "999999"), ("change_size", "huge")]
)
def test_an_option_that_is_not_offered(wang: Any, field: str, value: str) -> None:
    window = Window(wang, form_of(desk.make_policy(wang)))
    window.type(answer_zh_hans=WRITTEN, **{field: value})
    assert is_refused(window.save(), "选")
    assert not Policy.objects.filter(answer_zh_hans=WRITTEN).exists()


def test_an_option_of_another_question(wang: Any) -> None:
    policy = desk.make_policy(wang)
    condition = make.condition(policy)
    foreign = make.option(make.question("other", text_zh_hans="别的问题"), "maybe")
    window = Window(wang, form_of(policy))
    row = "conditions_in_ways__0__"
    window.type(**{f"{row}accepted": str(foreign.pk), f"{row}text_if_unmet_zh_hans": WRITTEN})
    assert is_refused(window.save(), "选项")
    assert foreign not in condition.accepted.all()


def test_the_draft_of_somebody_else(wang: Any) -> None:
    policy = desk.make_policy(wang)
    zhao = browser_of(desk.make_user("zhao", "Author"))
    answer = zhao.post(form_of(policy), {"answer_zh_hans": WRITTEN, "loaded": ""})
    assert is_refused(answer, "只有作者本人可以修改")
    answer = zhao.post(step_of(policy, "submit"), {"answer_zh_hans": WRITTEN, **seen(policy)})
    assert is_refused(answer, "要由作者本人提交")


@pytest.mark.parametrize("verb", ["approve", "reject"])
def test_a_proposal_that_its_author_decides(root: Any, verb: str) -> None:
    proposal = proposals.propose_change(make.contact(), {"phone": "1"}, by=root, why="试")
    address = reverse("admin:policies_proposal_decide", args=[proposal.pk, verb])
    assert is_refused(browser_of(root).post(address, {"note": WRITTEN}), "要由另一个人批准")
    assert Proposal.objects.get().is_open and Contact.objects.get().phone == "12393"


@pytest.mark.parametrize("is_new", [False, True])
def test_a_row_of_somebody_elses_draft(wang: Any, is_new: bool) -> None:
    """Django leaves such a row out without a word."""
    own = desk.make_policy(wang)
    other = desk.make_policy(desk.make_user("zhao", "Author"), scenario=make.scenario("death"))
    row = {"citations__0__id": str(other.citations.get().pk), "citations__0__locator": WRITTEN}
    window = Window(wang, reverse(ADD) if is_new else form_of(own))
    if is_new:
        window.sent |= desk.policy_form(own.region, make.scenario("loss"), make.source())
    window.type(citations__INITIAL_FORMS="1", **row)
    assert is_refused(window.save(), "有一行不是这一条的")
    assert other.citations.get().locator == own.citations.get().locator == "第十二条"
    assert Policy.objects.count() == 2


@pytest.mark.parametrize(("verb", "note"), [("burn", WRITTEN), ("approve", f"{WRITTEN}\0")])
def test_a_decision_that_cannot_be_read(wang: Any, li: Any, verb: str, note: str) -> None:
    proposal = proposals.propose_change(make.contact(), {"phone": "1"}, by=wang, why="试")
    address = reverse("admin:policies_proposal_decide", args=[proposal.pk, verb])
    assert is_refused(browser_of(li).post(address, {"note": note}), "没有做什么")
    assert Proposal.objects.get().is_open


def test_a_reading_of_another_region_tells_nothing_and_gives_the_note_back(
    there: list[Model],
) -> None:
    live = next(row for row in there if isinstance(row, Policy) and row.state == "approved")
    sent = {"one": f"policies.policy-{live.citations.get().pk}", "note": WRITTEN}
    answer = browser_of(editor()).post(reverse("admin:policies_verification_queue"), sent)
    assert answer.status_code == 422 and "不在你负责的地区或者情形里" in text_of(answer)
    assert SECRET not in answer.content.decode() and "checker" not in text_of(answer)
