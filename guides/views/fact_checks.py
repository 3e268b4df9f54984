"""Claims that go around, and what is true of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.citations import cited_by
from guides.models import FactCheck
from guides.standing import live_by_slug
from guides.views.editions import EditionFooter, edition_footer
from guides.views.gone import missing
from guides.views.guides import in_reader_language
from policies import prose
from policies.speech import Said
from policies.views.page import Reader, reader_of, render_page
from policies.views.scenarios import scenario_card
from policies.views.values import Values

Verdict = FactCheck.Verdict
# The most dangerous first.
ORDER = (
    Verdict.SCAM, Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.OUTDATED, Verdict.REGIONAL,
    Verdict.CONFIRMED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactCheckCard:
    """A claim in the list, with what is true of it."""

    claim: Said
    verdict: str
    url: str


@dataclass(frozen=True, slots=True)
class VerdictGroup:
    """Claims with the same verdict."""

    kind: str
    label: str
    checks: list[FactCheckCard]


@dataclass(frozen=True, slots=True)
class FactCheckPage:
    """One claim, what was found, and the lawful way."""

    claim: Said
    verdict: str
    finding: SafeString
    finding_lang: str | None
    description: str
    seen_in: Said
    instead: Values | None
    check_url: str
    cheated_url: str
    footer: EditionFooter


@require_safe
def fact_check_list(request: HttpRequest) -> HttpResponse:
    """All fact-checks, by verdict, frauds first."""
    reader = reader_of(request)
    groups = verdict_groups(reader)
    return render_page(
        request,
        "guides/fact_checks.html",
        {"groups": groups, "contents": [(group.kind, group.label) for group in groups]},
        reader=reader,
        title=_("辟谣"),
        description=_("网上关于医保个人账户的说法，哪些是骗局，哪些过时，哪些只在部分地区属实。"),
        crumbs=[(_("辟谣"), None)],
    )


@require_safe
def fact_check_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One claim: the verdict, what was found, the lawful way, the sources."""
    reader = reader_of(request)
    if not (check := live_by_slug(FactCheck, slug, reader.at)):
        return missing(request, FactCheck, slug, reader)
    page = fact_check_page(check, reader)
    return render_page(
        request,
        "guides/fact_check.html",
        {"page": page},
        reader=reader,
        title=page.claim,
        description=page.description,
        crumbs=[(_("辟谣"), reverse("fact-check-list")), (_("这条说法"), None)],
    )


def verdict_groups(reader: Reader) -> list[VerdictGroup]:
    """Fact-checks by verdict; verdicts without one are left out. One query."""
    groups: dict[str, list[FactCheckCard]] = {verdict.value: [] for verdict in ORDER}
    for check in FactCheck.objects.live(reader.at).order_by("slug"):
        groups[check.verdict].append(fact_check_card(check, reader))
    return [
        VerdictGroup(kind, str(Verdict(kind).label), checks)
        for kind, checks in groups.items()
        if checks
    ]


def fact_check_card(check: FactCheck, reader: Reader) -> FactCheckCard:
    """A fact-check as the list shows it."""
    address = reverse("fact-check", args=[check.slug])
    return FactCheckCard(reader.speech.of(check, "claim"), check.verdict, address)


def fact_check_page(check: FactCheck, reader: Reader) -> FactCheckPage:
    """Everything the page shows. Two queries: the citations and the lawful way."""
    said = reader.speech.of(check, "finding")
    finding = in_reader_language(said, reader)
    instead = check.instead
    return FactCheckPage(
        claim=reader.speech.of(check, "claim"),
        verdict=check.verdict,
        finding=prose.render(finding),
        finding_lang=finding.lang,
        description=f"{check.get_verdict_display()}{_('：')}{prose.plain(said)}",
        seen_in=reader.speech.untranslated(check.seen_in),
        instead=scenario_card(instead, reader) if instead else None,
        check_url=f"{reverse('check')}?e={instead.code}" if instead else reverse("check"),
        cheated_url=reverse("scenario", args=["cash-out-fraud"]),
        footer=edition_footer(check, cited_by([check]).get(check.pk, []), reader),
    )
