"""A case is written in the wizard's own words: chosen, never typed as codes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from policies.models import ExpectedCase, Policy, Proposal
from policies.publishing import proposals
from tests import factories as make
from tests.admin_factories import browser_of, make_user, text_of
from tests.policies.admin.saving.desk import Window

pytestmark = pytest.mark.django_db
ADD = reverse("admin:policies_expectedcase_add")
TODAY = make.NOON.date()


@pytest.fixture
def rule() -> Policy:
    """Only the retired; another question is asked by nobody."""
    make.question("job", ("employer", "flexible"))
    draft = make.policy()
    make.condition(draft)
    return make.publish(draft)


def begun(rule: Policy, **more: Any) -> str:
    """The empty form, with place, event and day filled in by its address."""
    said = {"region": rule.region_id, "event": rule.scenario_id, "on": TODAY}
    return f"{ADD}?{urlencode(said | more)}"


def page(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def said_now(answer: Any) -> str:
    return str(page(answer).select("[data-says]")[0]["data-says"])


def test_only_what_the_rule_asks_is_offered_and_in_words(rule: Policy, wang: Any) -> None:
    form = page(browser_of(wang).get(begun(rule)))
    labels = [each.get_text(" ", strip=True) for each in form.select(".chosen-in-words label")]
    assert [each.split(" ")[0] for each in labels] == ["你退休了吗？", "出境定居（取出来）"]
    options = [each.get_text() for each in form.select("[name='answers:ret'] option")]
    assert options == ["没有回答", "yes", "no", "不知道"]
    assert not form.select("textarea[name=answers], textarea[name=outcomes]")


def test_a_case_is_chosen_previewed_and_proposed(rule: Policy, wang: Any, li: Any) -> None:
    window = Window(wang, begun(rule))
    window.type(**{"answers:ret": "no", "outcomes:settle-abroad": "no"})
    shown = window.save("_preview")
    assert said_now(shown) == "no" and "（和应得结果一样）" in text_of(shown)
    assert not page(shown).select(".errorlist, .errornote") and not Proposal.objects.exists()
    window.type(proposal_why="窗口也这样答复")
    assert window.save().status_code == 302
    (made,) = Proposal.objects.all()
    decided = reverse("admin:policies_proposal_change", args=[made.pk])
    assert "你退休了吗？no" in text_of(browser_of(li).get(decided))
    proposals.approve(made, by=li)
    case = ExpectedCase.objects.get()
    assert (case.answers, case.outcomes) == ({"ret": "no"}, {"settle-abroad": "no"})


def test_a_preview_says_where_the_rules_end_otherwise(rule: Policy, wang: Any) -> None:
    window = Window(wang, begun(rule))
    window.type(**{"answers:ret": "yes", "outcomes:settle-abroad": "no"})
    shown = window.save("_preview")
    assert said_now(shown) == "conditional" and "（和应得结果不一样" in text_of(shown)


def test_whoever_approves_a_case_is_told_that_the_rules_end_otherwise(
    rule: Policy, wang: Any, li: Any
) -> None:
    def told(answer: str) -> str:
        window = Window(wang, begun(rule))
        window.type(**{"answers:ret": answer, "outcomes:settle-abroad": "no"})
        window.type(proposal_why="窗口也这样答复")
        assert window.save().status_code == 302
        made = Proposal.objects.latest("pk")
        decided = reverse("admin:policies_proposal_change", args=[made.pk])
        warning = page(browser_of(li).get(decided)).select_one("[data-ends=otherwise]")
        proposals.reject(made, by=li, note="再问一次")
        return warning.get_text() if warning else ""

    assert told("no") == ""
    assert "应为“不可以”，实为“符合条件才可以”" in told("yes")


def test_an_empty_form_says_what_to_choose_first(wang: Any) -> None:
    shown = Window(wang, ADD).save("_preview")
    assert "先选参保地、情形和日期。" in text_of(shown) and said_now(shown) == ""


def test_what_a_stored_case_answers_stays_though_nobody_asks_it(rule: Policy, wang: Any) -> None:
    case = make.expected_case(answers={"ret": "no", "job": "flexible"})
    window = Window(wang, reverse("admin:policies_expectedcase_change", args=[case.pk]))
    assert (window.sent["answers:ret"], window.sent["answers:job"]) == ("no", "flexible")
    window.type(**{"answers:ret": "-", "proposal_why": "不知道退没退休"})
    assert window.save().status_code == 302
    assert Proposal.objects.get().values_after["answers"] == {"ret": "-", "job": "flexible"}


def test_nobody_expects_a_firm_end_for_somebody_else(wang: Any) -> None:
    """No source speaks of them; only what is answered besides may settle it."""
    kin = make.question("kin", ("child", "other"))
    make.change(kin.options.get(code="other"), residual=True)
    draft = make.policy()
    make.condition(draft, ("child",), question=kin)
    window = Window(wang, begun(make.publish(draft)))
    window.type(**{"answers:kin": "other", "outcomes:settle-abroad": "no", "proposal_why": "是"})
    said = text_of(window.save())
    assert "只答了“其他”一类的选项" in said and not Proposal.objects.exists()
    window.type(**{"outcomes:settle-abroad": "needs"})
    assert window.save().status_code == 302


def test_an_answer_that_nobody_asks_for_is_refused_beside_the_answers(
    rule: Policy, wang: Any
) -> None:
    window = Window(wang, begun(rule))
    window.type(**{"answers:job": "flexible", "outcomes:settle-abroad": "no", "proposal_why": "试"})
    refused = window.save()
    row = page(refused).select(".field-answers.errors, .errors.field-answers")
    assert refused.status_code == 422 and not Proposal.objects.exists()
    assert "这里这一天的规则不问“你退休了吗？（job）”（只问 ret）" in row[0].get_text()


def test_an_option_that_there_is_not_is_refused_beside_the_answers(rule: Policy, wang: Any) -> None:
    window = Window(wang, begun(rule))
    window.type(**{"answers:ret": "perhaps", "outcomes:settle-abroad": "no", "proposal_why": "试"})
    refused = window.save()
    row = page(refused).select(".field-answers.errors, .errors.field-answers")
    assert refused.status_code == 422 and "没有“ret=perhaps”这个选项。" in row[0].get_text()


def test_the_list_says_who_and_what_in_words(rule: Policy, wang: Any) -> None:
    make.expected_case(answers={"ret": "-"}, outcomes={"settle-abroad": "needs"})
    shown = text_of(browser_of(wang).get(reverse("admin:policies_expectedcase_changelist")))
    assert "你退休了吗？不知道" in shown and "出境定居：还缺信息" in shown


def test_an_address_of_the_wizard_fills_in_the_form(rule: Policy, wang: Any) -> None:
    journey = "/zh-hans/check/?r=440000&e=settle-abroad&ret=no&on=2026-11-01&ask=ret"
    address = f"{ADD}?{urlencode({'reported': journey, 'on': TODAY, 'why_zh_hans': '他退休了'})}"
    sent = Window(wang, address).sent
    assert sent["answers:ret"] == "no" and sent["on"] == "2026/11/01"
    assert sent["why_zh_hans"] == "他退休了" and str(sent["event"]) == str(rule.scenario_id)
    assert Window(wang, f"{ADD}?reported=nonsense&on=never").answer.status_code == 200


def test_a_preview_asks_for_no_reason_and_keeps_what_was_chosen(rule: Policy, wang: Any) -> None:
    window = Window(wang, begun(rule))
    window.type(**{"answers:ret": "-", "why_zh_hans": "他说不清"})
    shown = page(window.save("_preview"))
    (held,) = shown.select("[name='answers:ret'] option[selected]")
    assert held.get_text() == "不知道" and shown.select("[data-says=needs]")
    assert shown.select_one("#id_why_zh_hans").get_text(strip=True) == "他说不清"  # type: ignore[union-attr]


def test_another_event_asks_other_questions(rule: Policy, wang: Any) -> None:
    other = make.scenario("death")
    draft = make.policy(scenario=other)
    make.condition(draft, ("flexible",), question=make.question("job"), text_zh_hans="灵活就业")
    make.publish(draft)
    form = page(browser_of(wang).get(begun(rule, event=other.pk)))
    assert [str(each["name"]) for each in form.select(".chosen-in-words select")] == [
        "answers:job",
        "outcomes:death",
    ]


def test_a_place_without_a_rule_asks_nothing_and_says_so(rule: Policy, wang: Any) -> None:
    elsewhere = make.region("110000", "北京市")
    answer = browser_of(wang).get(begun(rule, region=elsewhere.pk))
    assert said_now(answer) == "none" and "规则现在查出来：没有记录" in text_of(answer)
    assert not page(answer).select("[name^='answers:']")


def test_who_may_only_read_sees_no_button(rule: Policy) -> None:
    case = make.expected_case()
    reader = browser_of(make_user("du", "Reader"))
    shown = page(reader.get(reverse("admin:policies_expectedcase_change", args=[case.pk])))
    assert not shown.select("[name=_preview]")
    said = [each.get_text() for each in shown.select(".readonly")]
    assert "你退休了吗？yes" in said and "出境定居：可以" in said
    assert not any("{" in each for each in said)


def test_two_who_change_a_case_are_shown_no_json(rule: Policy, wang: Any) -> None:
    case = make.expected_case(region=rule.region, event=rule.scenario)
    window = Window(wang, reverse("admin:policies_expectedcase_change", args=[case.pk]))
    make.change(case, answers={"ret": "no"})
    window.type(**{"answers:ret": "-"})
    answer = window.save()
    assert answer.status_code == 409
    for said in ("ret=yes", "ret=no", "ret=-"):
        assert said in text_of(answer)
    assert "{" not in text_of(answer)


@pytest.mark.parametrize("forged", ["nonsense", "[1]", '{"ret": '])
def test_a_forged_text_in_their_place_is_no_error(rule: Policy, wang: Any, forged: str) -> None:
    case = make.expected_case(region=rule.region, event=rule.scenario)
    window = Window(wang, reverse("admin:policies_expectedcase_change", args=[case.pk]))
    make.change(case, answers={"ret": "no"})
    del window.sent["answers:ret"]
    window.type(answers=forged)
    assert window.save().status_code in (409, 422)
    case.refresh_from_db()
    assert case.answers == {"ret": "no"}
