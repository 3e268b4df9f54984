"""The public pages of this app, each once."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from policies import places
from policies.answer_pages import PAGES as OF_ANSWERS
from policies.data_pages import PAGES as FOR_PROGRAMS
from policies.models import (
    Contact,
    ImpossibleCombination,
    Option,
    Policy,
    Procedure,
    Question,
    Region,
    Scenario,
    Source,
)
from policies.places import PROVINCES, TO_CHOOSE, region_and_above
from policies.public_page import Menu, PublicPage, Shows
from policies.views.check import check
from policies.views.compare import compare_page
from policies.views.home import home
from policies.views.regions import region_detail, region_list
from policies.views.scenarios import scenario_detail, scenario_list
from policies.views.sources import source_detail, source_list
from policies.views.values.contact import HOTLINES

PAGES = (
    PublicPage(
        name="home",
        route="",
        view=home,
        about="home",
        in_sitemap=True,
        called="首页",
        shows=(PROVINCES, Shows(Scenario)),
    ),
    PublicPage(
        name="region-list",
        route="regions/",
        says=("", "e"),
        takes=("", "e"),
        view=region_list,
        about="find a region; `e`: the scenario whose answer each place then leads to; `in`: the "
        "province whose cities are to choose from",
        menu=Menu.SECTION,
        label=pgettext_lazy("section", "选参保地"),
        in_sitemap=True,
        parameters=("q", "e", "in"),
        examples=("regions/?q=gulou&e=death", "regions/?q=nowhere", "regions/?e=death&in=320000"),
        shows=(PROVINCES,),
    ),
    PublicPage(
        name="region",
        says=("code", ""),
        route="regions/<region:code>/",
        view=region_detail,
        about="every scenario of a region; merged region: 301 to its successor",
        in_sitemap=True,
        parameters=("on", "known_on"),
        places=places.regions,
        examples=("regions/100000/", "regions/440300/", "regions/320106/"),
        called="地区页",
        shows=(
            *region_and_above(Region, "code", at="pk"),
            Shows(Region, ("pk",), ("parent__code",)),
            Shows(Scenario),
        ),
    ),
    *OF_ANSWERS,
    PublicPage(
        name="scenario-list",
        says=("r", ""),
        takes=("r", ""),
        route="scenarios/",
        view=scenario_list,
        about="all scenarios; `r`: the region whose answers they lead to",
        menu=Menu.SECTION,
        label=_("遇到的事"),
        in_sitemap=True,
        parameters=("r",),
        examples=("scenarios/?r=440300",),
        shows=(Shows(Scenario),),
    ),
    PublicPage(
        name="scenario",
        says=("", "scenario_code"),
        route="scenarios/<slug:scenario_code>/",
        view=scenario_detail,
        about="one scenario across the country",
        in_sitemap=True,
        places=places.scenarios,
        examples=("scenarios/settle-abroad/", "scenarios/death/"),
        called="情形页",
        shows=(
            Shows(Scenario, ("pk",), ("code",)),
            *region_and_above(Policy, "scenario__code"),
        ),
    ),
    PublicPage(
        name="check",
        says=("r", "e"),
        takes=("r", "e"),
        route="check/",
        view=check,
        about="the wizard; `r`: region, `e`: scenario, and the codes of questions; `ask`: the one "
        "of these that is asked again; `in`: the province whose cities are asked; `known_on` and "
        "`edition`: the day and the editions of a result that was kept, which says what changed",
        menu=Menu.SECTION,
        label=_("查一查"),
        in_sitemap=True,
        is_personal=True,
        parameters=("r", "e", "q", "on", "ask", "in", "known_on", "edition"),
        takes_any_parameter=True,
        examples=(
            "check/?e=death",
            "check/?q=gulou",
            "check/?in=320000&e=death",
            "check/?r=440300",
            "check/?r=440300&e=death",
            "check/?r=440300&e=settle-abroad",
            "check/?r=440300&e=settle-abroad&abroad=staying",
            "check/?r=440300&e=settle-abroad&abroad=settled",
            "check/?r=440300&e=settle-abroad&abroad=settled&ask=abroad",
            "check/?r=440300&e=death&heir=alive&known_on=2026-11-01&edition=VQN6U-v1",
            "check/?r=110000&e=cash-while-insured",
        ),
        shows=(
            Shows(Scenario),
            Shows(Question),
            Shows(Option),
            Shows(ImpossibleCombination),
            Shows(Region, only=~Q(level=Region.Level.NATION)),
            Shows(Contact, only=Q(code__in=HOTLINES)),
            Shows(Policy, ("conditions_in_ways__source",)),
        ),
    ),
    PublicPage(
        name="compare",
        says=("", "scenario"),
        takes=("regions", "scenario"),
        route="compare/",
        view=compare_page,
        about="the comparison. `regions`: codes, by commas or repeated; without it every region "
        "with a rule of its own; more than 60 are refused with 400. `kind`: `withdraw` (default), "
        "`use`, `move`, `rule`, or `all` of them. `scenario`: these alone, by commas or repeated; "
        "then `kind` says nothing; one alone is a row a place. `only=differences`: without what is "
        "the same everywhere. `q`: names of places to add. 301 to the one address of a question",
        menu=Menu.SECTION,
        label=_("对比"),
        in_sitemap=True,
        parameters=("regions", "scenario", "kind", "on", "known_on", "only", "q"),
        examples=(
            "compare/?q=nowhere,gulou",
            "compare/?regions=440300,110000&kind=use&on=2027-01-01",
            "compare/?regions=110000,310000,440300&scenario=family-sharing",
        ),
        shows=(
            Shows(Scenario),
            TO_CHOOSE,
            *region_and_above(Policy),
        ),
    ),
    PublicPage(
        name="source-list",
        route="sources/",
        view=source_list,
        about="sources",
        menu=Menu.FOOTER,
        label=_("依据"),
        in_sitemap=True,
        shows=(Shows(Source),),
    ),
    PublicPage(
        name="source",
        route="sources/<slug:code>/",
        view=source_detail,
        about="one source, and what rests on it",
        in_sitemap=True,
        places=places.sources,
        examples=("sources/nation-civil-code/",),
        called="依据页",
        shows=(
            Shows(Source, ("pk",), ("code",)),
            Shows(Policy, ("region", "scenario"), ("citations__source__code",)),
            Shows(Procedure, ("region", "scenario"), ("citations__source__code",)),
        ),
    ),
    *FOR_PROGRAMS,
)
