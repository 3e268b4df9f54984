"""The lint of content: its rules with their levels, and what they find on a day."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from policies.models.made_from import Standing
from policies.pack.files import Finding
from policies.pack.lint import (
    agreement,
    cited,
    days,
    english,
    links,
    noes,
    plain,
    texts,
    traditional,
    translations,
    whole,
)
from policies.pack.lint.bound import contradicted, dead_references
from policies.pack.lint.cases import scenarios_without_case
from policies.pack.lint.checked import Checked
from policies.pack.memory import Memory
from policies.pack.refusals import PackRow
from policies.rules.vocabulary import Vocabulary

GLOSSARY = Path(__file__).resolve().parent / "glossary.csv"


class Level(StrEnum):
    """How bad a finding is: content with a `stop` must not be shipped."""

    STOP = "stop"
    WARN = "warn"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its permanent name, and how bad it is to break it."""

    name: str
    level: Level
    check: Callable[[Checked], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a row breaks, and where."""

    rule: str
    level: Level
    finding: Finding

    def __str__(self) -> str:
        return f"{self.level} {self.rule} {self.finding}"


OUT_OF_DATE, OUT_OF_DATE_DETAIL = "out-of-date-translation", "out-of-date-detail"
RULES = (
    Rule("long-sentence", Level.STOP, texts.long_sentences),
    Rule("undated-word", Level.STOP, texts.undated_words),
    Rule("uncited-figure", Level.STOP, texts.uncited_figures),
    Rule("uncited-date", Level.STOP, cited.dates_of_nothing_cited),
    Rule("unquoted-days", Level.STOP, cited.days_of_no_quote),
    Rule("unknown-phone", Level.STOP, texts.unknown_phones),
    Rule("risk-without-warning", Level.STOP, texts.risk_without_warning),
    Rule("contact-handle", Level.STOP, texts.contact_handles),
    Rule("missing-translation", Level.STOP, translations.missing_translations),
    Rule(OUT_OF_DATE, Level.STOP, translations.out_of_date_verdicts),
    Rule("chinese-in-english", Level.STOP, texts.chinese_in_english),
    Rule("foreign-link", Level.STOP, links.foreign_links),
    Rule("dead-link", Level.STOP, links.dead_links),
    Rule("expired-sources", Level.STOP, days.resting_on_expired),
    Rule("future-sources", Level.STOP, days.resting_on_future),
    Rule("quoted-without-review", Level.STOP, days.quoted_without_review),
    Rule("other-numbers", Level.STOP, agreement.other_numbers),
    Rule("other-references", Level.STOP, agreement.other_references),
    Rule("other-force", Level.STOP, agreement.other_force),
    Rule("other-noes", Level.STOP, noes.other_noes),
    Rule("other-traditional", Level.STOP, traditional.said_otherwise),
    Rule("misconverted", Level.STOP, traditional.misconverted),
    Rule("editors-word", Level.STOP, plain.editors_words),
    Rule("citation-without-words", Level.STOP, plain.citations_without_words),
    Rule("half-told", Level.STOP, whole.half_told),
    Rule("outdated-since-when", Level.STOP, whole.outdated_since_when),
    Rule("odd-english", Level.WARN, english.set_otherwise),
    Rule("undated-sum", Level.WARN, texts.undated_sums),
    Rule("missing-detail", Level.WARN, translations.missing_details),
    Rule(OUT_OF_DATE_DETAIL, Level.WARN, translations.out_of_date_details),
    Rule("expired-source", Level.WARN, days.citing_expired),
    Rule("silent-about-future", Level.WARN, days.silent_about_future),
    Rule("start-of-a-paper", Level.WARN, days.starts_of_a_paper),
    Rule("review-overdue", Level.WARN, days.reviews_overdue),
    Rule("gap-between-periods", Level.WARN, days.gaps_between_periods),
    Rule("scenario-without-case", Level.WARN, lambda c: scenarios_without_case(c.rows)),
    Rule("condition-without-words", Level.WARN, plain.conditions_without_words),
    Rule("choice-said-twice", Level.WARN, plain.choices_said_twice),
    Rule("long-sentence-elsewhere", Level.HINT, texts.long_sentences_elsewhere),
    Rule("off-glossary", Level.HINT, texts.terms_off_glossary),
    Rule("unreviewed-traditional", Level.HINT, traditional.unreviewed),
)
REPLAY = "expected-case"


def against_rules(
    rows: Iterable[PackRow], words: Vocabulary, *, day: dt.date, at: dt.datetime
) -> list[Broken]:
    """What prose says of rules that the rules of the database do not say on a day."""
    rows = list(rows)
    found = [("dead-reference", each) for each in dead_references(rows, words, on=day, at=at)]
    found += [("verdict-against-rules", each) for each in contradicted(rows, on=day, at=at)]
    return [Broken(name, Level.STOP, finding) for name, finding in found]


def stored_translations(rows: Iterable[PackRow], *, day: dt.date, at: dt.datetime) -> list[Broken]:
    """Every translation of the database that readers see, out of date or missing at an instant."""
    found = translations.stored_faults(Checked(tuple(rows), day, {}), at)
    return [Broken(*_rule(stops, standing), finding) for stops, standing, finding in found]


def _rule(stops: bool, standing: Standing) -> tuple[str, Level]:
    if stops:
        return OUT_OF_DATE, Level.STOP
    return (
        OUT_OF_DATE_DETAIL if standing == Standing.OUT_OF_DATE else "missing-detail"
    ), Level.WARN


def lint(
    rows: Iterable[PackRow],
    *,
    day: dt.date,
    glossary: Mapping[str, tuple[str, ...]] | None = None,
    memory: Memory | None = None,
) -> list[Broken]:
    """Every rule broken by the rows of a pack on a day: the worst first, then by place.

    `memory`: what is known of what its translations were made from; nothing if left out.
    """
    words = read_glossary() if glossary is None else glossary
    checked = Checked(tuple(rows), day, words, memory or Memory())
    found = {
        Broken(rule.name, rule.level, finding) for rule in RULES for finding in rule.check(checked)
    }
    return in_order(found)


def in_order(broken: Iterable[Broken]) -> list[Broken]:
    """The worst first, then by file, row and rule."""
    levels = list(Level)
    return sorted(broken, key=lambda b: (levels.index(b.level), b.finding, b.rule))


def read_glossary(path: Path = GLOSSARY) -> dict[str, tuple[str, ...]]:
    """The words that English texts must use, in lower case, by the Chinese term."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["zh"]: tuple(word.strip() for word in row["en"].lower().split("|"))
            for row in csv.DictReader(file)
        }
