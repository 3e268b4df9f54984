"""One claim that goes around, and what is true of it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.citations import cited_by
from guides.models import FactCheck
from guides.standing import live_by_slug
from guides.views.editions import Foot, edition_title, edition_url, foot
from guides.views.gone import missing
from guides.views.reading import read_alone
from policies import prose
from policies.models import Scenario
from policies.models.translated import spoken_in
from policies.speech import Said, Speech
from policies.views.linked_data import Thing, publisher
from policies.views.page import Reader, reader_of, render_page
from policies.views.values import Badge, Hotline, ScenarioCard, badge_of, of_fraud, scenario_card

Verdict = FactCheck.Verdict


@dataclass(frozen=True, slots=True)
class FactCheckPage:
    """One claim, what was found, and the lawful way. `title` is the truth, or the claim where none
    is written down."""

    title: Said
    claim: Said
    badge: Badge
    at_once: list[Hotline]  # whom to call before reading on
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
        title=page.title,
        description=page.description,
        languages=spoken_in(check),
        crumbs=[(_("辟谣"), reverse("fact-check-list")), (_("这条说法"), None)],
        kind=page.badge.kind,
        about=[claim_review(check, page)] if check.verdict in TRUE_TO else [],
    )


TRUE_TO: dict[str, int] = {  # from 1, false, to 5, true
    Verdict.CONFIRMED: 5, Verdict.REGIONAL: 3, Verdict.OUTDATED: 2, Verdict.UNSUPPORTED: 2,
    Verdict.CONTRADICTED: 1, Verdict.SCAM: 1,
}  # fmt: skip


def claim_review(check: FactCheck, page: FactCheckPage) -> Thing:
    """The check for search engines: what is claimed, and how true it is, with our own word."""
    rating = {"ratingValue": TRUE_TO[check.verdict], "worstRating": 1, "bestRating": 5}
    return {
        "@type": "ClaimReview",
        "url": settings.SITE_URL + edition_url(check, timezone.localdate(check.publish_at)),
        "datePublished": timezone.localdate(check.publish_at),
        "author": publisher(),
        "claimReviewed": str(page.claim),
        "itemReviewed": {"@type": "Claim", "name": str(page.claim)},
        "reviewRating": {"@type": "Rating", **rating, "alternateName": page.badge.word},
    }


def is_asked(instead: Scenario) -> bool:
    """Whether somebody may qualify for the lawful way: not where it is a rule."""
    return instead.kind != Scenario.Kind.RULE


def fact_check_page(check: FactCheck, reader: Reader) -> FactCheckPage:
    """Everything the page shows. Two queries: the citations and the lawful way; two more where
    the finding names rules."""
    finding = read_alone(reader.speech.of(check, "finding"), reader)
    instead = check.instead
    badge = badge_of(Verdict, check.verdict)
    return FactCheckPage(
        title=edition_title(check, reader.speech),
        claim=reader.speech.of(check, "claim"),
        badge=badge,
        at_once=of_fraud(reader) if check.verdict == Verdict.SCAM else [],
        finding=prose.render(finding),
        finding_lang=finding.lang,
        description=Said(f"{badge.word}{_('：')}{prose.plain(finding)}", finding.lang),
        seen_in=seen_in(check.seen_in, reader.speech),
        instead=scenario_card(instead, reader) if instead else None,
        check_url=f"{reverse('check')}?e={instead.code}" if instead and is_asked(instead) else "",
        cheated_url=reverse("scenario", args=["cash-out-fraud"]),
        foot=foot(check, cited_by([check], at=reader.at).get(check.pk, []), reader),
    )
