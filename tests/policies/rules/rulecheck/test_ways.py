"""What is wrong between the ways of one rule, and that a sound rule is left in peace."""

from __future__ import annotations

import pytest

from policies.rules.rulebook import Condition, Question
from policies.rules.rulecheck.check import Report, check
from policies.rules.rulecheck.findings import Kind
from policies.rules.rulecheck.recorded import Prose
from tests.policies.rules.rulecheck.small_country import (
    JOB,
    RET,
    condition,
    country,
    found,
    found_in,
    recorded,
    rule,
    rule_set,
)

IDLE = Kind.NEVER_NEEDED
RETIRED_IS_NOT_EMPLOYED = ((("ret", "yes"), ("job", "employer")),)


def test_a_sound_rule_is_left_in_peace() -> None:
    student = Question("student", ("yes", "no"), 2)
    ways = (condition("ret", "yes"),), (condition("ret", "no"), condition("student", "yes"))
    shown = country(rule_set(recorded(rule(*ways)), questions=(RET, student)))
    assert check(shown) == Report(rule_sets=1, journeys=2 * 4, findings=())


def test_a_way_that_nobody_can_meet_is_found_with_who_comes_nearest() -> None:
    ways = (condition("ret", "yes"),), (condition("ret", "yes"), condition("job", "employer"))
    (finding,) = found_in(Kind.NEVER_MET, *ways, impossible=RETIRED_IS_NOT_EMPLOYED)
    assert "第2种途径" in finding.message
    assert finding.witness.answers == (("ret", "yes"),)
    assert found_in(Kind.NEVER_MET, *ways) == []


def test_a_way_that_asks_for_two_answers_at_once_is_never_met() -> None:
    both = (condition("job", "employer"), condition("job", "stopped"))
    assert found_in(Kind.NEVER_MET, (condition("ret", "yes"),), both)


def test_a_way_inside_another_is_shadowed() -> None:
    wide, narrow = (
        (condition("ret", "yes"),),
        (condition("ret", "yes"), condition("job", "stopped")),
    )
    for ways, number in ((narrow, wide), 1), ((wide, narrow), 2):
        (finding,) = found_in(Kind.SHADOWED, *ways)
        assert f"第{number}种途径多余" in finding.message


def test_of_two_ways_that_say_the_same_the_later_is_shadowed() -> None:
    (finding,) = found_in(Kind.SHADOWED, (condition("ret", "yes"),), (condition("ret", "yes"),))
    assert "第2种途径多余" in finding.message


def test_a_way_that_several_others_cover_together_is_shadowed() -> None:
    either = (condition("job", "employer"),), (condition("job", "flexible"),)
    both = condition("job", "employer flexible"), condition("ret", "yes")
    (finding,) = found_in(Kind.SHADOWED, *either, both)
    assert finding.message == "第3种途径多余：符合它的人都已经符合第1、2种途径之一。"
    any_job = condition("job", "employer flexible stopped"), condition("ret", "yes")
    assert found_in(Kind.SHADOWED, *either, any_job) == []
    to_check = (*either[1], condition(None))
    assert found_in(Kind.SHADOWED, either[0], to_check, both) == []


def test_of_ways_that_cover_each_other_in_a_ring_one_is_shadowed() -> None:
    pairs = ("employer flexible", "flexible stopped", "employer stopped")
    (finding,) = found_in(Kind.SHADOWED, *((condition("job", each),) for each in pairs))
    assert finding.message == "第3种途径多余：符合它的人都已经符合第1、2种途径之一。"


def test_a_way_with_something_to_check_at_the_counter_shadows_none_without() -> None:
    plain = (condition("ret", "yes"), condition("job", "stopped"))
    unasked = (condition("ret", "yes"), condition(None))
    assert found_in(Kind.SHADOWED, unasked, plain) == []
    assert found_in(Kind.SHADOWED, plain, unasked) == []
    assert len(found_in(Kind.SHADOWED, (condition("ret", "yes"),), unasked)) == 1


def test_nor_is_anything_asked_beside_a_way_of_which_nothing_is() -> None:
    """Whoever does not meet it is led to no other; one that holds all of it adds nothing."""
    texts = {1: "办了备案。", 2: "办了备案。", 3: "在外省住满一年。"}

    def kinds(*ways: tuple[Condition, ...]) -> list[str]:
        of = recorded(rule(*ways), prose=Prose(rows=texts))
        findings = [*found(Kind.SHADOWED, shown := country(rule_set(of))), *found(IDLE, shown)]
        return [f"{each.kind} {each.message[:5]}" for each in findings]

    registered, same, far = (Condition(number, None, frozenset(), "", "LAW") for number in texts)
    needless = f"{IDLE} 问题“re"
    assert kinds((registered,), (same, far)) == ["shadowed-way 第2种途径"]
    assert kinds((far, registered), (same,)) == ["shadowed-way 第1种途径"]
    assert kinds((registered,), (same,)) == ["shadowed-way 第2种途径"]
    assert kinds((registered,), (far,)) == []
    both = ["shadowed-way 第2种途径", needless]
    assert kinds((registered,), (same, condition("ret", "yes"))) == both
    assert kinds((registered,), (far, condition("ret", "yes"))) == [needless]


def test_who_answers_what_the_source_does_not_speak_of_has_no_result() -> None:
    (finding,) = found_in(Kind.NO_RESULT, (condition("job", "stopped", unclear="flexible"),))
    assert finding.witness.answers == (("job", "flexible"),)
    assert not finding.is_blocking


def test_so_has_who_is_left_no_option() -> None:
    nobody = ((("ret", "no"), ("job", each)) for each in JOB.options)
    ways = (condition("job", "stopped"), condition("ret", "yes no"))
    (finding,) = found_in(Kind.NO_RESULT, ways, impossible=tuple(nobody))
    assert "ret=no" in finding.message


@pytest.mark.parametrize(
    ("verdict", "accepts", "is_found"),
    [("yes", "yes", True), ("yes", "yes no", False), ("no", "yes no", True), ("no", "yes", False)],
)
def test_a_verdict_that_the_wizard_contradicts_blocks(
    verdict: str, accepts: str, is_found: bool
) -> None:
    found = found_in(Kind.CONTRADICTION, (condition("ret", accepts),), verdict=verdict)
    assert [each.is_blocking for each in found] == [True] * is_found


def test_so_does_a_condition_that_everybody_fails() -> None:
    impossible = (condition("job", "employer"), condition("job", "stopped"))
    (finding,) = found_in(Kind.CONTRADICTION, impossible)
    assert "没有一个人能符合" in finding.message


def test_so_does_one_that_only_somebody_else_could_meet() -> None:
    kin = Question("kin", ("child", "other"), 1, residual=frozenset({"other"}))
    (finding,) = found_in(Kind.CONTRADICTION, (condition("kin", "other"),), questions=(kin,))
    assert "不是“不可以”，就是查不到结果" in finding.message
    filed = Question("filed", ("yes", "no"), 1, changeable="self")
    way = (condition("kin", "other child"), condition("filed", "yes"))
    assert found_in(Kind.CONTRADICTION, way, questions=(kin, filed)) == []


def test_a_yes_that_somebody_has_to_check_at_the_counter_is_none() -> None:
    """Its page says yes, and the wizard at best that it looks so."""
    ways = ((condition("ret", "yes"), condition(None)), (condition("ret", "no"),))
    (finding,) = found_in(Kind.CONTRADICTION, *ways, verdict="yes")
    assert "要到窗口核实" in finding.message and finding.is_blocking
    assert found_in(Kind.CONTRADICTION, *ways) == []
    asked = ((condition("ret", "yes"),), (condition("ret", "no"),))
    assert found_in(Kind.CONTRADICTION, *asked, verdict="yes") == []


def test_nor_is_one_of_which_nothing_at_all_is_asked() -> None:
    (finding,) = found_in(Kind.CONTRADICTION, (condition(None),), verdict="yes")
    assert "要到窗口核实" in finding.message and finding.is_blocking
    assert found_in(Kind.CONTRADICTION, (condition(None),)) == []


def test_rules_without_ways_contradict_nothing() -> None:
    for verdict in ("yes", "conditional", "no"):
        assert found_in(Kind.CONTRADICTION, verdict=verdict) == []


def test_conditions_that_are_said_to_be_all_there_are_there() -> None:
    (finding,) = found_in(Kind.NO_CONDITION)
    assert not finding.is_blocking
    assert found_in(Kind.NO_CONDITION, modelled=False) == []
    assert found_in(Kind.NO_CONDITION, verdict="yes") == []
    assert found_in(Kind.NO_CONDITION, (condition(None),)) == []


def test_a_question_whose_answer_is_the_same_to_the_rule_is_not_needed() -> None:
    ways = (condition("ret", "yes"), condition("job", "employer flexible stopped"))
    (finding,) = found_in(Kind.NEVER_NEEDED, ways)
    assert "“job”白问了" in finding.message


def test_a_question_is_needed_that_tells_who_is_asked_another() -> None:
    nobody = ((("ret", "no"), ("job", each)) for each in JOB.options)
    ways = (condition("ret", "yes no"), condition("job", "stopped"))
    found = found_in(Kind.NEVER_NEEDED, ways, impossible=tuple(nobody))
    assert found == []


def test_what_can_be_mended_is_told_from_what_is_met() -> None:
    filed = Question("filed", ("yes", "no"), 3, changeable="self")
    ways = (condition("ret", "yes"), condition("filed", "yes"))
    assert found_in(Kind.NEVER_NEEDED, ways, questions=(RET, filed), modelled=False) == []


def test_a_rule_that_asks_too_much_is_said_not_to_be_walked() -> None:
    questions = tuple(Question(f"q{number}", ("yes", "no"), number) for number in range(23))
    way = tuple(condition(each.code, "yes") for each in questions)
    (finding,) = found_in(Kind.TOO_LARGE, way, questions=questions)
    assert not finding.is_blocking
    assert found_in(Kind.TOO_LARGE, way[:22], questions=questions[:22]) == []
