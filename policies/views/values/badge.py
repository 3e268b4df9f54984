"""A verdict as a word and a shape."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from policies.models import Edition, Evidence, Policy
from policies.rules.state import State, state_of, verdict_of

CASTS_DOUBT = (State.OVERDUE, State.DOUBTED)


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


def state_badge(state: State, policy: Policy | None) -> Badge:
    """The badge of an answer; what casts doubt on a rule is said together with its verdict."""
    badge = badge_of(State, state)
    if policy is None or state not in CASTS_DOUBT:
        return badge
    return doubted_badge(state, str(verdict_of(policy).label))


def doubt_about(edition: Edition, on: dt.date) -> State | None:
    """What casts doubt on an edition on a day, None if nothing does; only rules may be overdue."""
    state = state_of(edition, on) if isinstance(edition, Policy) else None
    return state if state in CASTS_DOUBT else None


def doubted_badge(state: State, verdict: str) -> Badge:
    """A verdict in words, with what casts doubt on it and the shape of that."""
    words = _("%(verdict)s（%(doubt)s）") % {"verdict": verdict, "doubt": state.label}
    return Badge(state.value, words)


def evidence_badge(evidence: str) -> Badge | None:
    """What warns of an answer that is not well supported; None where an official text is."""
    if evidence in (Evidence.OFFICIAL, Evidence.QUOTED):
        return None
    if evidence == Evidence.CONFLICTING:
        return badge_of(State, State.CONFLICTING)
    return Badge("unverified", _("尚未核实"))
