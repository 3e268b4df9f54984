"""Every complete set of answers to some questions, as the bits of one number.

A *situation* gives each question one of its options, never "I don't know". The situations of a
space are numbered, the first question counting fastest, and a set of them is an int: bit n says
whether situation n is in it. What rules say of all situations at once is then "and" and "or".

Where the other answers make every option of a question impossible, the question does not apply: its
answer in such a situation is NOT_APPLICABLE, and no condition on it is met or unmet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from policies.rules.rulebook import Answers, Fact, Question

Situations = int
NOT_APPLICABLE = ""
MOST_SITUATIONS = 1 << 22  # half a megabyte a set: thirteen questions of three options


class TooManySituations(ValueError):
    """A rule asks so much that its situations cannot all be looked at."""


@dataclass(frozen=True, slots=True)
class Space:
    """The situations over some questions; combinations of other questions play no part.

    Raises TooManySituations beyond what can be looked at.
    """

    questions: tuple[Question, ...]
    impossible: tuple[tuple[Fact, ...], ...] = ()

    size: int = field(init=False)
    possible: Situations = field(init=False)
    """Those without an impossible combination."""
    _choices: dict[str, tuple[str, ...]] = field(init=False, repr=False)
    _strides: dict[str, int] = field(init=False, repr=False)
    _answered: dict[Fact, Situations] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Number the situations."""
        choices = {each.code: each.options + self._none_of(each) for each in self.questions}
        strides, size = {}, 1
        for code, options in choices.items():
            strides[code] = size
            size *= len(options)
        if size > MOST_SITUATIONS:
            raise TooManySituations(f"{len(self.questions)} questions, {size} situations")
        derive = object.__setattr__  # the dataclass is frozen
        derive(self, "size", size)
        derive(self, "_choices", choices)
        derive(self, "_strides", strides)
        answered = {
            (code, option): self._pattern(code, place)
            for code, options in choices.items()
            for place, option in enumerate(options)
        }
        derive(self, "_answered", answered)
        derive(self, "possible", self._possible())

    @property
    def all(self) -> Situations:
        """Every situation, impossible ones included."""
        return (1 << self.size) - 1

    def where(self, question: str, options: Iterable[str]) -> Situations:
        """Those in which a question is answered with one of the options."""
        found = 0
        for option in options:
            found |= self._answered.get((question, option), 0)
        return found

    def options(self, question: str) -> frozenset[str]:
        """The options of a question."""
        return frozenset(self._choices[question]) - {NOT_APPLICABLE}

    def not_applicable(self) -> frozenset[str]:
        """The questions that do not apply in some possible situation."""
        return frozenset(
            code
            for code, options in self._choices.items()
            if NOT_APPLICABLE in options and self.possible & self._answered[code, NOT_APPLICABLE]
        )

    def count(self) -> int:
        """How many situations are possible."""
        return self.possible.bit_count()

    def first(self, situations: Situations) -> dict[str, str]:
        """The answers of the first of some situations. Raises ValueError if there is none."""
        if not situations:
            raise ValueError("no situation to show")
        return self.answers((situations & -situations).bit_length() - 1)

    def answers(self, number: int) -> dict[str, str]:
        """The answers of a situation by its number, to the questions that apply."""
        given = {
            code: options[number // self._strides[code] % len(options)]
            for code, options in self._choices.items()
        }
        return {code: option for code, option in given.items() if option != NOT_APPLICABLE}

    def each(self) -> Iterator[tuple[Situations, Answers]]:
        """Every possible situation, alone in its set, with its answers."""
        for number in range(self.size):
            if self.possible >> number & 1:
                yield 1 << number, self.answers(number)

    def besides(self, situations: Situations, question: str) -> Situations:
        """What situations say besides their answer to one question: each as the situation with the
        first option instead."""
        stride, found = self._strides[question], 0
        for place, option in enumerate(self._choices[question]):
            found |= (situations & self._answered[question, option]) >> place * stride
        return found

    def _none_of(self, question: Question) -> tuple[str, ...]:
        """The further choice of a question each of whose options may become impossible."""
        excludable = {fact for facts in self.impossible for fact in facts}
        every = all((question.code, option) in excludable for option in question.options)
        return (NOT_APPLICABLE,) if every else ()

    def _pattern(self, code: str, place: int) -> Situations:
        """The situations with the choice at a place: a block of ones, again and again."""
        stride = self._strides[code]
        period = stride * len(self._choices[code])
        found = ((1 << stride) - 1) << stride * place
        while period < self.size:
            found |= found << period
            period *= 2
        return found & self.all

    def _possible(self) -> Situations:
        found = self.all
        for facts in self.impossible:
            found &= ~self._together(facts)
        for question in self.questions:
            if NOT_APPLICABLE in self._choices[question.code]:
                stuck = self.all
                for option in question.options:
                    stuck &= self._excluding((question.code, option))
                found &= stuck | ~self._answered[question.code, NOT_APPLICABLE]
        return found

    def _excluding(self, fact: Fact) -> Situations:
        """Those whose other answers make a fact impossible."""
        found = 0
        for facts in self.impossible:
            if fact in facts:
                found |= self._together(each for each in facts if each != fact)
        return found

    def _together(self, facts: Iterable[Fact]) -> Situations:
        found = self.all
        for fact in facts:
            found &= self._answered.get(fact, 0)
        return found


def space_of(
    questions: Collection[Question], asked: Collection[str], impossible: Iterable[tuple[Fact, ...]]
) -> Space:
    """The situations over those of the questions that are asked, in the editors' order."""
    chosen = sorted(
        (each for each in questions if each.code in asked), key=lambda each: each.editors_order
    )
    among = (facts for facts in impossible if all(code in asked for code, _ in facts))
    return Space(tuple(chosen), tuple(among))
