"""Checks of the rows of a content pack against each other."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from policies import models
from policies.models.edition import CODE_ALPHABET, CODE_LENGTH, Edition
from policies.models.procedure import ONLINE_CHANNELS
from policies.models.question import pin_taken
from policies.models.region import circle_from, circle_refusal
from policies.pack.content_kinds import EXPECTED_CASE
from policies.pack.files import Finding, Row
from policies.pack.kinds import Content, Known, RowKind
from policies.rules.combinations import combination_problems
from policies.rules.expected_cases import wrong_answers, wrong_outcomes
from policies.rules.offered import NOTHING, Offered, Options, nothing_to_answer, question_of
from policies.rules.rows import NOT_PROSE, NOT_UNDER_YES, repeated_rows, row_problems

LEVELS = tuple(models.Region.Level.values)


@dataclass(frozen=True, slots=True)
class PackRow:
    """One row of the pack with its canonical content; `code` only for editions."""

    kind: RowKind
    row: Row
    content: Content
    code: str = ""

    def identity(self) -> str:
        """What makes this row the same thing in another pack."""
        parts = [self.content.get(name) for name in self.kind.identity]
        return json.dumps([self.kind.name, *parts], ensure_ascii=False, default=str, sort_keys=True)


def is_edition(row: PackRow) -> bool:
    """Whether the row is published in editions and so has a permanent code."""
    return issubclass(row.kind.model, Edition)


def _duplicates(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    first: dict[str, PackRow] = {}
    for row in rows:
        keys = [row.identity()]
        if is_edition(row) and row.row.get("code"):
            keys.append(f"code {row.row['code']}")
        for key in keys:
            if other := first.get(key):
                where = f"{other.row.file}:{other.row.line}"
                yield row.row.finding("-", f"与 {where} 重复。")
            first.setdefault(key, row)


# What makes a part the same as another part of its row.
PART_IDENTITY = {"options": ("code",), "requirements": ("material", "any_of")}


def _duplicate_parts(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    for row in rows:
        for child in row.kind.children:
            names = PART_IDENTITY.get(child.relation, ())
            parts = [tuple(p[name] for name in names) for p in row.content[child.relation]]
            if names and len(set(parts)) < len(parts):
                yield row.row.finding(child.key, "列表里有重复的一项。")


def _uncited(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    for row in rows:
        if is_edition(row) and not row.content.get("citations"):
            yield row.row.finding("citations", "至少要引用一个依据。")


def _bad_codes(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    for row in rows:
        code = row.row.get("code")
        if is_edition(row) and code is not None and not _is_permanent_code(code):
            yield row.row.finding("code", f"永久代码“{code}”不对：五位，不用 0 O 1 I L。")


def _is_permanent_code(code: object) -> bool:
    return isinstance(code, str) and len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET)


def _reversed_periods(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    for row in rows:
        start, end = row.content.get("effective_from"), row.content.get("effective_to")
        if start and end and end < start:
            yield row.row.finding("effective_to", "失效日期早于起效日期。")


def _overlaps(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    places: dict[tuple[str, str], list[PackRow]] = {}
    for row in rows:
        if row.kind.model is models.Policy:
            place = (row.content["region"], row.content["scenario"])
            places.setdefault(place, []).append(row)
    for same in places.values():
        same.sort(key=lambda row: row.content["effective_from"] or "")
        for before, after in pairwise(same):
            end, start = before.content["effective_to"], after.content["effective_from"]
            if end is None or start is None or start <= end:
                where = f"{before.row.file}:{before.row.line}"
                yield after.row.finding("effective_from", f"有效期与 {where} 重叠。")


def _online_without_help(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    for row in rows:
        is_online = row.content.get("channel") in ONLINE_CHANNELS
        if is_online and not row.content["offline_help_zh_hans"]:
            yield row.row.finding("offline_help", "网上办理的渠道要写明线下帮助。")


def _conflict_with_one_source(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    for row in rows:
        cited = {citation["source"] for citation in row.content.get("citations", ())}
        if row.content.get("evidence") == models.Evidence.CONFLICTING and len(cited) < 2:
            yield row.row.finding("citations", "来源说法不一时至少要引用两个依据。")


def _misplaced_regions(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    regions = [row for row in rows if row.kind.model is models.Region]
    level_of = {row.content["code"]: row.content["level"] for row in regions}
    for row in regions:
        level, parent = row.content["level"], row.content["parent"]
        if (level == models.Region.Level.NATION) == bool(parent):
            yield row.row.finding("parent", "除全国外，每个地区都要有上级地区。")
        above = level_of.get(parent)
        if level in LEVELS and above in LEVELS and LEVELS.index(above) >= LEVELS.index(level):
            yield row.row.finding("parent", f"上级地区“{parent}”的层级不比它高。")


def _circular_successors(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    regions = {row.content["code"]: row for row in rows if row.kind.model is models.Region}
    after = {code: row.content["successor"] for code, row in regions.items()}
    for code, row in regions.items():
        if chain := circle_from(code, after.get):
            yield row.row.finding("successor", circle_refusal(chain))


def _unknown_in_cases(rows: list[PackRow], known: Known) -> Iterable[Finding]:
    questions, options = known.of(models.Question), known.of(models.Option)
    unanswerable = questions - {question_of(option) for option in options}  # told of the question
    for row in rows:
        if row.kind is not EXPECTED_CASE:
            continue
        answers, outcomes = row.content["answers"] or {}, row.content["outcomes"]
        said = {code: answers[code] for code in answers if code not in unanswerable}
        for wrong in wrong_answers(said, questions=questions, options=options):
            yield row.row.finding("answers", wrong)
        if outcomes is not None:
            for wrong in wrong_outcomes(outcomes, scenarios=known.of(models.Scenario)):
                yield row.row.finding("outcomes", wrong)


def _faulty_conditions(rows: list[PackRow], known: Known) -> Iterable[Finding]:
    """Conditions that are prose, or contradict themselves."""
    options = _options(rows, known)
    for row in rows:
        if row.kind.model is not models.Policy:
            continue
        if row.content["conditions_zh_hans"]:
            yield row.row.finding("conditions", NOT_PROSE)
        if row.content["conditions_in_ways"] and row.content["verdict"] == "yes":
            yield row.row.finding("verdict", NOT_UNDER_YES)
        whole = list(_conditions(row))
        for place, problem in repeated_rows([content for _part, content in whole]):
            yield whole[place][0].finding("text", problem)
        for part, content in whole:
            if part.get("question") and not content["question"]:
                continue  # that there is no such question is the cause of all that follows
            for field, problem in row_problems(content, options):
                yield part.finding("accepts" if field == "accepted" else field, problem)


def _conditions(row: PackRow) -> Iterable[tuple[Row, Content]]:
    """The conditions of a policy as the file shows them, each with its content."""
    ways = row.row.get("ways", [])
    listed = ways if isinstance(ways, list) else []
    parts = [part for way in listed if isinstance(way, list) for part in way]
    contents = row.content["conditions_in_ways"]
    return zip(parts, contents, strict=True) if len(parts) == len(contents) else ()


def _options(rows: list[PackRow], known: Known) -> Options:
    """What each question offers, in words where the pack says them, and as files name it."""
    options = dict.fromkeys(known.of(models.Question), NOTHING)
    for reference in known.of(models.Option):
        question = question_of(reference)
        stored = options.get(question, NOTHING).options
        options[question] = Offered(options={**stored, reference: ""})
    for row in rows:
        if row.kind.model is models.Question:
            code, said = row.content["code"], row.content["options"]
            named = {f"{code}={each['code']}": each for each in said}
            words = {each: f"{option['text_zh_hans']}（{each}）" for each, option in named.items()}
            residual = frozenset(each for each, option in named.items() if option["residual"])
            options[code] = Offered(row.content["text_zh_hans"], words, residual)
    return options


def _same_pins(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    first: dict[int, str] = {}
    for row in rows:
        if row.kind.model is models.Question and (pin := row.content["pin"]) is not None:
            code = row.content["code"]
            if (other := first.setdefault(pin, code)) != code:
                yield row.row.finding("pin", pin_taken(pin, other))


def _questions_deciding_nothing(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    for row in rows:
        if row.kind.model is models.Question:
            for problem in nothing_to_answer([each["residual"] for each in row.content["options"]]):
                yield row.row.finding("options", problem)


def _faulty_combinations(rows: list[PackRow], known: Known) -> Iterable[Finding]:
    options, before = _options(rows, known), list[list[str]]()
    for row in rows:
        if row.kind.model is models.ImpossibleCombination:
            chosen = row.content["options"]
            if not chosen or None in chosen:
                continue  # something else has told of it
            for problem in combination_problems(chosen, before, options):
                yield row.row.finding("answers", problem)
            before.append(chosen)


CHECKS = (
    _duplicates,
    _duplicate_parts,
    _uncited,
    _bad_codes,
    _reversed_periods,
    _overlaps,
    _online_without_help,
    _conflict_with_one_source,
    _misplaced_regions,
    _circular_successors,
    _unknown_in_cases,
    _faulty_conditions,
    _same_pins,
    _questions_deciding_nothing,
    _faulty_combinations,
)
