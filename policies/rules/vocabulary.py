"""What every page needs and editors seldom change: scenarios, the wizard's words, telephones.

Read once for each state of publication and kept in the process: then a page costs no query for it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from django.db.models import F, Model, QuerySet

from policies.composed import Composed
from policies.models import Contact, ImpossibleCombination, Option, Question, Scenario
from policies.rules import rulebook
from policies.rules.rulebook import DONT_KNOW, Fact

UNSURE = "不知道"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All scenarios, questions with their options, impossible combinations and contacts."""

    scenarios: tuple[Scenario, ...]
    questions: dict[str, Question]
    options: dict[str, tuple[Option, ...]]
    impossible: dict[tuple[Fact, ...], ImpossibleCombination]
    contacts: dict[str, Contact]

    def scenario(self, code: str) -> Scenario | None:
        return next((s for s in self.scenarios if s.code == code), None)

    def offered(self, question: str, *, in_municipality: bool) -> tuple[Option, ...]:
        """The options of a question that citizens of a place can choose, in its order."""
        return tuple(
            option
            for option in self.options.get(question, ())
            if not (in_municipality and option.not_in_municipality)
        )

    def said(self, question: str, option: str) -> str:
        """An answer in an editor's words: the question and the option chosen."""
        asked = self.questions.get(question)
        chosen = next((e for e in self.options.get(question, ()) if e.code == option), None)
        if asked is None or (chosen is None and option != DONT_KNOW):
            return f"{question}={option}"
        answer = chosen.text_zh_hans if chosen else UNSURE  # type: ignore[attr-defined]
        return f"{asked.text_zh_hans}{answer}"  # type: ignore[attr-defined]

    def engine_questions(self, *, in_municipality: bool = False) -> tuple[rulebook.Question, ...]:
        """The questions as the engine takes them, with the options that a place offers."""
        found = []
        for question in self.questions.values():
            options = self.offered(question.code, in_municipality=in_municipality)
            if options:
                found.append(
                    rulebook.Question(
                        code=question.code,
                        options=tuple(option.code for option in options),
                        position=question.position,
                        pin=question.pin,
                        changeable=question.changeable,  # type: ignore[arg-type]
                        residual=frozenset(each.code for each in options if each.residual),
                        words=question.text_zh_hans or "",  # type: ignore[attr-defined]
                        option_words=tuple((e.code, e.text_zh_hans) for e in options),  # type: ignore[attr-defined]
                        changeable_from=tuple(
                            (each.code, each.changeable)  # type: ignore[misc]
                            for each in options
                            if each.changeable
                        ),
                    )
                )
        return tuple(found)


@functools.lru_cache(maxsize=4)
def vocabulary(published: str) -> Vocabulary:
    """The vocabulary for a state of publication (`events.token`). Four queries, then none."""
    questions: dict[str, Question] = {}
    options: dict[str, list[Option]] = {}
    for option in _options():
        questions.setdefault(option.question.code, option.question)
        options.setdefault(option.question.code, []).append(option)
    facts: dict[ImpossibleCombination, list[Fact]] = {}
    for row in _combined():
        facts.setdefault(row.impossiblecombination, []).append((row.question_code, row.code))  # type: ignore[attr-defined]
    return Vocabulary(
        scenarios=tuple(_scenarios()),
        questions=questions,
        options={code: tuple(found) for code, found in options.items()},
        impossible={tuple(found): combination for combination, found in facts.items()},
        contacts={contact.code: contact for contact in _contacts()},
    )


@Composed
def _options() -> QuerySet[Option]:
    return Option.objects.select_related("question")


@Composed
def _combined() -> QuerySet[Model]:
    """The options of impossible combinations, each with its code and that of its question."""
    through: type[Model] = ImpossibleCombination.options.through
    rows = through._default_manager.filter(impossiblecombination__awaits_approval=False)
    codes = {"question_code": F("option__question__code"), "code": F("option__code")}
    found: QuerySet[Model] = rows.select_related("impossiblecombination").annotate(**codes)
    return found.order_by("pk")


_scenarios = Composed(Scenario.objects.all)
_contacts = Composed(Contact.objects.all)
