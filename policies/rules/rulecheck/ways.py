"""What is wrong between the ways of one rule: found over every situation of its questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, permutations

from policies.rules.rule import asks
from policies.rules.rulebook import AskedWay, Condition, RuleBook, Way
from policies.rules.rulecheck.findings import Fault, Kind, in_words
from policies.rules.rulecheck.outcomes import Outcomes, either, outcomes_in, where_met, where_unmet
from policies.rules.rulecheck.recorded import Recorded
from policies.rules.rulecheck.situations import Situations, Space

# A refusal that only says that nothing was found: nobody may be refused by silence.
SILENCE = re.compile(
    r"没有?(?:写|说|提(?![取出交供]))|没有(?:看到|见到|查到|找到|明确|明文|规定)|未(?:提及|明确|规定|作规定|写明|说明)"
    r"|先打[^，。；]*问"
)


def in_ways(book: RuleBook, recorded: Recorded) -> Iterator[Fault]:
    """Ways never met or shadowed, situations without a result, contradictions, idle questions,
    silence taken as a no, and conditions that are all listed but none is there.

    Raises TooManySituations.
    """
    rule = recorded.rule
    if rule.verdict == "conditional" and rule.modelled and not rule.ways:
        message = "结论是“符合条件才可以”，说条件已全部列出，却一条也没有列。"
        yield Kind.NO_CONDITION, message, {}
    walked = outcomes_in(book, recorded.scenario)
    if rule.is_settled:
        yield from _around_a_way_not_asked(book, recorded)
    for kind, message, situations in (
        *_never_met(walked),
        *_shadowed(recorded, walked),
        *_without_result(walked),
        *_contradictions(recorded, walked),
        *_never_needed(walked),
        *_silences(walked),
    ):
        yield kind, message, walked.space.first(situations or walked.space.all)


def _around_a_way_not_asked(book: RuleBook, recorded: Recorded) -> Iterator[Fault]:
    """What is idle where nothing is asked of a way, so that nothing is asked at all: ways that hold
    all of another one, and questions."""
    ways = recorded.rule.ways
    for number, other in permutations(range(len(ways)), 2):
        repeats = _holds(recorded, ways[other], ways[number]) and number < other
        if _holds(recorded, ways[number], ways[other]) and not repeats:
            message = f"第{number + 1}种途径多余：它有第{other + 1}种途径的全部条件。"
            yield Kind.SHADOWED, message, {}
    for code in dict.fromkeys(each.question for way in ways for each in asks(way)):
        named = book.by_code[code or ""].named
        message = f"问题“{named}”白问了：有一种途径什么也不问，谁都走得通，就不再问别的。"
        yield Kind.NEVER_NEEDED, message, {}


def _holds(recorded: Recorded, way: Way, other: Way) -> bool:
    """Whether a way has every condition of another one, or a narrower one in its place."""
    return all(any(_implies(recorded, each, wider) for each in way) for wider in other)


def _implies(recorded: Recorded, condition: Condition, wider: Condition) -> bool:
    """Whether whoever meets a condition meets another one."""
    if condition.question is None or wider.question is None:
        said = recorded.prose.rows
        is_asked = condition.question or wider.question
        return not is_asked and said.get(condition.id) == said.get(wider.id)
    return condition.question == wider.question and condition.accepts <= wider.accepts


_Seen = tuple[Kind, str, Situations]


def _never_met(walked: Outcomes) -> Iterator[_Seen]:
    for way, met in zip(walked.ways, walked.met, strict=True):
        if not met:
            message = f"第{way.index + 1}种途径谁也走不通：它的条件不能同时符合。"
            yield Kind.NEVER_MET, message, _nearest(walked.space, way)


def _nearest(space: Space, way: AskedWay) -> Situations:
    """Possible situations that meet a way as far as its conditions, one by one, allow."""
    left = space.possible
    for condition in way.asked:
        left = left & where_met(space, condition) or left
    return left


def _shadowed(recorded: Recorded, walked: Outcomes) -> Iterator[_Seen]:
    """Of two ways that are always met together, the later one is shadowed, and so is a way that
    nobody meets who meets none of several others. A way with more to check at the counter shadows
    none with less."""
    unasked = [
        frozenset(recorded.prose.rows.get(each.id) for each in way if each.question is None)
        for way in recorded.rule.ways
    ]
    left = [number for number, met in enumerate(walked.met) if met]
    for number, met in enumerate(walked.met):
        for other, wider in enumerate(walked.met):
            covers = other != number and met and met & ~wider == 0
            is_later = (met, unasked[number]) != (wider, unasked[other]) or other < number
            if covers and is_later and unasked[other] <= unasked[number]:
                message = f"第{number + 1}种途径多余：符合它的人都已经符合第{other + 1}种途径。"
                yield Kind.SHADOWED, message, met
                left.remove(number)
                break
    for number in reversed(left.copy()):
        met = walked.met[number]
        others = [each for each in left if each != number and unasked[each] <= unasked[number]]
        if met & ~either(walked.met[each] for each in others) == 0:
            these = "、".join(str(each + 1) for each in others if walked.met[each] & met)
            message = f"第{number + 1}种途径多余：符合它的人都已经符合第{these}种途径之一。"
            yield Kind.SHADOWED, message, met
            left.remove(number)


def _without_result(walked: Outcomes) -> Iterator[_Seen]:
    stuck = walked.ends.get("needs", 0)
    if stuck:
        told = in_words(walked.space.first(stuck), walked.asked)
        message = f"回答{told}的人查不到结果：依据没有说，再回答什么也没有用。"
        yield Kind.NO_RESULT, message, stuck


def _contradictions(recorded: Recorded, walked: Outcomes) -> Iterator[_Seen]:
    """A page that says one thing to everybody while the wizard says another to somebody."""
    refused = walked.ends.get("no", 0)
    verdict = recorded.rule.verdict
    if verdict == "yes" and any(not each.question for way in recorded.rule.ways for each in way):
        message = "结论是“可以”，却没有一个人查得出“可以”：有的条件不问，要到窗口核实。"
        yield Kind.CONTRADICTION, message, walked.space.possible
    if not walked.ways or not walked.space.possible:
        return
    if verdict == "yes" and refused:
        shown = in_words(walked.space.first(refused), walked.asked)
        message = f"结论是“可以”，回答{shown}的人查出来却是“不可以”。"
        yield Kind.CONTRADICTION, message, refused
    if verdict == "conditional" and refused and not _promised(walked):
        always = refused == walked.space.possible
        ends = "怎样回答都是“不可以”" if always else "不是“不可以”，就是查不到结果"
        message = f"结论是“符合条件才可以”，却没有一个人能符合：{ends}。"
        yield Kind.CONTRADICTION, message, refused
    if verdict == "no" and not refused:
        message = "结论是“不可以”，却人人都符合例外：怎样回答都不是“不可以”。"
        yield Kind.CONTRADICTION, message, walked.space.possible


def _promised(walked: Outcomes) -> Situations:
    """The situations that end in a yes, or would once something is checked or mended."""
    return walked.ends.get("yes", 0) | walked.ends.get("conditional", 0)


def _never_needed(walked: Outcomes) -> Iterator[_Seen]:
    for question in walked.space.questions:
        if walked.space.possible and not _matters(walked, question.code):
            message = f"问题“{question.named}”白问了：怎样回答结果都一样。"
            yield Kind.NEVER_NEEDED, message, walked.space.possible


def _matters(walked: Outcomes, question: str) -> bool:
    """Whether in some situation another answer to this question would be another outcome, or
    would decide whether another question applies."""
    space = walked.space
    besides = [space.besides(those, question) for those in walked.kinds]
    decides_what_applies = any(
        question in asked and asked & (space.not_applicable() - {question})
        for asked in (dict(facts).keys() for facts in space.impossible)
    )
    return decides_what_applies or any(one & another for one, another in combinations(besides, 2))


def _silences(walked: Outcomes) -> Iterator[_Seen]:
    for condition in (each for way in walked.ways for each in way.asked):
        refused = walked.ends["no"] & where_unmet(walked.space, condition)
        said = condition.row.text_if_unmet
        if refused and SILENCE.search(said):
            yield Kind.SILENCE, f"“{said}”只说没有查到，却成了“不可以”。", refused
