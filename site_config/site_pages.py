"""Pages about the site itself, and what machines ask it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from policies.models import Evidence
from policies.rules.state import State
from policies.views.page import reader_of, render_page
from policies.views.values import Badge, badge_of, evidence_badge
from site_config import health


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Who we are not, what the words on a page mean, how to report."""
    description = _("本站是谁、不是谁，回答从哪里来，怎样读懂依据和日期。")
    return text_page(request, "site/about.html", _("关于本站"), description, {"legend": legend()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everybody can use the site, and what falls short."""
    description = _("本站怎样让看不清、听不见、用键盘、用旧手机的人也能用，还有哪些不足。")
    return text_page(request, "site/accessibility.html", _("无障碍"), description)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What the site knows of its readers: next to nothing."""
    description = _("本站不用 Cookie，不要账号，不记录你的回答。")
    return text_page(request, "site/privacy.html", _("隐私"), description)


@dataclass(frozen=True, slots=True)
class Legend:
    """The words that stand for the honest answers, and for how well one is supported."""

    no: Badge
    depends: Badge
    unclear: Badge
    none: Badge
    unverified: Badge | None
    conflicting: Badge
    unknown_day: Badge
    expired: Badge
    withdrawn: Badge
    overdue: Badge
    doubted: Badge
    evidence: list[str]


def legend() -> Legend:
    return Legend(
        no=badge_of(State, State.NO),
        depends=badge_of(State, State.DEPENDS),
        unclear=badge_of(State, State.UNCLEAR),
        none=badge_of(State, State.NONE),
        unverified=evidence_badge(Evidence.REPORTED),
        conflicting=badge_of(State, State.CONFLICTING),
        unknown_day=badge_of(State, State.UNKNOWN_DAY),
        expired=badge_of(State, State.EXPIRED),
        withdrawn=badge_of(State, State.WITHDRAWN),
        overdue=badge_of(State, State.OVERDUE),
        doubted=badge_of(State, State.DOUBTED),
        evidence=[Evidence.word(value) for value in Evidence.values],
    )


def text_page(
    request: HttpRequest,
    template: str,
    title: str,
    description: str,
    shown: Mapping[str, object] | None = None,
) -> HttpResponse:
    return render_page(
        request,
        template,
        {"coverage_url": reverse("coverage"), "feedback_url": reverse("feedback"), **(shown or {})},
        reader=reader_of(request),
        title=title,
        description=description,
        crumbs=[(title, None)],
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be found, except what somebody answered in the wizard."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: /{language}/check/?" for language, _name in settings.LANGUAGES]
    lines += ["Allow: /", "", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; asks nothing of anything else."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Each part of the site and how it is; 503 where what is needed for pages is away."""
    found = list(health.checks(timezone.now()))
    ready = all(check.is_well for check in found if check.is_needed)
    told = {check.name: {"ok": check.is_well, **check.said} for check in found}
    return JsonResponse({"ready": ready, "checks": told}, status=200 if ready else 503)
