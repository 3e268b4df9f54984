"""Whether the documents and dates that prose names are those of what it cites.

Languages are compared with each other elsewhere: a date that is wrong in both is found here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from policies.languages import SOURCE
from policies.pack.files import Finding
from policies.pack.kinds import Content
from policies.pack.lint.checked import Checked, Text, day_of
from policies.pack.refusals import is_edition
from policies.references import references
from policies.rules.rulecheck.measures import unquoted

DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
UP_TO = re.compile(r"(\d{4}年)(\d+月\d+日(?:至|到|—|-))(?=\d+月\d+日)")
NUMBER = re.compile(r"(?:[\u4e00-\u9fff]发)?〔\d{4}〕\d+号")
SOURCE_LINK = re.compile(r"/sources/([\w-]+)/")
REPORTED = re.compile("报道|网上的")  # what a report says of itself: it is no source
OF_OTHERS = {"claim", "question"}  # what people say or ask
SENTENCE = re.compile(r"[^。！？\n]+")
OF_SOURCE = ("title", "doc_number", "issued_on", "effective_from", "effective_to", "notes")
OF_CITATION = ("quote", "locator")
WORKING_DAYS = ("time_limit_days", "statutory_days", "promised_days")


def dates_of_nothing_cited(checked: Checked) -> Iterator[Finding]:
    """A day, month, year or document number in no title, number, date or quote of what the row
    cites, nor in its own period or that of a rule it refers to."""
    policies: dict[tuple[str, str], list[Content]] = {}
    for row in checked.of("policy"):
        place = row.content["region"], row.content["scenario"]
        policies.setdefault(place, []).append(row.content)
    for text in checked.texts:
        if text.language == SOURCE and is_edition(text.part.owner) and text.name not in OF_OTHERS:
            yield from _not_in(text, _known(checked, text, policies))


def days_of_no_quote(checked: Checked) -> Iterator[Finding]:
    """A number of working days that no quote of what the row cites holds."""
    for row in checked.rows:
        quotes = [str(each["quote"] or "") for each in row.content.get("citations", ())]
        for name in WORKING_DAYS:
            if days := row.content.get(name):
                for _at, problem in unquoted(f"{days}个工作日", quotes):
                    yield row.row.finding(name, problem)


def _known(checked: Checked, text: Text, policies: dict[tuple[str, str], list[Content]]) -> str:
    """All that a text may name, its days as in addresses too."""
    owner = text.part.owner.content
    referred = [
        policy
        for each in references([text.text])
        for policy in policies.get((each.region, each.scenario), ())
    ]
    known = [part for row in (owner, *referred) for part in _of_row(checked, row)]
    linked = [checked.sources.get(code) for code in SOURCE_LINK.findall(text.text)]
    known += [str(source[name] or "") for source in linked if source for name in OF_SOURCE]
    words = UP_TO.sub(r"\1\2\1", " ".join(known))
    return DAY.sub(lambda found: f"{found.group()} {_day(found)}", words)


def _of_row(checked: Checked, row: Content) -> Iterator[str]:
    """Its period, with the day after its end, and the words and documents it cites."""
    yield str(row.get("effective_from") or "")
    if end := day_of(row.get("effective_to")):
        yield f"{end} {end + dt.timedelta(days=1)}"
    conditions = row.get("conditions_in_ways", ()) if "scenario" in row else ()
    for citation in (*row.get("citations", ()), *conditions):
        yield from (str(citation.get(name) or "") for name in OF_CITATION)
        if source := checked.sources.get(citation.get("source") or ""):
            yield from (str(source[name] or "") for name in OF_SOURCE)


def _not_in(text: Text, known: str) -> Iterator[Finding]:
    for sentence in SENTENCE.finditer(text.text):
        if REPORTED.search(sentence.group()):
            continue
        named = [(each, each.group()) for each in NUMBER.finditer(sentence.group())]
        named += [(each, _day(each)) for each in DAY.finditer(sentence.group())]
        for found, words in named:
            if not re.search(rf"{re.escape(words)}(?!\d)", known):
                at = sentence.start() + found.start()
                yield text.finding(f"“{found.group()}”不在引用的文件、原话或者期限里。", at)


def _day(found: re.Match[str]) -> str:
    """As in addresses: a year, a month of it or a day."""
    year, *rest = (part for part in found.groups() if part)
    return "-".join((year, *(f"{int(part):02}" for part in rest)))
