"""The public pages of one answer, each once: for people, about what changes, and on paper."""

from __future__ import annotations

from policies import places
from policies.models import Absence, Policy, Procedure
from policies.places import OF_ABSENCE, OF_ANSWER, region_and_above
from policies.public_page import PublicPage, Shows
from policies.views.answer import answer_page
from policies.views.changes import changes_page
from policies.views.sheet import sheet_page

ON_PAPER_TOO = (
    *region_and_above(Policy, *OF_ANSWER),
    *region_and_above(Procedure, *OF_ANSWER),
    Shows(Policy, ("scenario", "citations__source"), OF_ANSWER),
    Shows(Procedure, ("scenario",), OF_ANSWER),
    Shows(Procedure, ("requirements__material", "phone"), OF_ANSWER),
)
PAGES = (
    PublicPage(
        name="answer",
        says=("code", "scenario_code"),
        route="regions/<region:code>/<scenario:scenario_code>/",
        view=answer_page,
        about="the answer page",
        in_sitemap=True,
        parameters=("on", "known_on"),
        places=places.answers,
        examples=(
            "regions/440300/settle-abroad/",
            "regions/110000/cash-while-insured/?on=2022-08-31",
            "regions/320106/family-sharing/",
            "regions/320281/death/",
            "regions/440300/serious-illness/",
            "regions/100000/cash-out-fraud/",
        ),
        called="答案页",
        shows=(
            *ON_PAPER_TOO,
            Shows(Absence, ("pk", "region"), OF_ABSENCE),
            Shows(Policy, ("conditions_in_ways__question",), OF_ANSWER),
            Shows(Procedure, ("citations__source",), OF_ANSWER),
            Shows(Procedure, ("complaints_phone",), OF_ANSWER),
        ),
    ),
    PublicPage(
        name="changes-for-you",
        says=("code", "scenario_code"),
        route="regions/<region:code>/<scenario:scenario_code>/changes/",
        view=changes_page,
        about="for whom a rule changes on a day (`on`; by default the first on which another takes "
        "effect): how situations end the day before and from that day on",
        is_indexable=False,
        parameters=("on", "known_on"),
        places=places.coming,
        examples=(
            "regions/100000/pharmacy/changes/",
            "regions/110000/cash-while-insured/changes/?on=2022-09-01",
        ),
        called="对你有什么变化",
    ),  # what it shows is seen on the answer page of the same place, and counted there
    PublicPage(
        name="answer-sheet",
        says=("code", "scenario_code"),
        route="regions/<region:code>/<scenario:scenario_code>/sheet/",
        view=sheet_page,
        about="the answer as one page of paper to take to the counter: papers to tick off, what to "
        "ask, where, whom to call, with a QR code of the edition",
        is_indexable=False,
        parameters=("on", "known_on"),
        places=places.answers,
        examples=("regions/440300/death/sheet/", "regions/100000/cash-out-fraud/sheet/"),
        called="带去窗口的一页",
        shows=ON_PAPER_TOO,
    ),
)
