"""What to say where no rule is recorded: what was looked for, what to ask, what places near say."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from policies.models import Absence
from policies.rules.absences import absences
from policies.rules.applicability import Applicable
from policies.rules.nearby import nearby
from policies.rules.state import State
from policies.speech import Said
from policies.views import counter
from policies.views.page import Reader
from policies.views.values.answer import AnswerLink, answer_link

UNRECORDED = (State.NONE, State.EXPIRED)


@dataclass(frozen=True, slots=True)
class Search:
    """A search that found nothing: of which place and day, where, for what."""

    day: str
    place: Said
    where: Said
    asked: Said


@dataclass(frozen=True, slots=True)
class Absent:
    """An absence with its evidence; `search` is None where nobody looked yet."""

    search: Search | None
    question: str  # in Chinese, whatever the language of the page
    basis: str
    nearby: list[AnswerLink]
    are_near: bool


def absent(found: Applicable, reader: Reader) -> Absent | None:
    """What is known of an absence: two queries. None where there is a rule, where it was withdrawn,
    and where the site had said nothing yet."""
    if found.state not in UNRECORDED or reader.first_said:
        return None
    region, scenario = found.region, found.scenario
    until = timezone.localdate(reader.at)
    record = absences([region], [scenario], until=until).get((region.pk, scenario.pk))
    near = nearby(region, scenario, on=reader.on, at=reader.at)
    return Absent(
        search=search(record, reader) if record else None,
        question=counter.question(found),
        basis=counter.BASIS,
        nearby=[answer_link(each, reader) for each in near.policies],
        are_near=near.are_near,
    )


def search(record: Absence, reader: Reader) -> Search:
    """A search in the reader's language."""
    speech = reader.speech
    return Search(
        day=date_format(record.looked_on, "DATE_FORMAT"),
        place=speech.of(record.region, "name"),
        where=speech.of(record, "where"),
        asked=speech.of(record, "asked"),
    )
