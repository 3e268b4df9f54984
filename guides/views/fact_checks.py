"""Claims that go around, and what is true of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.citations import cited_by
from guides.models import FactCheck
from guides.standing import live_by_slug
from guides.views.editions import Foot, foot
from guides.views.gone import missing
from guides.views.reading import read_alone
from policies import prose
from policies.models.translated import mostly_spoken_in, spoken_in
from policies.speech import Said, Speech
from policies.views.page import Reader, reader_of, render_page
from policies.views.values import Badge, ScenarioCard, badge_of, scenario_card

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
    badge: Badge
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
    badge: Badge
    is_scam: bool
    finding: SafeString
    finding_lang: str | None
    description: str
    seen_in: Said
    instead: ScenarioCard | None
    check_url: str
    cheated_url: str
    foot: Foot


WEB_ARTICLE = re.compile(r"网络文章（(?:(?P<year>\d{4})-(?P<month>\d{2})|未注明日期)）")


def seen_in(text: str, speech: Speech) -> Said:
    """Where a claim was seen, in the reader's language where it is the usual note: web articles of
    a month or without a day. Other words stand as they are."""
    found = [WEB_ARTICLE.fullmatch(part) for part in text.split("、")]
    articles = [_web_article(match) for match in found if match]
    if len(articles) < len(found):
        return speech.untranslated(text)
    return Said(str(_("、")).join(articles))


def _web_article(match: re.Match[str]) -> str:
    if not match["year"]:
        return _("网络文章（未注明日期）")
    month = dt.date(int(match["year"]), int(match["month"]), 1)
    return _("网络文章（%s）") % date_format(month, "YEAR_MONTH_FORMAT")


@require_safe
def fact_check_list(request: HttpRequest) -> HttpResponse:
    """All fact-checks, by verdict, frauds first."""
    reader = reader_of(request)
    checks = list(FactCheck.objects.live(reader.at).order_by("slug"))
    groups = verdict_groups(checks, reader)
    return render_page(
        request,
        "guides/fact_checks.html",
        {"groups": groups, "contents": [(group.kind, group.label) for group in groups]},
        reader=reader,
        title=_("辟谣"),
        description=_("网上关于医保个人账户的说法，哪些是骗局，哪些过时，哪些只在部分地区属实。"),
        crumbs=[(_("辟谣"), None)],
        languages=mostly_spoken_in(checks, "claim"),
    )


@require_safe
def fact_check_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One claim: the verdict, what was found, the lawful way, the sources."""
    reader = reader_of(request)
    if not (check := live_by_slug(FactCheck, slug, reader.at)):
        return missing(request, reader)
    return _one_check(request, check, reader)


def _one_check(request: HttpRequest, check: FactCheck, reader: Reader) -> HttpResponse:
    page = fact_check_page(check, reader)
    return render_page(
        request,
        "guides/fact_check.html",
        {"page": page},
        reader=reader,
        title=page.claim,
        description=page.description,
        languages=spoken_in(check),
        crumbs=[(_("辟谣"), reverse("fact-check-list")), (_("这条说法"), None)],
    )


def verdict_groups(checks: Iterable[FactCheck], reader: Reader) -> list[VerdictGroup]:
    """Fact-checks by verdict; verdicts without one are left out."""
    groups: dict[Badge, list[FactCheckCard]] = {badge_of(Verdict, each): [] for each in ORDER}
    for check in checks:
        card = fact_check_card(check, reader)
        groups.setdefault(card.badge, []).append(card)
    return [VerdictGroup(each.kind, each.word, found) for each, found in groups.items() if found]


def fact_check_card(check: FactCheck, reader: Reader) -> FactCheckCard:
    """A fact-check as the list shows it."""
    address = reverse("fact-check", args=[check.slug])
    badge = badge_of(Verdict, check.verdict)
    return FactCheckCard(reader.speech.of(check, "claim"), badge, address)


def fact_check_page(check: FactCheck, reader: Reader) -> FactCheckPage:
    """Everything the page shows. Two queries: the citations and the lawful way; two more where
    the finding names rules."""
    finding = read_alone(reader.speech.of(check, "finding"), reader)
    instead = check.instead
    badge = badge_of(Verdict, check.verdict)
    return FactCheckPage(
        claim=reader.speech.of(check, "claim"),
        badge=badge,
        is_scam=check.verdict == Verdict.SCAM,
        finding=prose.render(finding),
        finding_lang=finding.lang,
        description=Said(f"{badge.word}{_('：')}{prose.plain(finding)}", finding.lang),
        seen_in=seen_in(check.seen_in, reader.speech),
        instead=scenario_card(instead, reader) if instead else None,
        check_url=f"{reverse('check')}?e={instead.code}" if instead else reverse("check"),
        cheated_url=reverse("scenario", args=["cash-out-fraud"]),
        foot=foot(check, cited_by([check], at=reader.at).get(check.pk, []), reader),
    )
