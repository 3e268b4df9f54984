"""The cells of a comparison that a report may be about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from guides.models.old_address import page_at
from guides.reported import Sentence, without_language
from policies.addresses import parts_of
from policies.models import Region, Scenario
from policies.rules.applicability import Applicable
from policies.rules.comparison import compare
from policies.rules.regions import find_regions, regions_with_rules
from policies.speech import Said
from policies.views.compare_asked import Asked, asked, scenarios_asked
from policies.views.page import Reader
from policies.views.values import full_name
from policies.views.values.badge import answer_badge
from policies.views.values.one_scenario import PlaceRow, places_table

MOST_CELLS = 120  # to choose from; of a larger table the cell is written


def cells_at(address: str, reader: Reader, mark: str = "") -> list[Sentence]:
    """The cells of the table at an address, in words; of a table that is large those alone which a
    mark is about: a place, a situation, or one in the other.

    Seven queries at most; none of a table that is too large or cannot be read.
    """
    match = page_at(without_language(address))
    if match is None or match.url_name != "compare":
        return []
    try:
        question = asked(QueryDict(parts_of(address).query))
        scenarios = scenarios_asked(question, reader)
    except (BadRequest, Http404):
        return []
    if question.unread or not (question.codes or mark):
        return []
    parts = mark.split("/")
    places = _places(question, scenarios, parts, reader)
    scenarios = [each for each in scenarios if each.code in parts] or scenarios
    if len(places) * len(scenarios) > MOST_CELLS:
        return []
    shown = compare(places, scenarios, on=question.days.on or reader.today, at=reader.at)
    cells = [cell for row in shown.rows for cell in row.cells]
    if not question.is_one:
        return [_cell(cell, reader) for cell in cells]
    return [said for row in places_table(cells, reader).rows for said in _cells_of(row)]


def _places(
    question: Asked, scenarios: Sequence[Scenario], parts: Sequence[str], reader: Reader
) -> Sequence[Region]:
    """Those of the table; the one alone that is marked."""
    on = question.days.on or reader.today
    if question.codes:
        places = find_regions(question.codes)
    else:
        places = regions_with_rules(scenarios, on=on, at=reader.at).regions
    return [each for each in places if each.code in parts] or places


def _cell(found: Applicable, reader: Reader) -> Sentence:
    place = full_name(found.region, reader.speech)
    name = reader.speech.of(found.scenario, "name")
    text = f"{place} · {name} · {answer_badge(found, reader).word}"
    edition = found.policy.edition_label if found.policy else ""
    return Sentence(Said(text), edition, key=f"{found.region.code}/{found.scenario.code}")


def _cells_of(row: PlaceRow) -> Iterator[Sentence]:
    """What is told of a place, column by column: by the rule, and by the way of doing it."""
    ground = str(row.ground.title) if row.ground else ""
    by_rule = [
        ("answer", _("一句话"), [row.badge.word, row.sentence]),
        ("who", _("谁可以，要什么条件"), row.who),
        ("since", _("从哪天起"), [row.since]),
        ("ground", _("依据和查看日"), [ground]),
    ]
    of_way = [("first", _("先办什么"), [row.first]), ("times", _("多久"), row.times)]
    for told, edition in ((by_rule, row.hooks.edition), (of_way, "")):
        for column, label, words in told:
            said = " ".join(filter(None, map(str, words))) or _("没有记录")
            text = f"{row.name} · {label}{_('：')}{said}"
            yield Sentence(Said(text), edition, key=f"{row.hooks.region}/{column}")
