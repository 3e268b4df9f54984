"""What is open of a rule, and which questions can still decide it once others were answered with
"I don't know".

Pure, as the engine is. By trying: the open conditions of a rule hold a handful of questions, and of
their options only those differ that meet other conditions.
"""

from __future__ import annotations

import itertools
from collections.abc import Set

from policies.rules.rulebook import DONT_KNOW, Answers, Ranges, Rule, Way


def questions_of(ways: tuple[Way, ...]) -> frozenset[str]:
    """The questions that ways ask."""
    return frozenset([condition.question for way in ways for condition in way])


def open_ways(rule: Rule, ranges: Ranges) -> tuple[Way, ...]:
    """What stays open of its ways; nothing once one of them is met or all have failed."""
    undecided = []
    for way in rule.ways:
        still_open = []
        for condition in way:
            possible = ranges[condition.question]
            if possible.isdisjoint(condition.accepts):
                break
            if not possible <= condition.accepts:
                still_open.append(condition)
        else:
            if not still_open:
                return ()
            undecided.append(tuple(still_open))
    return tuple(undecided)


def deciding_questions(ways: tuple[Way, ...], ranges: Ranges, unknown: Set[str]) -> frozenset[str]:
    """The open questions of a rule that can change how it ends although `unknown` ones stay so.

    `ways` are what is open of its ways. A question that decides nothing, whatever is answered or
    not known of the others, never will.
    """
    asked = sorted(questions_of(ways) - unknown)
    choices = [(*_different_options(ways, code, ranges[code]), DONT_KNOW) for code in asked]
    ends: dict[tuple[str, ...], str] = {}
    for answers in itertools.product(*choices):
        ends[answers] = _end(ways, dict(zip(asked, answers, strict=True)))
    found = set()
    for place, code in enumerate(asked):
        seen: dict[tuple[str, ...], set[str]] = {}
        for answers, end in ends.items():
            if answers[place] != DONT_KNOW:
                seen.setdefault((*answers[:place], *answers[place + 1 :]), set()).add(end)
        if any(len(each) > 1 for each in seen.values()):
            found.add(code)
    return frozenset(found)


def _different_options(ways: tuple[Way, ...], code: str, options: frozenset[str]) -> list[str]:
    """One option for each set of conditions that an answer to this question can meet."""
    accepting = [each.accepts for way in ways for each in way if each.question == code]
    alike = {tuple(option in each for each in accepting): option for option in sorted(options)}
    return list(alike.values())


def _end(ways: tuple[Way, ...], answers: Answers) -> str:
    """How open ways end with these answers; what is not among them is not known."""
    end = "no"
    for way in ways:
        known = [each for each in way if answers.get(each.question, DONT_KNOW) != DONT_KNOW]
        if all(answers[each.question] in each.accepts for each in known):
            if len(known) == len(way):
                return "met"
            end = "needs"
    return end
