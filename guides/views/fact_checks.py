"""Claims that go around, and what is true of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.citations import cited_by
from guides.models import FactCheck
from guides.standing import live_by_slug
from guides.views.editions import footer_values
from guides.views.gone import missing
from guides.views.guides import in_reader_language
from policies import prose
from policies.views.page import Reader, reader_of, render_page
from policies.views.scenarios import scenario_card
from policies.views.values import Values

Verdict = FactCheck.Verdict
# The most dangerous first.
ORDER = (
    Verdict.SCAM, Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.OUTDATED, Verdict.REGIONAL,
    Verdict.CONFIRMED,
)  # fmt: skip


@require_safe
def fact_check_list(request: HttpRequest) -> HttpResponse:
    """All fact-checks, by verdict, frauds first."""
    reader = reader_of(request)
    groups = verdict_groups(reader)
    return render_page(
        request,
        "guides/fact_checks.html",
        {"groups": groups, "contents": [(group["kind"], group["label"]) for group in groups]},
        reader=reader,
        title=_("辟谣"),
        description=_("网上关于医保个人账户的说法，哪些是骗局，哪些过时，哪些只在部分地区属实。"),
        crumbs=[(_("辟谣"), None)],
    )


@require_safe
def fact_check_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One claim: the verdict, what was found, the lawful way, the sources."""
    reader = reader_of(request)
    check = live_by_slug(FactCheck, slug, reader.at)
    if check is None:
        return missing(request, FactCheck, slug, reader)
    claim = reader.speech.of(check, "claim")
    finding = prose.plain(reader.speech.of(check, "finding"))
    return render_page(
        request,
        "guides/fact_check.html",
        fact_check_context(check, reader),
        reader=reader,
        title=claim,
        description=f"{check.get_verdict_display()}{_('：')}{finding}",
        crumbs=[(_("辟谣"), reverse("fact-check-list")), (_("这条说法"), None)],
    )


def verdict_groups(reader: Reader) -> list[Values]:
    """Fact-checks by verdict; verdicts without one are left out. One query."""
    groups: dict[str, list[Values]] = {verdict.value: [] for verdict in ORDER}
    for check in FactCheck.objects.live(reader.at).order_by("slug"):
        groups[check.verdict].append(fact_check_card(check, reader))
    return [
        {"kind": kind, "label": Verdict(kind).label, "checks": checks}
        for kind, checks in groups.items()
        if checks
    ]


def fact_check_card(check: FactCheck, reader: Reader) -> Values:
    claim = reader.speech.of(check, "claim")
    return {
        "claim": claim,
        "lang": claim.lang,
        "verdict": check.verdict,
        "url": reverse("fact-check", args=[check.slug]),
        "edition": check.edition_label,
    }


def fact_check_context(check: FactCheck, reader: Reader) -> Values:
    """Everything the page shows. Two queries: the citations and the lawful way."""
    finding = in_reader_language(reader.speech.of(check, "finding"), reader)
    instead = check.instead
    return {
        "claim": reader.speech.of(check, "claim"),
        "verdict": check.verdict,
        "finding": prose.render(finding),
        "finding_lang": finding.lang,
        "seen_in": reader.speech.untranslated(check.seen_in),
        "instead": scenario_card(instead, reader) if instead else None,
        "check_url": f"{reverse('check')}?e={instead.code}" if instead else reverse("check"),
        "cheated_url": reverse("scenario", args=["cash-out-fraud"]),
        **footer_values(check, cited_by([check]).get(check.pk, []), reader),
    }
