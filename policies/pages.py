"""The public pages of this app, each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from policies.languages import CODES
from policies.models import Policy, Procedure, Region, Scenario, Source
from policies.models.translated import spoken_in
from policies.public_page import Kind, Menu, Place, PublicPage
from policies.views.answer import answer_page
from policies.views.check import check
from policies.views.compare import compare_csv, compare_json, compare_page
from policies.views.home import home
from policies.views.regions import region_detail, region_languages, region_list
from policies.views.scenarios import scenario_detail, scenario_list
from policies.views.sources import source_detail, source_list


def regions(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    """Regions with a rule or a procedure of their own. Three queries."""
    own = [code for (code,) in _own_rows(on, at, "region__code")]
    rules: dict[int, list[Policy]] = {}
    for rule in Policy.objects.live(at).in_force(on):
        rules.setdefault(rule.region_id, []).append(rule)
    return [
        Place((row.code,), languages=region_languages(row, rules.get(row.pk, [])))
        for row in Region.objects.filter(code__in=own).order_by("code")
    ]


def answers(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    """Answers with a rule or a procedure of their own, and no inherited ones. Two queries."""
    rules = Policy.objects.live(at).in_force(on).select_related("region", "scenario")
    languages = {(rule.region.code, rule.scenario.code): spoken_in(rule) for rule in rules}
    changes: dict[tuple[str, str], dt.datetime] = {}
    for *place, changed in _own_rows(on, at, "region__code", "scenario__code", "publish_at"):
        region, scenario = place
        changes[region, scenario] = max(changed, changes.get((region, scenario), changed))
    return [
        Place(place, changed, languages.get(place, CODES))
        for place, changed in sorted(changes.items())
    ]


def _own_rows(on: dt.date, at: dt.datetime, *columns: str) -> Iterable[tuple[Any, ...]]:
    rules = Policy.objects.live(at).in_force(on)
    both = [
        rows.filter(region__successor=None).rewrite(False).order_by().values_list(*columns)  # type: ignore[union-attr]
        for rows in (rules, Procedure.objects.live(at))
    ]
    return both[0].union(both[1])  # type: ignore[no-any-return]


def scenarios(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    return [Place((row.code,), languages=spoken_in(row)) for row in Scenario.objects.all()]


def sources(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    return [Place(row) for row in Source.objects.order_by("code").values_list("code")]


PAGES = (
    PublicPage(
        name="home",
        route="",
        view=home,
        about="home",
        in_sitemap=True,
    ),
    PublicPage(
        name="region-list",
        route="regions/",
        view=region_list,
        about="find a region",
        menu=Menu.SECTION,
        label=pgettext_lazy("section", "选参保地"),
        in_sitemap=True,
        parameters=("q",),
        examples=("regions/?q=gulou", "regions/?q=nowhere"),
    ),
    PublicPage(
        name="region",
        route="regions/<region:code>/",
        view=region_detail,
        about="every scenario of a region; merged region: 301 to its successor",
        in_sitemap=True,
        places=regions,
        examples=("regions/100000/", "regions/440300/", "regions/320106/"),
    ),
    PublicPage(
        name="answer",
        route="regions/<region:code>/<scenario:scenario_code>/",
        view=answer_page,
        about="the answer page",
        in_sitemap=True,
        parameters=("on", "known_on"),
        places=answers,
        examples=(
            "regions/440300/settle-abroad/",
            "regions/110000/cash-while-insured/?on=2022-08-31",
            "regions/320106/family-sharing/",
            "regions/320281/death/",
            "regions/440300/serious-illness/",
            "regions/100000/cash-out-fraud/",
        ),
    ),
    PublicPage(
        name="scenario-list",
        route="scenarios/",
        view=scenario_list,
        about="all scenarios",
        menu=Menu.SECTION,
        label=_("情形"),
        in_sitemap=True,
    ),
    PublicPage(
        name="scenario",
        route="scenarios/<slug:scenario_code>/",
        view=scenario_detail,
        about="one scenario across the country",
        in_sitemap=True,
        places=scenarios,
        examples=("scenarios/settle-abroad/", "scenarios/death/"),
    ),
    PublicPage(
        name="check",
        route="check/",
        view=check,
        about="the wizard; `r`: region, `e`: scenario, and the codes of questions",
        menu=Menu.SECTION,
        label=_("自查"),
        in_sitemap=True,
        is_personal=True,
        parameters=("r", "e", "q", "on"),
        takes_any_parameter=True,
        examples=(
            "check/?e=death",
            "check/?q=gulou",
            "check/?r=440300",
            "check/?r=440300&e=death",
            "check/?r=440300&e=settle-abroad",
            "check/?r=440300&e=settle-abroad&abroad=staying",
            "check/?r=440300&e=settle-abroad&abroad=settled",
            "check/?r=110000&e=cash-while-insured",
        ),
    ),
    PublicPage(
        name="compare",
        route="compare/",
        view=compare_page,
        about="the comparison. `regions`: codes, by commas or repeated; without it every region "
        "with a rule of its own; more than 60 are refused with 400. `kind`: `withdraw` (default), "
        "`use`, `move`, `rule`",
        menu=Menu.SECTION,
        label=_("对比"),
        in_sitemap=True,
        parameters=("regions", "kind", "on", "known_on"),
        examples=("compare/?regions=440300,110000&kind=use&on=2027-01-01",),
    ),
    PublicPage(
        name="compare-csv",
        route="compare.csv",
        view=compare_csv,
        about="the same for a spreadsheet",
        kind=Kind.CSV,
        parameters=("regions", "kind", "on", "known_on"),
    ),
    PublicPage(
        name="compare-json",
        route="compare.json",
        view=compare_json,
        about="the same for programs",
        kind=Kind.JSON,
        parameters=("regions", "kind", "on", "known_on"),
    ),
    PublicPage(
        name="source-list",
        route="sources/",
        view=source_list,
        about="sources",
        menu=Menu.FOOTER,
        label=_("依据"),
        in_sitemap=True,
    ),
    PublicPage(
        name="source",
        route="sources/<slug:code>/",
        view=source_detail,
        about="one source, and what rests on it",
        in_sitemap=True,
        places=sources,
        examples=("sources/nation-civil-code/",),
    ),
)
