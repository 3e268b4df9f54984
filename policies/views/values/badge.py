"""A verdict as a word and a shape."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from policies.models import Evidence
from policies.rules.state import State


@dataclass(frozen=True, slots=True)
class Badge:
    """What `verdict.html` takes: `kind` chooses shape and colour, `word` says it."""

    kind: str
    word: str


def badge_of(choices: type[TextChoices], value: str) -> Badge:
    """The badge of a stored value: its own word, or that the site cannot read it."""
    if value not in choices.values:
        return Badge(State.UNREADABLE.value, str(State.UNREADABLE.label))
    return Badge(value, str(choices(value).label))


def evidence_badge(evidence: str) -> Badge | None:
    """What warns of an answer that is not well supported; None where an official text is."""
    if evidence in (Evidence.OFFICIAL, Evidence.QUOTED):
        return None
    if evidence == Evidence.CONFLICTING:
        return badge_of(State, State.CONFLICTING)
    return Badge("unverified", _("尚未核实"))
