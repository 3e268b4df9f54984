"""Rules beside each other: of a region and the level above, and of one region in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

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
            if parent and recorded.region == rule_set.region and repeats(recorded, parent):
                journey = rule_set.journey(scenario, on=country.on)
                yield repeating(recorded, parent, journey)


def repeats(recorded: Recorded, parent: Recorded) -> bool:
    """Whether a rule only says what that of the level above says, which holds here anyway on all
    its days."""
    return parent.passes_down and _lasts(recorded, parent) and _says(recorded) == _says(parent)


def _lasts(recorded: Recorded, parent: Recorded) -> bool:
    """Whether the rule of the level above is in force on every day of another."""
    begins = _first_day(recorded) >= _first_day(parent)
    return begins and _last_day(recorded) <= _last_day(parent)


def repeating(recorded: Recorded, parent: Recorded, journey: Witness) -> Finding:
    """The finding of a rule that repeats another."""
    message = f"和上级地区（{parent.region}）的规则一样，不用另写一条。"
    place = (recorded.region, recorded.scenario, recorded.edition)
    return Finding(Kind.LIKE_PARENT, *place, message, journey)


def _says(recorded: Recorded) -> object:
    """What a rule says, whatever its rows are called."""
    rule = recorded.rule
    ways = frozenset(
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
    )
    sources = frozenset(each.code for each in recorded.sources)
    return rule.verdict, rule.modelled, rule.conflicting, ways, sources


def in_time(country: Country) -> Iterator[Finding]:
    """Days between two rules of a region on which neither applies, and days on which both do."""
    places: dict[tuple[str, str], list[Recorded]] = {}
    for recorded in country.rules:
        places.setdefault((recorded.region, recorded.scenario), []).append(recorded)
    words = country.rule_sets[0].book if country.rule_sets else RuleBook((), (), ())
    for rules in places.values():
        for _pair, finding in in_turn(rules, words, country.day):
            yield finding


def in_turn(
    rules: Iterable[Recorded], words: RuleBook, today: dt.date
) -> Iterator[tuple[tuple[Recorded, Recorded], Finding]]:
    """What is wrong between the rules of one place and scenario, one after the other in time: the
    two, and the finding. `words` is a book that has their questions."""
    following = sorted(rules, key=lambda each: (_first_day(each), _last_day(each)))
    for number, after in enumerate(following[1:], start=1):
        starts, earlier = _first_day(after), following[:number]
        for before in (each for each in earlier if _last_day(each) >= starts):
            day = today if starts == dt.date.min else starts
            yield (before, after), _both(words, before, after, day)
        before = max(earlier, key=_last_day)
        if before.ends is not None and starts > before.ends + ONE_DAY:
            yield (before, after), _neither(before, after, before.ends + ONE_DAY, starts)


def _first_day(recorded: Recorded) -> dt.date:
    return recorded.starts or dt.date.min


def _last_day(recorded: Recorded) -> dt.date:
    return recorded.ends or dt.date.max


def _neither(before: Recorded, after: Recorded, first: dt.date, starts: dt.date) -> Finding:
    """Days between two rules on which the place has none of its own."""
    days = f"{first} 到 {starts - ONE_DAY}"
    message = f"{days} 这里没有自己的规则（前一条是 {before.edition}）。"
    message += "那几天用上级地区的规则；上级也没有，读者就看到“没有记录”。"
    journey = Witness(after.region, after.scenario, on=first)
    return Finding(Kind.GAP, after.region, after.scenario, after.edition, message, journey)


def _both(words: RuleBook, before: Recorded, after: Recorded, day: dt.date) -> Finding:
    """Two rules in force on one day: a contradiction if they disagree about anybody."""
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
