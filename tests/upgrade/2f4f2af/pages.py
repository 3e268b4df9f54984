"""Asks a site for its pages, and keeps of each what a later release must still say.

ask("/en/")    one address
addresses()    what there is to ask, from the rows of the database
journeys()     and in the wizard
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

from guides.models import FactCheck, Faq, Guide, OldAddress
from policies.models import Region, Scenario, Source
from policies.models.edition import edition_models

LANGUAGES = ("zh-hans", "zh-hant", "en")
HOOKS = (
    "data-region", "data-scenario", "data-verdict", "data-evidence", "data-level", "data-edition",
    "data-kind", "data-source", "data-question", "data-outcome", "data-material", "data-fallback",
)  # fmt: skip
ONE_EACH = """
    / regions/ scenarios/ compare/ compare.csv compare.json check/ guides/ questions/ fact-checks/
    terms/ sources/ changes/ changes.atom coverage/ search/ feedback/ feedback/thanks/ about/
    accessibility/ privacy/ regions/?q=深圳 regions/?q=nanshan search/?q=深圳 search/?q=继承
    search/?q=代办 search/?q=account
    changes/?region=440300 changes/?size=correction changes/?page=2 changes/?page=9
    changes.atom?region=440000 compare/?regions=440300,110000&kind=use
    compare/?regions=110000&on=2022-08-31 compare/?known_on=2026-11-22
    compare.csv?regions=440300,440102&kind=use&on=2027-01-01 compare.json?known_on=2026-11-22
    check/?r=440300 check/?foo=1&r=440300 check/?r=440000&e=- check/?q=深圳
    regions/999999/ regions/440300/no-such/ scenarios/no-such/ sources/no-such/ nowhere/
    regions/440300/death/?on=2026-13-01 regions/440300/death/?from=wechat&isappinstalled=0
    feedback/?address=/zh-hans/regions/440300/death/&edition=PYV2S/v1
""".split()  # noqa: SIM905
OUTSIDE = """
    / /?from=wechat /robots.txt /sitemap.xml /data/policies.csv /data/policies.json
    /data/regions.json /data/fact-checks.json /data/policies.json?known_on=2026-11-22 /r/ZZZZZ
    /r/pythr /r/PYTHR/v9 /r/PYTHR/v0
""".split()  # noqa: SIM905
# Days on which these places say something else than today.
VARIANTS = {
    ("440000", "settle-abroad"): ("on=2027-01-01", "known_on=2026-11-22", "known_on=2026-11-18"),
    ("440300", "serious-illness"): ("known_on=2026-11-22", "known_on=2026-11-24"),
    ("440300", "death"): ("on=2026-12-20", "known_on=2026-12-20", "known_on=2026-11-22"),
    ("440300", "pharmacy"): ("known_on=2026-11-22",),
    ("440000", "family-sharing"): ("known_on=2026-11-22", "known_on=2026-11-24"),
    ("440000", "cash-while-insured"): ("known_on=2026-11-22",),
    ("440000", "transfer"): ("known_on=2026-11-24",),
    ("110000", "cash-while-insured"): ("on=2022-08-31", "on=2022-09-01&known_on=2026-11-22"),
    ("100000", "cash-out-fraud"): ("on=2026-12-31", "on=2027-01-01", "on=2021-04-30"),
}


@functools.cache
def browser() -> Client:
    """One for all pages: each has middleware of its own, which is slow to start."""
    return Client()


def addresses() -> list[str]:
    """What there is to ask, without the wizard's journeys."""
    within = [*ONE_EACH, *_of_places(), *_of_rows()]
    named = [f"/{language}/{path.lstrip('/')}" for path in within for language in LANGUAGES]
    return [*OUTSIDE, *_of_editions(), *named]


def journeys() -> Iterator[str]:
    """The wizard from event to result: every option of every question, in Simplified Chinese."""
    pending = [
        f"/{language}/check/?r={region}&e={scenario}"
        for region in ("440000", "440300", "110000", "440305")
        for scenario in Scenario.objects.rewrite(False).values_list("code", flat=True)
        for language in LANGUAGES
    ]
    while pending:
        address = pending.pop(0)
        yield address
        page = BeautifulSoup(browser().get(address).content.decode(), "html.parser")
        form = page.select_one("form[data-question]")
        if form is None:
            continue
        name = str(form["data-question"])
        options = [str(each["value"]) for each in form.select(f"[name={name}]")]
        only_one = "" if address.startswith("/zh-hans/") else options[0]
        pending += [f"{address}&{name}={value}" for value in options if only_one in ("", value)]


def _of_places() -> Iterator[str]:
    regions = Region.objects.order_by("code").values_list("code", flat=True)
    scenarios = list(Scenario.objects.order_by("code").values_list("code", flat=True))
    yield from (f"scenarios/{code}/" for code in scenarios)
    for region in regions:
        yield f"regions/{region}/"
        for scenario in scenarios:
            yield f"regions/{region}/{scenario}/"
            for days in VARIANTS.get((region, scenario), ()):
                yield f"regions/{region}/{scenario}/?{days}"


def _of_rows() -> Iterator[str]:
    for model, folder in ((Guide, "guides"), (FactCheck, "fact-checks")):
        slugs = model._default_manager.order_by("slug").values_list("slug", flat=True).distinct()
        yield from (f"{folder}/{slug}/" for slug in slugs)
    yield from (f"sources/{each.code}/" for each in Source.objects.order_by("code"))
    subjects = {each.subject for each in Faq.objects.select_related("scenario")}
    yield from (f"questions/?about={subject}" for subject in sorted(subjects))
    yield from (each.path for each in OldAddress.objects.order_by("path"))


def _of_editions() -> Iterator[str]:
    """The permanent addresses of every code and version, whether they were ever public or not."""
    for model in edition_models():
        rows = model._base_manager.order_by("code", "version").values_list("code", "version")
        for code, group in itertools.groupby(rows, key=lambda row: row[0]):
            yield f"/r/{code}"
            yield from (f"/r/{code}/v{version}" for _code, version in group)


def ask(address: str) -> dict[str, Any]:
    """What a site answers at an address."""
    response = browser().get(address)
    found: dict[str, Any] = {
        "status": response.status_code, "location": response.headers.get("Location", "")
    }  # fmt: skip
    if not response.headers["Content-Type"].startswith("text/html"):
        return found | {"hooks": [], "text": response.content.decode()}
    page = BeautifulSoup(response.content.decode(), "html.parser")
    canonical = page.select_one("link[rel=canonical]")
    return found | {
        "h1": [_plain(each) for each in page.select("h1")],
        "canonical": str(canonical["href"]) if canonical else "",
        "hreflang": [
            [str(each["hreflang"]), str(each["href"])]
            for each in page.select("link[rel=alternate][hreflang]")
        ],
        "hooks": _hooks(page),
        "text": " ".join(_plain(each) for each in page.select("main")),
    }


def _hooks(page: BeautifulSoup) -> list[dict[str, str]]:
    """What scripts rely on, element by element, in document order: data-* attributes, and what
    the form of a question sends."""
    sent = {id(each) for each in page.select("form[data-question] [name][value]")}
    found = []
    for each in page.select("main *"):
        names = (*HOOKS, "name", "value") if id(each) in sent else HOOKS
        found.append({name: str(each[name]) for name in names if each.has_attr(name)})
    return [hooks for hooks in found if hooks]


def _plain(element: Tag) -> str:
    return re.sub(r"\s+", " ", element.get_text(" ")).strip()
