"""The cells of a comparison that a report may be about."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict

from guides.models.old_address import page_at
from guides.reported import Sentence, without_language
from policies.addresses import parts_of
from policies.models import Region
from policies.rules.applicability import Applicable
from policies.rules.comparison import compare
from policies.rules.regions import with_lineage
from policies.speech import Said
from policies.views.compare_asked import asked, scenarios_asked
from policies.views.page import Reader
from policies.views.values import full_name
from policies.views.values.badge import answer_badge

MOST_CELLS = 120  # to choose from; of a larger table the cell is written


def cells_at(address: str, reader: Reader) -> list[Sentence]:
    """The cells of the table at an address: the place, the situation and the answer in a word.

    Two queries; none of a table that is too large or cannot be read.
    """
    match = page_at(without_language(address))
    if match is None or match.url_name != "compare":
        return []
    try:
        question = asked(QueryDict(parts_of(address).query))
        scenarios = scenarios_asked(question, reader)
    except (BadRequest, Http404):
        return []
    if len(question.codes) * len(scenarios) > MOST_CELLS:
        return []
    places = list(with_lineage(Region.objects.filter(code__in=question.codes)).order_by("code"))
    shown = compare(places, scenarios, on=question.days.on or reader.today, at=reader.at)
    return [_cell(cell, reader) for row in shown.rows for cell in row.cells]


def _cell(found: Applicable, reader: Reader) -> Sentence:
    place = full_name(found.region, reader.speech)
    name = reader.speech.of(found.scenario, "name")
    text = f"{place} · {name} · {answer_badge(found, reader).word}"
    return Sentence(Said(text), found.policy.edition_label if found.policy else "")
