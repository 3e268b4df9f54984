"""Rules beside each other: of a region and the level above, and of one region in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from policies.rules.eligibility import relevant_answers
from policies.rules.rulebook import Answers, Rule, RuleBook
from policies.rules.rulecheck.findings import Finding, Kind, Witness, in_words
from policies.rules.rulecheck.outcomes import outcomes_in, questions_asked
from policies.rules.rulecheck.recorded import Country, Recorded
from policies.rules.rulecheck.situations import TooManySituations, space_of

ONE_DAY = dt.timedelta(days=1)


def like_parent(country: Country) -> Iterator[Finding]:
    """A rule of a region that says what the level above says, from the same sources."""
    resolving = {code: each for each in country.rule_sets for code in each.regions}
    for rule_set in country.rule_sets:
        above = resolving.get(rule_set.above)
        for scenario, recorded in rule_set.recorded.items():
            parent = above.recorded.get(scenario) if above else None
            is_own = recorded.region == rule_set.region and parent is not None
            if parent and is_own and _says(recorded) == _says(parent):
                message = f"和上级地区（{parent.region}）的规则一样，不用另写一条。"
                journey = rule_set.journey(scenario, on=country.on)
                yield Finding(
                    Kind.LIKE_PARENT, rule_set.region, scenario, recorded.edition, message, journey
                )


def _says(recorded: Recorded) -> object:
    """What a rule says, whatever its rows are called."""
    rule = recorded.rule
    ways = [
        frozenset(
            (
                each.question,
                each.accepts,
                each.unclear,
                recorded.prose.rows.get(each.id),
                each.text_if_unmet,
                each.source,
            )
            for each in way
        )
        for way in rule.ways
    ]
    sources = frozenset(each.code for each in recorded.sources)
    return rule.verdict, rule.modelled, rule.conflicting, ways, sources


def in_time(country: Country) -> Iterator[Finding]:
    """Days between two rules of a region on which neither applies, and days on which both do."""
    places: dict[tuple[str, str], list[Recorded]] = {}
    for recorded in country.rules:
        places.setdefault((recorded.region, recorded.scenario), []).append(recorded)
    for rules in places.values():
        rules.sort(key=lambda each: (each.starts or dt.date.min, each.ends or dt.date.max))
        for before, after in pairwise(rules):
            yield from _between(country, before, after)


def _between(country: Country, before: Recorded, after: Recorded) -> Iterator[Finding]:
    starts = after.starts or dt.date.min
    if before.ends is None or before.ends >= starts:
        day = max(before.starts or dt.date.min, starts)
        yield _both(country, before, after, country.day if day == dt.date.min else day)
    elif starts > before.ends + ONE_DAY:
        day = before.ends + ONE_DAY
        message = f"{day} 到 {starts - ONE_DAY} 没有规则（前一条是 {before.edition}）。"
        journey = Witness(after.region, after.scenario, on=day)
        yield Finding(Kind.GAP, after.region, after.scenario, after.edition, message, journey)


def _both(country: Country, before: Recorded, after: Recorded, day: dt.date) -> Finding:
    """Two rules in force on one day: a contradiction if they disagree about anybody."""
    words = country.rule_sets[0].book
    books = [book_of(each.rule, words) for each in (before, after)]
    answers = _disagreement(books, after.scenario)
    given = relevant_answers(books[1], answers or {})
    journey = Witness(after.region, after.scenario, given, day)
    message = f"{day} 同时有两条规则（另一条是 {before.edition}）"
    if answers is None:
        kind, message = Kind.OVERLAP, message + "。"
    else:
        kind = Kind.CONTRADICTION
        message += f"，对回答{in_words(answers, words.by_code) or '任何话'}的人说法不同。"
    return Finding(kind, after.region, after.scenario, after.edition, message, journey)


def _disagreement(books: list[RuleBook], scenario: str) -> Answers | None:
    """The answers of somebody of whom two rules of a scenario say different things."""
    asked = frozenset[str]().union(*(questions_asked(book, (scenario,)) for book in books))
    try:
        space = space_of(books[0].questions, asked, books[0].impossible)
    except TooManySituations:
        return None
    first, second = (outcomes_in(book, scenario, space).ends for book in books)
    differing = space.possible
    for outcome, those in first.items():
        differing &= ~(those & second.get(outcome, 0))
    return space.first(differing) if differing else None


def book_of(rule: Rule, words: RuleBook) -> RuleBook:
    """A book with one rule only, in the words of another book."""
    return RuleBook(words.questions, (rule,), (rule.scenario,), words.impossible)
