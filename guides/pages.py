"""The public pages of this app, each once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guides import places
from guides.data.calendar import changes_calendar
from guides.data.feed import changes_feed
from guides.data_pages import DATA_PAGES
from guides.models import FactCheck, Faq, Guide, Term
from guides.permanent_pages import PAGES as PERMANENT
from guides.views.changes import change_list
from guides.views.coverage import coverage_page
from guides.views.fact_check_list import fact_check_list
from guides.views.fact_checks import fact_check_detail
from guides.views.feedback import feedback, feedback_thanks
from guides.views.guides import guide_detail, guide_list
from guides.views.message import message_page
from guides.views.questions import question_list
from guides.views.search import search_page
from guides.views.terms import term_list
from policies.models import Absence, Policy, Procedure, Scenario
from policies.places import PROVINCES, TO_CHOOSE, region_and_above
from policies.public_page import Kind, Menu, PublicPage, Shows

PAGES = (
    PublicPage(
        name="guide-list",
        route="guides/",
        view=guide_list,
        about="guides",
        menu=Menu.SECTION,
        label=_("指南"),
        in_sitemap=True,
        places=places.list_of(Guide, "title", "summary"),
    ),
    PublicPage(
        name="guide",
        route="guides/<slug:slug>/",
        view=guide_detail,
        about="one guide",
        in_sitemap=True,
        places=places.guides,
        examples=("guides/settle-abroad/", "guides/fraud-warning/"),
        called="指南页",
        shows=(Shows(Guide, ("scenarios", "citations__source"), ("slug",)),),
    ),
    PublicPage(
        name="question-list",
        route="questions/",
        view=question_list,
        about="every question as a link, `#<slug>`; with `about=<scenario>` (or `other`) the "
        "answers of that situation, `#<slug>`",
        menu=Menu.SECTION,
        label=_("问答"),
        in_sitemap=True,
        places=places.list_of(Faq),
        parameters=("about",),
        examples=("questions/?about=death",),
        shows=(Shows(Faq, ("region", "scenario", "citations__source")),),
    ),
    PublicPage(
        name="fact-check-list",
        route="fact-checks/",
        view=fact_check_list,
        about="fact-checks, 15 a page, narrowed by `scenario` and `region`",
        menu=Menu.SECTION,
        label=_("辟谣"),
        in_sitemap=True,
        places=places.list_of(FactCheck, "claim"),
        parameters=("scenario", "region", "page"),
        examples=("fact-checks/?region=440000", "fact-checks/?page=2"),
        shows=(
            Shows(
                FactCheck,
                ("instead", "regions", "regions__parent", "regions__parent__parent"),
            ),
        ),
    ),
    PublicPage(
        name="message",
        route="message/",
        view=message_page,
        about="which fact-checks a message is like that is pasted (GET, POST); nothing is kept",
        takes_post=True,
        called=_("收到的消息"),
    ),
    PublicPage(
        name="fact-check",
        route="fact-checks/<slug:slug>/",
        view=fact_check_detail,
        about="one fact-check",
        in_sitemap=True,
        places=places.fact_checks,
        examples=("fact-checks/any-one-of-three-death-papers/",),
        called="辟谣页",
        shows=(Shows(FactCheck, ("instead", "citations__source"), ("slug",)),),
    ),
    PublicPage(
        name="term-list",
        route="terms/",
        view=term_list,
        about="glossary",
        menu=Menu.FOOTER,
        label=_("名词"),
        in_sitemap=True,
        places=places.list_of(Term, "name", "definition"),
        shows=(Shows(Term),),
    ),
    PublicPage(
        name="search",
        route="search/",
        view=search_page,
        about="search; `region`, `scenario` and `kind` narrow what was found",
        is_indexable=False,
        is_personal=True,
        parameters=("q", "region", "scenario", "kind"),
        takes_whatever_is_typed=True,
        examples=("search/?q=继承", "search/?q=套现", "search/?q=鼓楼区 继承&kind=answer"),
        called="搜索",
    ),
    PublicPage(
        name="changes",
        route="changes/",
        view=change_list,
        about="what changed. `size`: `detail`, `normal`, `major`, `correction`",
        menu=Menu.FOOTER,
        label=_("最近变动"),
        in_sitemap=True,
        parameters=("region", "size", "page"),
        examples=("changes/?region=440000",),
        shows=(
            TO_CHOOSE,
            *region_and_above(Policy),
            *(Shows(model, ("region", "scenario")) for model in (Policy, Procedure)),
        ),
    ),
    PublicPage(
        name="changes-feed",
        route="changes.atom",
        view=changes_feed,
        about="the same as a feed",
        kind=Kind.ATOM,
        parameters=("region", "size"),
    ),
    PublicPage(
        name="changes-calendar",
        route="changes.ics",
        view=changes_calendar,
        about="days on which rules take effect, for a calendar",
        kind=Kind.CALENDAR,
        parameters=("region", "scenario"),
    ),
    PublicPage(
        name="coverage",
        route="coverage/",
        view=coverage_page,
        about="what is known, and what is not, as numbers; with `region` the cells of one region",
        menu=Menu.FOOTER,
        label=_("还不知道什么"),
        in_sitemap=True,
        parameters=("region",),
        examples=("coverage/?region=440000",),
        shows=(PROVINCES, Shows(Scenario), *region_and_above(Policy), Shows(Absence)),
    ),
    PublicPage(
        name="feedback",
        route="feedback/",
        view=feedback,
        about="report an error (GET, POST); of an answer page each sentence is to choose from",
        menu=Menu.FOOTER,
        label=_("反馈"),
        in_sitemap=True,
        is_personal=True,
        takes_post=True,
        parameters=("address", "edition", "s"),
    ),
    PublicPage(
        name="feedback-thanks",
        route="feedback/thanks/",
        view=feedback_thanks,
        about="where a report leads to",
        is_indexable=False,
        called="收到反馈",
    ),
    *PERMANENT,
    *DATA_PAGES,
)
