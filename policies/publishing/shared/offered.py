"""What questions offer, made of their stored options."""

from __future__ import annotations

from collections.abc import Iterable

from policies.languages import SOURCE
from policies.models import Option, Question
from policies.models.translated import column
from policies.rules.offered import NOTHING, Offered


def offered_by(options: Iterable[Option]) -> dict[str, Offered]:
    """What the questions of these options offer, as far as they are given; reads each question."""
    found: dict[str, Offered] = {}
    for option in options:
        code = option.question.code
        known = found.get(code, NOTHING)
        residual = known.residual | ({option.reference} if option.residual else set())
        words = {**known.options, option.reference: _words(option)}
        found[code] = Offered(_words(option.question), words, residual)
    return found


def without_options(question: Question) -> Offered:
    """What a question offers of which no option is stored."""
    return Offered(_words(question))


def _words(row: Question | Option) -> str:
    return str(getattr(row, column("text", SOURCE)))
