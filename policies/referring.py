"""Prose that refers to rules, with what they say: Markdown in, Markdown out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from policies import prose
from policies.languages import BY_CODE
from policies.models import Policy, Region
from policies.references import Reference, replaced
from policies.rules.applicability import Applicable
from policies.rules.referred import Referred
from policies.rules.state import State, state_of, verdict_of
from policies.speech import Speech

CASTS_DOUBT = (State.OVERDUE, State.DOUBTED)


@dataclass(frozen=True, slots=True)
class Referring:
    """Says references in the language of a page (the active one), as they stand."""

    known: Referred
    speech: Speech

    def bound(self, text: str) -> str:
        """A text with links to the rules that it names, each with what it says by now."""
        return replaced(text, self.said)

    def named(self, text: str) -> str:
        """A text with the bare names of what it refers to, which are the same on every day."""
        return replaced(text, self._title)

    def said(self, reference: Reference) -> str:
        """What a reference stands for, as Markdown."""
        if not reference.region:
            return self._places(self.known.places(reference)) + self._others(reference)
        found = self.known.rules.get(reference)
        if found is None:
            return _("没有记录")
        return _link(self._title(reference), found) + _("（%s）") % self._standing(found)

    def _title(self, reference: Reference) -> str:
        """What a reference is about: a place and a situation."""
        if not reference.region:
            return _("（名单见网页）")
        if not (found := self.known.rules.get(reference)):
            return ""
        name, subject = self._name(found.region), self.speech.of(found.scenario, "name")
        return _("%(region)s“%(scenario)s”的规定") % {"region": name, "scenario": subject}

    def _standing(self, found: Applicable) -> str:
        """What the rule says, whose it is where it is inherited, and from when to when."""
        policy = found.policy
        if policy is None:
            return str(found.state.label)
        whose = [_("依%s的规定") % self._name(policy.region)] if found.is_inherited else []
        return _("，").join(filter(None, [self._state(found), *whose, span_words(policy)]))

    def _others(self, reference: Reference) -> str:
        """Where the rest is, of places too many to be listed."""
        if self.known.are_all:
            return ""
        address = reverse("scenario", args=[reference.scenario])
        return f"[{prose.escaped(_('（名单见网页）'))}]({address})"

    def _places(self, found: Sequence[Applicable]) -> str:
        """Places by what their rules say, in the order in which that is said first."""
        if not found and not self.known.are_all:
            return ""
        if not found:
            return _("（没有记录到有自己规定的地方）")
        first: dict[str, int] = {}
        for each in found:
            first.setdefault(self._state(each), len(first))
        ordered = sorted(found, key=lambda each: first[self._state(each)])
        return _("；").join(
            self._listed(list(places)) + _("（%s）") % word
            for word, places in groupby(ordered, self._state)
        )

    def _state(self, found: Applicable) -> str:
        """What an answer says; whom it is for, and what casts doubt on it, stand beside it."""
        policy = found.policy
        if policy is None:
            return str(found.state.label)
        state, covers = state_of(policy, found.on), self.speech.of(policy, "covers")
        doubt = [str(state.label)] if state in CASTS_DOUBT else []
        only = [_("只限%s") % covers] if covers else []
        return _("，").join([str(verdict_of(policy).label), *only, *doubt])

    def _listed(self, places: Collection[Applicable]) -> str:
        comma = ", " if BY_CODE[self.speech.language].has_spaces else "、"
        return comma.join(_link(self._name(each.region), each) for each in places)

    def _name(self, region: Region) -> str:
        """A name that tells a place from others: a county's with its city."""
        above = region.parent if region.level == Region.Level.COUNTY else None
        names = [self.speech.of(each, "name") for each in (above, region) if each]
        if BY_CODE[self.speech.language].has_spaces:
            return ", ".join(reversed(names))
        return "".join(names)


def span_words(policy: Policy) -> str:
    """From when to when a rule is in force, in the few words that fit into a sentence; nothing
    where neither day is known."""
    start, end = policy.effective_from, policy.effective_to
    first = date_format(start, "DATE_FORMAT") if start else ""
    last = date_format(end, "DATE_FORMAT") if end else ""
    if first and last:
        return _("%(start)s至%(end)s") % {"start": first, "end": last}
    if first:
        return _("%s起") % first
    return _("到%s为止") % last if last else ""


def _link(words: str, found: Applicable) -> str:
    address = reverse("answer", args=[found.region.code, found.scenario.code])
    return f"[{prose.escaped(words)}]({address})"
