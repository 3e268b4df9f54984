"""Answers and outcomes of a case as choices in words; what is sent and stored are their codes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import parse_qsl

from django import forms
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from policies.addresses import parts_of
from policies.models import ExpectedCase, Proposal, Region, Scenario
from policies.models.plain import SharedRow
from policies.models.question import WIZARD_PARAMETERS
from policies.publishing import events
from policies.publishing.shared.values import as_wanted, said
from policies.rules.cases import failed_cases
from policies.rules.rulebook import DONT_KNOW
from policies.rules.state import Outcome
from policies.rules.vocabulary import UNSURE, Vocabulary, vocabulary

NOT_ANSWERED = "没有回答"
NOT_CHOSEN = "不写"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, by its code, among options by theirs."""

    code: str
    label: str
    options: tuple[tuple[str, str], ...]


class ChosenInWords(forms.Widget):
    """A mapping of codes as a list of choices: one of each of `choices`, and of what it held."""

    template_name = "admin/chosen_in_words.html"  # among ours, not among those of forms
    choices: Sequence[Choice] = ()

    def value_from_datadict(self, data: Mapping[str, object], files: object, name: str) -> object:
        """What was chosen, as the JSON text that the field stores."""
        prefix = f"{name}:"
        chosen = {key.removeprefix(prefix): data[key] for key in data if key.startswith(prefix)}
        if not chosen and name in data:  # as a merged form is sent
            return data[name]
        held = {code: option for code, option in sorted(chosen.items()) if option}
        return json.dumps(held, ensure_ascii=False)

    def value_omitted_from_data(self, data: Mapping[str, object], files: object, name: str) -> bool:
        """Whether nothing was said of the field at all."""
        return name not in data and not any(key.startswith(f"{name}:") for key in data)

    def render(
        self,
        name: str,
        value: object,
        attrs: dict[str, object] | None = None,
        renderer: object = None,
    ) -> SafeString:
        """The choices as HTML."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

    def get_context(
        self, name: str, value: object, attrs: dict[str, object] | None
    ) -> dict[str, object]:
        """The choices, each with the option it holds; what nobody asks any more is kept."""
        held = _mapping(value)
        known = {each.code for each in self.choices}
        others = [Choice(code, code, ()) for code in held if code not in known]
        context = super().get_context(name, value, attrs)
        context["rows"] = [
            _row(name, each, str(held.get(each.code, ""))) for each in (*self.choices, *others)
        ]
        return context


def _mapping(value: object) -> dict[str, object]:
    try:
        held = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def _row(name: str, choice: Choice, held: str) -> dict[str, object]:
    options = list(choice.options)
    if held and held not in dict(options):
        options.append((held, f"{held}（没有这个选项）"))
    return {
        "name": f"{name}:{choice.code}",
        "label": choice.label,
        "options": [(code, label, code == held) for code, label in options],
    }


def questions(codes: Sequence[str], words: Vocabulary) -> list[Choice]:
    """Questions to answer, each with "no answer" first and "I don't know" last."""
    return [
        Choice(
            code,
            words.questions[code].text_zh_hans,  # type: ignore[attr-defined]
            (
                ("", NOT_ANSWERED),
                *((each.code, each.text_zh_hans) for each in words.options[code]),  # type: ignore[attr-defined]
                (DONT_KNOW, UNSURE),
            ),
        )
        for code in codes
        if code in words.questions
    ]


def somebody_else(words: Vocabulary) -> frozenset[str]:
    """The options of whom no source speaks and from whom nothing follows, as "rel=other"."""
    rows = ((code, each) for code, options in words.options.items() for each in options)
    residual = {(code, each.code) for code, each in rows if each.residual}
    leads_on = {fact for facts in words.impossible for fact in facts}
    return frozenset(f"{code}={option}" for code, option in residual - leads_on)


def outcomes(codes: Sequence[str], words: Vocabulary) -> list[Choice]:
    """Scenarios, each with the outcomes that it can have."""
    ends = tuple((each.value, str(each.label)) for each in Outcome)
    named = {each.code: str(each) for each in words.scenarios}
    return [Choice(code, named.get(code, code), (("", NOT_CHOSEN), *ends)) for code in codes]


def answers_said(answers: Mapping[str, str], words: Vocabulary) -> str:
    """Answers in an editor's words."""
    return "；".join(words.said(*each) for each in answers.items())


def said_in_words(model: type[SharedRow], name: str, value: object) -> str:
    """A value as an editor reads it, codes of the wizard in its words. One query for such."""
    if not isinstance(value, dict) or not value:
        return said(model, name, None if value == {} else value)
    words = vocabulary(events.token(timezone.now()))
    return (answers_said if name == "answers" else outcomes_said)(value, words)


def outcomes_said(outcomes: Mapping[str, str], words: Vocabulary) -> str:
    """Outcomes in an editor's words."""
    named = {each.code: each.name_zh_hans for each in words.scenarios}  # type: ignore[attr-defined]
    ends = dict(Outcome.choices)
    return "；".join(
        f"{named.get(code, code)}：{ends.get(end, end)}" for code, end in outcomes.items()
    )


def reported(address: str, day: str) -> dict[str, object]:
    """The journey of a wizard's address as a case: place, event, answers, and the day it names,
    else the one given. What is not known is left out."""
    said = dict(parse_qsl(parts_of(address).query))
    region = Region.objects.filter(code=said.get("r", "")).first()
    event = Scenario.objects.filter(code=said.get("e", "")).first()
    answers = {name: text for name, text in said.items() if name not in WIZARD_PARAMETERS}
    try:
        on = dt.date.fromisoformat(said.get("on", day))
    except ValueError:
        on = None
    found = {"region": region and region.pk, "event": event and event.pk, "on": on}
    return {name: value for name, value in found.items() if value} | {"answers": answers}


def ends_otherwise(proposal: Proposal, row: SharedRow, *, at: dt.datetime) -> list[str]:
    """Where the rules end otherwise by now than a case that waits expects, for its approver to
    know: as long as they do, no rule that it tries is published."""
    if not isinstance(row, ExpectedCase) or not proposal.is_open:
        return []
    if proposal.action == Proposal.Action.DELETE:
        return []
    wanted = cast(ExpectedCase, as_wanted(row, proposal.values_after))
    return [str(each) for each in failed_cases(vocabulary(events.token(at)), at, cases=[wanted])]
