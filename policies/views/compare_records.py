"""The comparison for programs: one record a cell, empty where nothing is known."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Collection, Iterator
from html import unescape

from django.utils.html import strip_tags

from policies.rules.applicability import Applicable
from policies.rules.citations import Cited, citations_of
from policies.rules.comparison import Comparison
from policies.rules.ways import Rows, rows_of
from policies.speech import Speech
from policies.views.values import checked_days, full_name
from policies.views.values.answer import withdrawn_words

COLUMNS = (
    "region", "region_name", "scenario", "scenario_name", "verdict", "evidence", "level",
    "found_at", "edition", "effective_from", "effective_to", "answer", "sources", "seen_on", "on",
    "state", "start_known", "known_from", "conditions",
)  # fmt: skip
FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
DANGEROUS_IN_SPREADSHEETS = (*FORMULA_SIGNS, "\t", "\r", "\n")


Record = dict[str, str | bool]


def records(shown: Comparison, speech: Speech) -> Iterator[Record]:
    """One record a cell, row by row. Two queries: the citations of all, and their rows."""
    policies = shown.policies()
    cited, rows_by_rule = citations_of(policies, at=shown.at).of_policy, rows_of(policies)
    for row in shown.rows:
        for found in row.cells:
            passages = cited.get(found.policy.pk, []) if found.policy else []
            asked = rows_by_rule[found.policy.pk] if found.policy else ()
            known = record(found, passages, shown.on, speech)
            yield known | {"conditions": conditions_words(asked, speech)}


def record(found: Applicable, cited: Collection[Cited], on: dt.date, speech: Speech) -> Record:
    """One cell; empty where nothing is known, never a made-up no."""
    policy, dated = found.policy, found.policy or found.undated
    values: Record = dict.fromkeys(COLUMNS, "")
    values |= {
        "region": found.region.code,
        "region_name": str(full_name(found.region, speech)),
        "scenario": found.scenario.code,
        "scenario_name": str(speech.of(found.scenario, "name")),
        "verdict": "none",
        "on": on.isoformat(),
        "state": found.state.value,
        "start_known": dated.start_known if dated else "",
        "known_from": day_or_empty(dated.known_from if dated else None),
    }
    if found.withdrawn:
        return values | {"answer": unescape(strip_tags(withdrawn_words(found.withdrawn, speech)))}
    if policy is None:
        return values
    return values | {
        "verdict": policy.verdict,
        "evidence": policy.evidence,
        "level": policy.region.level,
        "found_at": policy.region.code,
        "edition": policy.edition_label,
        "effective_from": day_or_empty(policy.effective_from),
        "effective_to": day_or_empty(policy.effective_to),
        "answer": str(speech.of(policy, "answer")),
        "sources": " ".join(each.code for each in cited),
        "seen_on": day_or_empty(checked_days(cited).seen_on),
    }


def conditions_words(rows: Rows, speech: Speech) -> str:
    """The rows of a rule: those of one way joined by "; ", ways of which one is enough by " / ".

    Rows of before that have no sentence say nothing.
    """
    ways: dict[int, list[str]] = {}
    for row in rows:
        ways.setdefault(row.way, []).append(speech.of(row, "text"))
    return " / ".join("; ".join(way) for way in ways.values() if all(way))


def day_or_empty(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def cell(value: str | bool) -> str:
    """A value as a cell of a spreadsheet."""
    return harmless(str(value).lower() if isinstance(value, bool) else value)


def harmless(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    if value[:1].isalnum():
        return value
    shown = next((sign for sign in value if unicodedata.category(sign)[0] not in "CZ"), "")
    dangerous = value.startswith(DANGEROUS_IN_SPREADSHEETS) or shown in FORMULA_SIGNS
    return f"'{value}" if dangerous else value
