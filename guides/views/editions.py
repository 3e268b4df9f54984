"""What any edition is called, where its live page is, and what its footer says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import singledispatch

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from guides.models import FactCheck, Faq, Guide
from policies.models import Edition, Policy, Procedure
from policies.rules.citations import Cited
from policies.speech import Said, Speech
from policies.views.page import Reader
from policies.views.values import (
    CitationLine,
    EditionFooter,
    answer_url,
    citation_lines,
    edition_footer,
)


@singledispatch
def edition_title(edition: Edition, speech: Speech) -> Said:
    """What a reader calls an edition. May read its region and scenario."""
    raise TypeError(type(edition))


@singledispatch
def edition_url(edition: Edition, today: dt.date) -> str:
    """The page that shows this thing as it is now, in the active language.

    A policy that is not in force today is shown on a day when it is.
    """
    raise TypeError(type(edition))


@edition_title.register(Policy)
def _policy_title(edition: Policy, speech: Speech) -> Said:
    name = speech.of(edition.region, "name")
    return Said(f"{name} · {speech.of(edition.scenario, 'name')}", name.lang)


@edition_title.register(Procedure)
def _procedure_title(edition: Procedure, speech: Speech) -> Said:
    name = speech.of(edition.region, "name")
    what = speech.of(edition.scenario, "name")
    return Said(f"{name} · {what} · {edition.get_channel_display()}", name.lang)


@edition_title.register(Guide)
def _guide_title(edition: Guide, speech: Speech) -> Said:
    return speech.of(edition, "title")


@edition_title.register(Faq)
def _faq_title(edition: Faq, speech: Speech) -> Said:
    return speech.of(edition, "question")


@edition_title.register(FactCheck)
def _fact_check_title(edition: FactCheck, speech: Speech) -> Said:
    """What is true, so that not the false is remembered; without that the claim."""
    return speech.of(edition, "truth") or speech.of(edition, "claim")


@edition_url.register(Policy)
def _policy_url(edition: Policy, today: dt.date) -> str:
    day = day_in_force(edition, today)
    address = answer_url(edition.region, edition.scenario)
    return f"{address}?on={day}" if day else address


def day_in_force(policy: Policy, today: dt.date) -> dt.date | None:
    """A day on which a policy is in force, if it is not in force today."""
    if policy.effective_from and policy.effective_from > today:
        return policy.effective_from
    return policy.effective_to if policy.effective_to and policy.effective_to < today else None


@edition_url.register(Procedure)
def _procedure_url(edition: Procedure, today: dt.date) -> str:
    return f"{answer_url(edition.region, edition.scenario)}#procedure-{edition.code}"


@edition_url.register(Guide)
def _guide_url(edition: Guide, today: dt.date) -> str:
    return reverse("guide", args=[edition.slug])


@edition_url.register(Faq)
def _faq_url(edition: Faq, today: dt.date) -> str:
    return f"{reverse('question-list')}?about={edition.subject}#{edition.slug}"


@edition_url.register(FactCheck)
def _fact_check_url(edition: FactCheck, today: dt.date) -> str:
    return reverse("fact-check", args=[edition.slug])


def kind_word(kind: str) -> str:
    """What a reader calls a kind of edition, by the model's name."""
    return {
        "policy": _("规定"),
        "procedure": _("办理步骤"),
        "guide": _("指南"),
        "faq": _("问答"),
        "factcheck": _("辟谣"),
    }[kind]


def short_address(edition: Edition, version: int | None = None) -> str:
    """The permanent address of a thing, or of one version of it, in full."""
    if version is None:
        return f"{settings.SITE_URL}{reverse('short', args=[edition.code])}"
    return f"{settings.SITE_URL}{reverse('short-version', args=[edition.code, version])}"


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of a page: its sources, and which edition it is."""

    label: str  # code and version: K7M2P/v3
    citations: list[CitationLine]
    edition: EditionFooter


def foot(edition: Edition, cited: list[Cited], reader: Reader) -> Foot:
    """The foot of the page of an edition. `cited`: the citations of the edition."""
    return Foot(
        label=edition.edition_label,
        citations=citation_lines(cited, reader.speech),
        edition=edition_footer(edition, cited, edition_url(edition, reader.today)),
    )
