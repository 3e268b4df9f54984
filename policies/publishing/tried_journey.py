"""How an edition that need not be live would end a journey: for whoever writes or approves it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from policies.models import Condition, Policy
from policies.publishing.checked_rules import book_of_edition
from policies.rules.eligibility import (
    DONT_KNOW,
    Answers,
    Question,
    RuleBook,
    Way,
    evaluate,
    kept_answers,
    next_question,
    possible_options,
)
from policies.rules.recorded_rules import recorded_edition
from policies.rules.state import Outcome


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be given next: what it says, and all answers with it."""

    words: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TriedJourney:
    """What a citizen would be told, in an editor's words: `said` are the answers, each with the
    answers before it; `rows` the sentences by what is known of them; `asks` what comes next."""

    said: tuple[Choice, ...]
    outcome: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    asks: str
    choices: tuple[Choice, ...]


def tried_journey(policy: Policy, given: Answers, now: dt.datetime) -> TriedJourney:
    """Walk an edition by itself, as if it applied. Of the answers those count that its questions
    have. The queries of an edition's content, and two; none of what is live."""
    policy = policy.loaded()
    book = book_of_edition(policy, recorded_edition(policy).rule, now)
    used = kept_answers(book, given).used
    (result,) = evaluate(book, dict(used))
    sentences = {row.pk: row for row in policy.conditions_in_ways.all()}
    question = next_question(book, dict(used))
    return TriedJourney(
        said=tuple(
            Choice(book.by_code[code].said(option), used[:number])
            for number, (code, option) in enumerate(used)
        ),
        outcome=str(Outcome(result.outcome).label),
        rows=tuple(
            (heading, tuple(_sentences(way, sentences, field)))
            for heading, way, field in (
                ("知道符合的", result.met, "text"),
                ("知道不符合的", result.unmet, "text_if_unmet"),
                ("依据没有说的", result.unclear, "text_if_unclear"),
                ("没有问到的", result.unasked, "text"),
            )
            if way
        ),
        asks=question.named if question else "",
        choices=tuple(_choices(book, question, used)) if question else (),
    )


def _choices(
    book: RuleBook, question: Question, used: tuple[tuple[str, str], ...]
) -> Iterable[Choice]:
    for option in (*possible_options(book, dict(used), question.code), DONT_KNOW):
        words = question.said(option).removeprefix(question.words)
        yield Choice(words, (*used, (question.code, option)))


def _sentences(way: Way, rows: dict[int, Condition], field: str) -> Iterable[str]:
    for each in way:
        row = rows[each.id]
        yield str(getattr(row, f"{field}_zh_hans") or row.words)
