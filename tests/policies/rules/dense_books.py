"""Books of whose rules much is open: where little is drawn at random, little would be asked."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from policies.rules.eligibility import DONT_KNOW, Condition, Question, Rule, RuleBook
from policies.rules.rulebook import Changeable, Fact, Verdict, Way

CHANGEABLE: tuple[Changeable, ...] = ("self", "self", "no")
Case = tuple[RuleBook, dict[str, str]]
VERDICTS: tuple[Verdict, ...] = ("yes", "conditional", "no")


def plain_book(seed: int) -> RuleBook:
    """Four questions and one to three rules, of one to three ways of two or three rows."""
    random = Random(seed)  # noqa: S311 — the same book for the same seed
    questions = _questions(random, ("no",))
    rules = [
        Rule(f"s{number}", "yes", _ways(random, questions, unclear=False))
        for number in range(random.randint(1, 3))
    ]
    return RuleBook(questions, tuple(rules), tuple(each.scenario for each in rules))


def odd_case(seed: int) -> Case:
    """The same with an answer or none, and with what is unclear, or can be mended or cannot be true
    together. One combination leaves every question an answer; where more leave none, all is as if
    nothing were known.
    """
    random = Random(seed)  # noqa: S311
    is_unclear = random.random() < 0.5
    questions = _questions(random, ("no",) if is_unclear else CHANGEABLE)
    rules = [
        Rule(f"s{number}", random.choice(VERDICTS), _ways(random, questions, unclear=is_unclear))
        for number in range(random.randint(1, 2))
    ]
    forbidden = () if is_unclear or random.random() < 0.5 else (_combination(random, questions),)
    scenarios = tuple(each.scenario for each in rules)
    return RuleBook(questions, tuple(rules), scenarios, forbidden), _few_answers(random, questions)


def mixed_case(seed: int) -> Case:
    """What is unclear, what can be mended and what cannot be true together, all in one book."""
    random = Random(seed)  # noqa: S311
    questions = _questions(random, CHANGEABLE)
    rules = [
        Rule(f"s{number}", random.choice(VERDICTS), _ways(random, questions, unclear=True))
        for number in range(random.randint(1, 2))
    ]
    forbidden = () if random.random() < 0.5 else (_combination(random, questions),)
    scenarios = tuple(each.scenario for each in rules)
    return RuleBook(questions, tuple(rules), scenarios, forbidden), _few_answers(random, questions)


def _few_answers(random: Random, questions: Sequence[Question]) -> dict[str, str]:
    """An answer to one of them, mostly that it is not known, or none."""
    question = random.choice(questions)
    answer = random.choice(("", DONT_KNOW, DONT_KNOW, question.options[0]))
    return {question.code: answer} if answer else {}


def _questions(random: Random, changeable: Sequence[Changeable]) -> tuple[Question, ...]:
    return tuple(
        Question(f"q{number}", ("a", "b", "c")[: random.randint(2, 3)], number, None, each)
        for number, each in enumerate(random.choices(changeable, k=4))
    )


def _ways(random: Random, questions: Sequence[Question], *, unclear: bool) -> tuple[Way, ...]:
    return tuple(
        tuple(
            _row(random, 10 * way + each.position, each, unclear=unclear)
            for each in random.sample(questions, random.randint(2, 3))
        )
        for way in range(random.randint(1, 3))
    )


def _row(random: Random, number: int, question: Question, *, unclear: bool) -> Condition:
    """Accepts one or two options, never all; of another the source may not say."""
    options = random.sample(question.options, len(question.options))
    accepted = random.randint(1, len(options) - 1)
    left_open = options[accepted : accepted + 1] if unclear and random.random() < 0.3 else ()
    return Condition(
        number, question.code, frozenset(options[:accepted]), "x", "LAW", frozenset(left_open)
    )


def _combination(random: Random, questions: Sequence[Question]) -> tuple[Fact, ...]:
    some = random.sample(questions, random.randint(2, 3))
    return tuple((each.code, random.choice(each.options)) for each in some)
