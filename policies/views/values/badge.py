"""A verdict as a word and a shape."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from policies.languages import SOURCE
from policies.models import Edition, Evidence, Policy, Region
from policies.models.translated import column
from policies.rules.applicability import Applicable
from policies.rules.state import State, state_of, verdict_of
from policies.views.page import Reader
from policies.views.values.region import rule_of

CASTS_DOUBT = (State.OVERDUE, State.DOUBTED)


@dataclass(frozen=True, slots=True)
class Badge:
    """What `verdict.html` takes: `kind` chooses shape and colour, `word` says it.

    `level` names the place whose rule it is where that is another one, so that a picture of the
    badge alone stays true; `is_past` draws it grey.
    """

    kind: str
    word: str
    level: str = ""
    is_past: bool = False


def badge_of(choices: type[TextChoices], value: str) -> Badge:
    """The badge of a stored value: its own word, or that the site cannot read it."""
    try:
        return Badge(value, str(choices(value).label))
    except ValueError:
        return Badge(State.UNREADABLE.value, str(State.UNREADABLE.label))


def state_badge(state: State, policy: Policy | None, reader: Reader) -> Badge:
    """The badge of an answer; what casts doubt on a rule is said together with its verdict, and on
    what it depends with a no that has exceptions; a rule for some people says so. The nation
    states principles, no years and sums: whoever reads one as the rule of a place would take it
    for the number that nobody recorded."""
    badge = badge_of(State, state)
    if policy and state == State.RULE and policy.region.level == Region.Level.NATION:
        return Badge(badge.kind, _("只有全国的原则"))
    covers = getattr(policy, column("covers", SOURCE), "")
    if covers and state in (State.YES, State.CONDITIONAL):
        return Badge(badge.kind, _("%(verdict)s（只对一部分人）") % {"verdict": badge.word})
    if policy is None or state not in (*CASTS_DOUBT, State.DEPENDS):
        return badge
    word = verdict_word(policy, reader)
    return Badge(badge.kind, word) if state == State.DEPENDS else doubted_badge(state, word)


def answer_badge(found: Applicable, reader: Reader) -> Badge:
    """The badge of an answer that stands alone: whose rule it is, and whether it was then's."""
    said = state_badge(found.state, found.policy, reader)
    if found.policy is None:
        return said
    is_past = reader.on < reader.today or reader.at != reader.now
    word = _("当时：%(verdict)s") % {"verdict": said.word} if is_past else said.word
    return Badge(said.kind, word, rule_of(found, reader.speech), is_past)


def badge_beside(found: Applicable, reader: Reader) -> Badge:
    """The badge of an answer, in words that stand beside a name on a phone."""
    badge = answer_badge(found, reader)
    if badge.word != str(State.CONDITIONAL.label):
        return badge
    return replace(badge, word=pgettext("beside a name", "符合条件才可以"))


def verdict_word(policy: Policy, reader: Reader) -> str:
    """What a policy says in a word; of a no with exceptions, the question that it depends on."""
    verdict = verdict_of(policy)
    if verdict != State.DEPENDS:
        return str(verdict.label)
    question = reader.vocabulary.questions.get(policy.first_asked or "")
    asked = reader.speech.of(question, "text") if question else None
    if not asked or asked.lang:
        return _("看情况：一般不可以，有例外")
    return _("看情况：%s") % asked


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
