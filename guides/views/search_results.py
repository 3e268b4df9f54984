"""What a search finds, in the order of its use: answers, places, pages; warnings before all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from guides.models import FactCheck
from guides.search.happenings import asks_of_times_to_come
from guides.search.index import Document, State, search
from guides.search.offices import asks_for_an_office
from guides.search.region_mentions import cities_called_short, regions_meant
from guides.search.words import is_lawful_errand, smells_of_fraud
from policies.folding import folded
from policies.models import Region, Scenario
from policies.rules.regions import regions_by_key
from policies.speech import Said
from policies.views.page import Reader
from policies.views.values import answer_url, badge_of, full_name, region_url

MOST_ANSWERS = 2  # of one place; of several places with one name each has one answer
MOST_PLACES = 4
MOST_COMPARED = 6
ANSWER, PLACE, COMPARISON, COMING = "answer", "place", "comparison", "coming"
Named = tuple[Region, Said]


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was found. `sort` is its kind as an address says it, `about` the codes of the
    situations that it is about."""

    title: str
    url: str
    kind: str  # in a reader's words
    summary: str = ""
    sort: str = ""
    about: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that a search found: the results, the places that were named, the situations."""

    results: list[Result]
    places: list[Named]
    scenarios: list[Scenario]
    is_named: bool  # whether the places were named, not only meant


def findings(query: str, reader: Reader, region: Region | None = None) -> Findings:
    """Regions that are named (`region`: only this one), what was found, and similar names if
    nothing else fits. At most three queries once the index is built."""
    found = search(query, State(reader.published, reader.language, reader.at))
    named, similar = regions_meant(query, reader.published)
    similar = cities_called_short(query, reader.published) or similar
    guessed = found_regions(similar, reader) if found and not region else []
    places = found_regions(named or ([] if found else similar), reader)
    chosen = [(region, full_name(region, reader.speech))] if region else places
    is_named = bool(named or region)
    codes = [each.code for each in found if each.kind == "scenario"]
    known = (reader.vocabulary.scenario(code) for code in codes)
    scenarios = [scenario for scenario in known if scenario]
    answers = answer_results(chosen, scenarios, reader) if is_named else []
    compared = comparison_result(chosen, scenarios, reader) if is_named else []
    listed = [place_result(each) for each in chosen]
    warned = smells_of_fraud(folded(query)) and not is_lawful_errand(folded(query))
    warnings = [document_result(each) for each in found if warned and each.warns]
    others = [document_result(each) for each in found if not (warned and each.warns)]
    coming = [coming_result()] if asks_of_times_to_come(folded(query), reader.today.year) else []
    perhaps = guessed_results(guessed, scenarios, reader)
    of_one = 1 if len({region.name for region, _name in chosen}) == len(chosen) else MOST_PLACES
    beside = beside_answers(others, scenarios) if answers else []
    own = listed if asks_for_an_office(folded(query)) else []
    # It may be no situation that is asked for; of several places the table comes before them.
    after = listed if beside and not compared else []
    said = [*answers[:of_one], *beside, *after, *answers[of_one:], *compared]
    first = dict.fromkeys([*warnings, *coming, *own, *said, *listed])
    rest = [each for each in others if each not in beside]
    return Findings([*first, *rest[:1], *perhaps, *rest[1:]], places, scenarios, is_named)


def beside_answers(others: Sequence[Result], scenarios: Sequence[Scenario]) -> list[Result]:
    """The page that fits as well as the answers of a place and says another thing, if any."""
    answered = {scenario.code for scenario in scenarios[:1]}
    return [
        each
        for each in others[:2]
        if each.sort != "scenario" and not (each.sort == "guide" and each.about <= answered)
    ][:1]


def guessed_results(
    places: Sequence[Named], scenarios: Sequence[Scenario], reader: Reader
) -> list[Result]:
    """What a place that was perhaps meant answers: said to be a guess, and never the first."""
    return [
        replace(answer_result(place, scenario, reader), kind=_("是问这里吗？"))
        for place in places[:1]
        for scenario in scenarios[:MOST_ANSWERS]
    ]


def coming_result() -> Result:
    """The list of what changes on a day to come."""
    return Result(_("以后的变化：哪天起，哪些规定变"), reverse("changes"), _("变动"), sort=COMING)


def found_regions(keys: list[int], reader: Reader) -> list[Named]:
    """Regions with their full names, in the order given. One query."""
    rows = regions_by_key(keys)
    return [(rows[key], full_name(rows[key], reader.speech)) for key in keys if key in rows]


def answer_results(
    places: Sequence[Named], scenarios: Sequence[Scenario], reader: Reader
) -> list[Result]:
    """The answers of the place that is named, to the situations that fit best; of several places
    with one name, each one's to the best."""
    same = [each for each in places if each[0].name == places[0][0].name][:MOST_PLACES]
    best = scenarios[:MOST_ANSWERS] if len(same) == 1 else scenarios[:1]
    return [answer_result(place, scenario, reader) for place in same for scenario in best]


def answer_result(place: Named, scenario: Scenario, reader: Reader) -> Result:
    """The answer of a place and a situation."""
    region, name = place
    asked = {"region": name, "scenario": reader.speech.of(scenario, "name")}
    title = _("%(region)s：%(scenario)s") % asked
    about = frozenset((scenario.code,))
    return Result(title, answer_url(region, scenario), _("回答"), sort=ANSWER, about=about)


def comparison_result(
    places: Sequence[Named], scenarios: Sequence[Scenario], reader: Reader
) -> list[Result]:
    """The table of the places that are named, of the situation that fits best; none for one place,
    also where others bear its name or lie above it."""
    regions = [region for region, _name in places]
    if not 1 < len(regions) == len({each.name for each in regions}) <= MOST_COMPARED:
        return []
    above = regions[0].lineage()
    if any(each in above for each in regions[1:]):
        return []
    asked = {"regions": ",".join(each.code for each in regions)}
    asked |= {"scenario": scenarios[0].code} if scenarios else {}
    said = {
        "places": _("、").join(str(name) for _region, name in places),
        "thing": reader.speech.of(scenarios[0], "name") if scenarios else "",
    }
    title = _("%(places)s：%(thing)s，比一比") if scenarios else _("%(places)s，比一比")
    url = f"{reverse('compare')}?{urlencode(asked, safe=',')}"
    about = frozenset({scenarios[0].code} if scenarios else ())
    return [Result(title % said, url, _("对比"), sort=COMPARISON, about=about)]


def place_result(place: Named) -> Result:
    """A place."""
    return Result(place[1], region_url(place[0]), _("地区"), sort=PLACE)


def document_result(document: Document) -> Result:
    """A page or a part of a page."""
    return Result(
        title=document_title(document),
        url=document_url(document),
        kind=document_kind(document),
        summary=document.summary,
        sort=document.kind,
        about=document.about,
    )


def document_title(document: Document) -> str:
    """What a result is called; a claim is never shown without its verdict."""
    if not document.verdict:
        return document.title
    verdict = badge_of(FactCheck.Verdict, document.verdict).word
    return _("%(verdict)s：“%(claim)s”") % {"verdict": verdict, "claim": document.title}


def document_url(document: Document) -> str:
    """The address of what was found, in the active language."""
    if document.kind == "faq":
        return reverse("question-list") + document.code
    if document.kind == "term":
        return f"{reverse('term-list')}#{document.code}"
    name = {"scenario": "scenario", "guide": "guide", "factcheck": "fact-check"}[document.kind]
    return reverse(name, args=[document.code])


def document_kind(document: Document) -> str:
    """What a reader calls this kind of page."""
    return {
        "scenario": _("遇到的事"),
        "guide": _("指南"),
        "faq": _("问答"),
        "factcheck": _("辟谣"),
        "term": _("名词"),
    }[document.kind]
