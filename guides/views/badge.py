"""The live badge of a permanent code: what the site says now, as a small picture for notices."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width, normalize

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.models import FactCheck
from guides.standing import Standing, standing_of_code
from guides.views.editions import edition_title
from policies.languages import SOURCE
from policies.models import Edition, Policy
from policies.models.one_form import without_unseen
from policies.public_page import Kind
from policies.rules.applicability import applicable_policies
from policies.rules.regions import find_region
from policies.rules.state import State
from policies.views import parameters
from policies.views.linked_data import site_name
from policies.views.open_data import open_to_all
from policies.views.page import Reader, reader_of
from policies.views.shapes import without_unused_shapes
from policies.views.values import Badge, badge_of
from policies.views.values.badge import answer_badge

WORD_ROOM, LINE_ROOM = 18.5, 29.0  # how many Chinese characters there is room for
INK = {  # of each kind the colour and its wash, as in static/css/tokens.css
    ("yes", "rule", "confirmed"): ("#154d2f", "#dfefe1"),
    ("conditional", "depends", "regional"): ("#633e00", "#fbebc4"),
    ("no", "contradicted", "scam"): ("#7a1f2d", "#f8e2df"),
    ("conflicting",): ("#522d77", "#ece3f5"),
    ("expired", "outdated"): ("#574031", "#efe5d8"),
    ("needs", "unverified", "unreadable", "overdue", "source-changed"): ("#1a4074", "#e0e9f6"),
}
NEUTRAL = "#3b444f", "#eae8e2"


@dataclass(frozen=True, slots=True)
class Plate:
    """What the picture says: a badge, of what, of which edition, on which day; `name` and `whole`
    say it uncut to those who do not see it."""

    kind: str
    word: str
    title: str
    edition: str
    day: str
    name: str
    whole: str
    ink: str
    wash: str


@require_safe
def badge_svg(request: HttpRequest, code: str, version: str = "") -> HttpResponse:
    """How a thing, or one edition of it, stands today. Pages of other sites may show it."""
    language, is_known = language_asked(request)
    with translation.override(language):
        reader = reader_of(request)
        plate, status = plate_of(normalize("NFKC", code), version, reader)
        response = picture(plate, status if is_known else 400, reader)
    response.headers["Content-Language"] = language
    return response


def language_asked(request: HttpRequest) -> tuple[str, bool]:
    """The language that is asked for, and whether the site has it: a notice shows a picture or
    nothing, so that of an unknown one is in the source's."""
    try:
        return parameters.language(request.GET), True
    except BadRequest:
        return SOURCE, False


def picture(plate: Plate, status: int, reader: Reader) -> HttpResponse:
    told = {"plate": plate, "language": reader.language, "site_name": site_name()}
    drawn = render_to_string("guides/badge.svg", told)
    outlined = f'fill="none" stroke="{plate.ink}" stroke-width="2.4"'
    svg = without_unused_shapes(without_unseen(drawn).replace('class="icon-outline"', outlined))
    kind = f"{Kind.SVG.value}; charset=utf-8"
    return open_to_all(HttpResponse(svg.strip(), content_type=kind, status=status))


def plate_of(code: str, version: str, reader: Reader) -> tuple[Plate, int]:
    """What the picture says of a code as it was asked for, and its status."""
    standing = standing_of_code(code, reader.at)
    edition = shown_edition(standing, version) if standing else None
    if standing is None or edition is None:
        nowhere = Badge("none", _("没有这个编号"))
        read = "".join(filter(str.isalnum, code.upper()))[:12]  # no sign that XML cannot hold
        return plate(nowhere, _("请核对后再试"), read, reader), 404
    title = str(edition_title(edition, reader.speech))
    return plate(badge_of_edition(edition, standing, reader), title, label(edition), reader), 200


def shown_edition(standing: Standing, version: str) -> Edition | None:
    """The edition that an address names, or else the live one, or the last that there was."""
    if not version:
        return standing.live or standing.last
    return next((each for each in standing.editions if each.version == int(version)), None)


def badge_of_edition(edition: Edition, standing: Standing, reader: Reader) -> Badge:
    """How an edition stands today: taken off, replaced by another one, or what it says."""
    if edition.withdrawn_at and edition.withdrawn_at <= reader.at:
        replaced = edition.replaced_by or standing.live
        return Badge("withdrawn", _("已撤回，有新的内容") if replaced else _("已撤回"))
    if standing.live and standing.live.pk != edition.pk:
        return Badge("outdated", _("已有第 %s 版") % standing.live.version)
    if isinstance(edition, FactCheck):
        return badge_of(FactCheck.Verdict, edition.verdict)
    if isinstance(edition, Policy):
        return badge_of_rule(edition, reader)
    return Badge("rule", _("现行内容"))


def badge_of_rule(policy: Policy, reader: Reader) -> Badge:
    """Its verdict as its own place's page shows it today; from when, or that it has expired."""
    region = find_region(policy.region.code)
    if region is None:
        raise Http404
    here = applicable_policies([region], [policy.scenario], on=reader.on, at=reader.at)
    found = here[region.pk, policy.scenario_id]
    if found.policy and found.policy.pk == policy.pk:
        return answer_badge(found, reader)
    start = policy.effective_from
    if start and start > reader.today:
        return Badge(State.UNKNOWN_DAY.value, _("从%s起") % date_format(start, "DATE_FORMAT"))
    return badge_of(State, State.EXPIRED)


def label(edition: Edition) -> str:
    """Its code and version, with the day on which it was published."""
    return _("%(edition)s · %(day)s公布") % {
        "edition": edition.edition_label,
        "day": date_format(timezone.localdate(edition.publish_at), "DATE_FORMAT"),
    }


def plate(badge: Badge, title: str, edition: str, reader: Reader) -> Plate:
    """A badge with its words, as much of each as there is room for."""
    day = _("%s 查看") % date_format(reader.today, "DATE_FORMAT")
    ink, wash = next((tones for kinds, tones in INK.items() if badge.kind in kinds), NEUTRAL)
    return Plate(
        kind=badge.kind,
        word=fitted(badge.word, WORD_ROOM),
        title=fitted(title, LINE_ROOM),
        edition=edition,
        day=day,
        name=_("%(title)s：%(verdict)s") % {"title": title, "verdict": badge.word},
        whole=" · ".join((title, badge.word, edition, day)),
        ink=ink,
        wash=wash,
    )


def fitted(text: str, room: float) -> str:
    """A text cut to the room there is, in widths of a Chinese character."""
    used = 0.0
    for place, sign in enumerate(text):
        used += 1 if east_asian_width(sign) in "WF" else 0.58
        if used > room:
            return text[: max(place - 1, 0)].rstrip() + "…"
    return text
