"""Questions that no rule asks, and options that no rule tells from another."""

from __future__ import annotations

from dataclasses import replace

from policies.rules.rulebook import Question
from policies.rules.rulecheck.findings import Kind, in_words
from policies.rules.rulecheck.recorded import Prose, Recorded
from tests.policies.rules.rulecheck.small_country import (
    JOB,
    NATION,
    RET,
    condition,
    country,
    found,
    found_in,
    recorded,
    rule,
    rule_set,
)


def test_a_question_that_no_rule_asks_is_found() -> None:
    (finding,) = found_in(Kind.NEVER_USED, (condition("ret", "yes"),))
    assert "“job”" in finding.message
    assert finding.witness.query == f"r={NATION}"


def test_a_rule_of_another_day_asks_too() -> None:
    coming = recorded(rule((condition("job", "stopped"),)), edition="LATER/v1")
    now = rule_set(recorded(rule((condition("ret", "yes"),))))
    assert found(Kind.NEVER_USED, country(now, rules=(coming,))) == []


def test_an_option_that_no_rule_accepts_is_found_with_who_chooses_it() -> None:
    found = found_in(
        Kind.NEVER_ACCEPTED, (condition("job", "employer"),), (condition("job", "flexible"),)
    )
    (finding,) = found
    assert finding.witness.answers == (("job", "stopped"),)


def test_an_option_that_a_source_leaves_open_is_not_refused_everywhere() -> None:
    way = (condition("job", "employer flexible", unclear="stopped"),)
    assert found_in(Kind.NEVER_ACCEPTED, way) == []


def test_the_other_one_of_two_options_need_not_be_accepted() -> None:
    assert found_in(Kind.NEVER_ACCEPTED, (condition("ret", "yes"),), questions=(RET,)) == []


def test_options_that_every_rule_takes_alike_change_nothing() -> None:
    (finding,) = found_in(Kind.CHANGES_NOTHING, (condition("job", "employer flexible"),))
    assert "“job=flexible”和“job=employer”" in finding.message
    assert finding.scenario == "death"


def test_what_one_rule_accepts_and_another_leaves_open_is_not_alike() -> None:
    ways = (
        (condition("job", "employer flexible"),),
        (condition("job", "employer", unclear="flexible"),),
    )
    assert found_in(Kind.CHANGES_NOTHING, *ways) == []


def test_an_option_that_rules_out_another_answer_changes_something() -> None:
    ways = (condition("ret", "yes"), condition("job", "employer flexible"))
    ruled_out = ((("job", "flexible"), ("ret", "yes")),)
    assert found_in(Kind.CHANGES_NOTHING, ways, impossible=ruled_out) == []


def test_refused_options_of_which_one_can_be_mended_are_told_apart() -> None:
    way = (condition("job", "stopped"),)
    assert len(found_in(Kind.CHANGES_NOTHING, way)) == 1
    mended = replace(JOB, changeable_from=(("flexible", "self"),))
    assert found_in(Kind.CHANGES_NOTHING, way, questions=(mended,)) == []
    accepted = (condition("job", "stopped flexible employer"),)
    assert len(found_in(Kind.CHANGES_NOTHING, accepted, questions=(mended,))) == 2


def test_residual_options_are_told_from_the_others() -> None:
    job = Question("job", JOB.options, 2, residual=frozenset({"stopped"}))
    way = (condition("job", "employer", unclear="stopped"),)
    assert found_in(Kind.CHANGES_NOTHING, way, questions=(RET, job)) == []


def test_a_row_that_accepts_something_else_than_all_others_of_its_words_is_found() -> None:
    def saying(accepts: str, region: str, text: str = "你已停保。") -> Recorded:
        row = condition("job", accepts)
        return recorded(rule((row,)), region=region, prose=Prose(rows={row.id: text}))

    alike = [rule_set(saying("stopped", region), region=region) for region in (NATION, "120000")]
    other = rule_set(saying("stopped flexible", "130000"), region="130000")
    (finding,) = found(Kind.UNLIKE, country(*alike, other))
    assert (finding.region, finding.witness.answers) == ("130000", (("job", "flexible"),))
    reworded = rule_set(saying("stopped flexible", "130000", "你没有单位。"), region="130000")
    assert found(Kind.UNLIKE, country(*alike, reworded)) == []
    assert found(Kind.UNLIKE, country(alike[0], other)) == []
    unsaid = [saying(*each, text="") for each in (("stopped", NATION), ("stopped", "120000"))]
    mixed = [rule_set(each, region=each.region) for each in unsaid]
    silent = rule_set(saying("stopped flexible", "130000", ""), region="130000")
    assert found(Kind.UNLIKE, country(*mixed, silent)) == []


def with_will(region: str, *unasked: str, accepts: str = "yes") -> Recorded:
    """A rule of one way that asks one question, with sentences to check at the counter."""
    rows = [(condition(None), text) for text in unasked]
    way = (condition("ret", accepts), *(each for each, _ in rows))
    prose = Prose(rows={each.id: text for each, text in rows})
    return recorded(rule(way), region=region, prose=prose)


def test_a_way_without_what_every_other_like_it_has_is_found() -> None:
    alike = [with_will(code, "没有遗嘱。", f"{code}。") for code in (NATION, "120000", "140000")]
    sets = [rule_set(each, region=each.region) for each in alike]
    forgetful = rule_set(with_will("130000", "130000。"), region="130000")
    (finding,) = found(Kind.UNLIKE, country(*sets, forgetful))
    assert finding.message == "第1种途径没有“没有遗嘱。”，别的 3 条规则的同样途径都有。"
    assert (finding.region, finding.witness.answers) == ("130000", (("ret", "yes"),))
    assert found(Kind.UNLIKE, country(*sets)) == []
    assert found(Kind.UNLIKE, country(sets[0], forgetful)) == []  # one other proves nothing
    otherwise = rule_set(with_will("130000", accepts="no"), region="130000")
    assert found(Kind.UNLIKE, country(*sets, otherwise)) == []


def test_findings_are_said_in_the_words_of_the_wizard() -> None:
    asked = replace(RET, words="你退休了吗？", option_words=(("yes", "退休了"), ("no", "没有")))
    assert in_words({"ret": "no"}, {"ret": asked}) == "“你退休了吗？没有”"
    assert in_words({"ret": "-"}, {"ret": asked}) == "“你退休了吗？不知道”"
    assert in_words({"ret": "no"}, {"ret": RET}) == "“ret=no”"
