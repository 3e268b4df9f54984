"""Whether prose names rules that are there: of the files, and of what readers see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from policies.languages import BY_HAND
from policies.models.edition import edition_models
from policies.models.translated import column, referring_fields, texts_that_refer
from policies.pack.bound import text_finding
from policies.pack.files import Finding
from policies.pack.refusals import PackRow
from policies.publishing.bound import claims_of
from policies.references import references
from policies.rules.referred import Referred, dead, referred
from policies.rules.vocabulary import Vocabulary


def dead_references(
    rows: Iterable[PackRow], words: Vocabulary, *, on: dt.date, at: dt.datetime
) -> Iterator[Finding]:
    """References to rules that ended, were withdrawn or never were, by the rules of the database;
    in the files, and in editions that readers see and no file holds."""
    rows = list(rows)
    texts = [
        (row, name, language, str(text))
        for row in rows
        for name in referring_fields(row.kind.model)
        for language in BY_HAND
        if (text := row.content.get(column(name, language)))
    ]
    in_files = {text for *_place, text in texts}
    stored = [each for each in _stored(at) if each[1] not in in_files]
    named = references([*in_files, *(text for _place, text in stored)])
    known = referred(named, words.scenarios, on=on, at=at)
    for row, name, language, text in texts:
        for where, problem in dead(text, known):
            yield text_finding(row, name, language, problem, where)
    yield from _of_database(stored, known)


def contradicted(rows: Iterable[PackRow], *, on: dt.date, at: dt.datetime) -> Iterator[Finding]:
    """What rows of the pack claim about rules and the rules of the database do not bear out."""
    for row in rows:
        if claims := claims_of(row.kind.name):
            for name, problem in claims.by_rules(row.content, on, at):
                yield row.row.finding(name, problem)


Stored = tuple[tuple[str, int, str], str]  # kind, key and field; the text


def _stored(at: dt.datetime) -> Iterator[Stored]:
    for model in edition_models():
        for row in model.objects.live(at) if referring_fields(model) else ():
            for (field, language), text in texts_that_refer(row).items():
                if language in BY_HAND:
                    yield (f"数据库：{model._meta.verbose_name}", row.pk, field), text


def _of_database(stored: Iterable[Stored], known: Referred) -> Iterator[Finding]:
    for place, text in stored:
        for _where, problem in dead(text, known):
            yield Finding(*place, problem)
