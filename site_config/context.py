"""What every template may show: the site's name, its sections, whom to call about fraud."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop

from policies.addresses import address_of
from policies.public_page import GoesAlong, Menu
from policies.publishing import events
from policies.rules.vocabulary import vocabulary
from policies.speech import Speech
from policies.views.linked_data import site_name
from policies.views.values import Hotline, contact_lines
from site_config.pages import FRAUD_CONTACTS, PAGES

gettext_noop("医保账户问路")  # the default of SITE_NAME, named here so that it is translated


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A page in a menu; `current` where the reader is in it."""

    label: str
    url: str
    current: bool


def site(request: HttpRequest) -> dict[str, object]:
    """The frame around public pages; nothing here reads a cookie, a session or a user."""
    if request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
        return {"site_name": site_name()}
    return {
        "site_name": site_name(),
        "home_url": address_of("home"),
        "regions_url": address_of("region-list"),
        "search_url": address_of("search"),
        "nav": _menu(Menu.SECTION, request),
        "footer_links": _menu(Menu.FOOTER, request),
        "fraud_contacts": _fraud_contacts(request),
    }


def _menu(menu: Menu, request: HttpRequest) -> list[MenuLink]:
    """The pages of a menu; the place and the event that the page shows go along."""
    said = getattr(request, "goes_along", GoesAlong())
    links = []
    for page in (page for page in PAGES if page.menu is menu):
        url, query = address_of(page.name), page.query_for(said)
        is_current = request.path_info.startswith(url)
        links.append(MenuLink(str(page.label), f"{url}?{query}" if query else url, is_current))
    return links


def _fraud_contacts(request: HttpRequest) -> list[Hotline]:
    published = getattr(request, "published", None) or events.token(timezone.now())
    known = vocabulary(published).contacts
    speech = Speech(get_language() or settings.LANGUAGE_CODE)
    values = contact_lines([known[code] for code in FRAUD_CONTACTS if code in known], speech)
    return [replace(value, scope="") for value in values]
