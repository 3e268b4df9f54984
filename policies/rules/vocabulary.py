"""What every page needs and editors seldom change: scenarios, the wizard's words, telephones.

Read once for each state of publication and kept in the process: then a page costs no query for it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from django.db.models import Q

from policies.models import Contact, ImpossibleCombination, Option, Question, Scenario
from policies.rules import eligibility


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All scenarios, questions with their options, impossible combinations and contacts."""

    scenarios: tuple[Scenario, ...]
    questions: dict[str, Question]
    options: dict[str, tuple[Option, ...]]
    impossible: tuple[tuple[tuple[str, str], ...], ...]
    contacts: dict[str, Contact]

    def scenario(self, code: str) -> Scenario | None:
        return next((s for s in self.scenarios if s.code == code), None)

    def engine_questions(self) -> tuple[eligibility.Question, ...]:
        """The questions as the engine takes them."""
        return tuple(
            eligibility.Question(
                code=question.code,
                options=tuple(option.code for option in self.options[question.code]),
                position=question.position,
                pin=question.pin,
                changeable=question.changeable,  # type: ignore[arg-type]
            )
            for question in self.questions.values()
            if self.options.get(question.code)
        )


@functools.lru_cache(maxsize=4)
def vocabulary(published: str) -> Vocabulary:
    """The vocabulary for a state of publication (`events.token`). Four queries, then none."""
    questions: dict[str, Question] = {}
    options: dict[str, list[Option]] = {}
    for option in Option.objects.select_related("question"):
        questions.setdefault(option.question.code, option.question)
        options.setdefault(option.question.code, []).append(option)
    pairs: dict[int, list[tuple[str, str]]] = {}
    public = Q(impossiblecombination__awaits_approval=False)
    through = ImpossibleCombination.options.through.objects.filter(public).order_by("pk")
    answers = through.values_list(
        "impossiblecombination_id", "option__question__code", "option__code"
    )
    for combination, question, code in answers:
        pairs.setdefault(combination, []).append((question, code))
    return Vocabulary(
        scenarios=tuple(Scenario.objects.all()),
        questions=questions,
        options={code: tuple(found) for code, found in options.items()},
        impossible=tuple(tuple(found) for found in pairs.values()),
        contacts={contact.code: contact for contact in Contact.objects.all()},
    )
