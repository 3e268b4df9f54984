"""What every template may show: the site's name, its sections, whom to call about fraud."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop, pgettext
from django.utils.translation import gettext as _

from policies.publishing import events
from policies.rules.vocabulary import vocabulary
from policies.speech import Speech
from policies.views.values import contact_values

gettext_noop("医保个账问路")  # the default of SITE_NAME, named here so that it is translated
FRAUD_CONTACTS = ("medical-insurance-hotline", "anti-fraud-hotline", "police")


def site(request: HttpRequest) -> dict[str, Any]:
    """The frame around public pages; nothing here reads a cookie, a session or a user."""
    if request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
        return {"site_name": site_name()}
    sections = [
        (pgettext("section", "选参保地"), "region-list"),
        (_("情形"), "scenario-list"),
        (_("自查"), "check"),
        (_("对比"), "compare"),
        (_("指南"), "guide-list"),
        (_("问答"), "question-list"),
        (_("辟谣"), "fact-check-list"),
    ]
    further = [
        (_("依据"), "source-list"),
        (_("名词"), "term-list"),
        (_("最近变动"), "changes"),
        (_("还不知道什么"), "coverage"),
        (_("反馈"), "feedback"),
        (_("关于本站"), "about"),
        (_("无障碍"), "accessibility"),
        (_("隐私"), "privacy"),
    ]
    return {
        "site_name": site_name(),
        "home_url": reverse("home"),
        "search_url": reverse("search"),
        "nav": [_link(label, name, request) for label, name in sections],
        "footer_links": [_link(label, name, request) for label, name in further],
        "fraud_contacts": _fraud_contacts(request),
    }


def site_name() -> str:
    """The site's name; the default one is translated, another stays as its owner wrote it."""
    return str(settings.SITE_NAME and _(settings.SITE_NAME))


def _link(label: str, name: str, request: HttpRequest) -> dict[str, Any]:
    url = reverse(name)
    return {"label": label, "url": url, "current": request.path_info.startswith(url)}


def _fraud_contacts(request: HttpRequest) -> list[dict[str, Any]]:
    published = getattr(request, "published", None) or events.token(timezone.now())
    known = vocabulary(published).contacts
    speech = Speech(get_language() or settings.LANGUAGE_CODE)
    values = contact_values([known[code] for code in FRAUD_CONTACTS if code in known], speech)
    return [value | {"scope": ""} for value in values]
