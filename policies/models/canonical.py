"""The canonical form of a row: what is hashed, compared, copied and shown for ever.

Form 1 is compact JSON with sorted keys, the number of the form, and nothing that equals the default
of its field: absent means default, so that a field added later changes no text and no hash. What
was approved before had no number (form 0) and names every field. A text that was approved is kept
as it is; `read_text` is where an older form is understood.
"""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Value

from policies.models.question import Option
from policies.models.translated import STATE, column, translated_fields

FORM = 1
Content = dict[str, Any]
READ = "_prefetched_objects_cache"  # as Django's own prefetching leaves it
Row = TypeVar("Row", bound=models.Model)
Several: TypeAlias = "models.ManyToManyField[models.Model, models.Model]"


def canonical(row: models.Model, leave_out: frozenset[str] = frozenset()) -> Content:
    """The content of a row: all languages, related rows by their code, no keys of the database.

    A translated field becomes one entry a language. The model's `parts` (names of reverse
    relations) become lists. Costs one query a child relation unless prefetched.
    """
    content = _own_values(row, leave_out | getattr(row, "not_content", frozenset()) | {STATE})
    for relation in getattr(row, "parts", ()):
        link = row._meta.get_field(relation).field.name  # type: ignore[union-attr]
        content[relation] = [
            canonical(child, frozenset({link})) for child in getattr(row, relation).all()
        ]
    return content


def content_paths(
    model: type[models.Model], leave_out: frozenset[str]
) -> list[str | models.Prefetch[Any]]:
    """Everything that `canonical` reads of other tables, for prefetching: one query a part, and one
    for each relation in which a part points at several rows."""
    paths = _single_paths(model, leave_out)
    for relation in getattr(model, "parts", ()):
        child = part_model(model, relation)
        for many in child._meta.many_to_many:
            rows = _named_rows(part_model(child, many.name))
            paths.append(models.Prefetch(f"{relation}__{many.name}", rows))
    return paths


def is_loaded(row: models.Model) -> bool:
    """Whether every row that its content reads was read with it: one part alone is not enough."""
    parts = {*getattr(row, "parts", ()), *(many.name for many in row._meta.many_to_many)}
    return bool(parts) and parts <= getattr(row, READ, {}).keys()


def twin_with_content(row: Row, leave_out: frozenset[str]) -> Row:
    """A twin of a row with all that `canonical` reads of it, nothing taken from what was read."""
    twin = copy.copy(row)
    vars(twin).pop(READ, None)
    load_content([twin], leave_out)
    return twin


def load_content(rows: Sequence[models.Model], leave_out: frozenset[str]) -> None:
    """Load what `canonical` reads of rows of one model, as far as it is not loaded: a query a part,
    and one for each kind of rows of which a part points at several."""
    if not rows:
        return
    model = type(rows[0])
    models.prefetch_related_objects(rows, *_single_paths(model, leave_out))
    for relation in getattr(model, "parts", ()):
        child = part_model(model, relation)
        parts = [part for row in rows for part in getattr(row, relation).all()]
        kinds: dict[type[models.Model], list[Several]] = {}
        for many in child._meta.many_to_many:
            kinds.setdefault(part_model(child, many.name), []).append(many)
        for target, relations in kinds.items():
            _load_several(target, relations, parts)


def _single_paths(
    model: type[models.Model], leave_out: frozenset[str]
) -> list[str | models.Prefetch[Any]]:
    """What `canonical` reads, but for the rows of which a part points at several."""
    paths: list[str | models.Prefetch[Any]] = [*_links(model, leave_out)]
    for relation in getattr(model, "parts", ()):
        child = part_model(model, relation)
        several = [many.name for many in child._meta.many_to_many]
        links = _links(child, frozenset())
        single = [link for link in links if link.partition("__")[0] not in several]
        rows = child._base_manager.select_related(*single) if single else child._base_manager.all()
        paths.append(models.Prefetch(relation, rows))
    return paths


def _load_several(
    target: type[models.Model], relations: list[Several], rows: Iterable[models.Model]
) -> None:
    """Load relations many to many of rows that lead to one kind of rows: one query for all."""
    names = {many.name for many in relations}
    if not (lacking := [row for row in rows if not names <= getattr(row, READ, {}).keys()]):
        return
    asked = []
    for many in relations:
        holder = many.related_query_name()
        found = _named_rows(target).filter(**{f"{holder}__in": lacking})
        asked.append(found.order_by().annotate(_relation=Value(many.name), _holder=F(holder)))
    loaded: dict[tuple[int, str], list[models.Model]] = {}
    for row in asked[0].union(*asked[1:], all=True):
        loaded.setdefault((row.__dict__["_holder"], row.__dict__["_relation"]), []).append(row)
    for each in lacking:
        for name in names:
            several = getattr(each, name).all()
            several._result_cache = sorted(loaded.get((each.pk, name), []), key=attrgetter("pk"))
            several._prefetch_done = True
            vars(each).setdefault(READ, {})[name] = several


def _named_rows(model: type[models.Model]) -> models.QuerySet[models.Model]:
    """Rows of a model, each with what it is named with."""
    rows = model._base_manager.all()
    return rows.select_related("question") if model is Option else rows


def part_model(model: type[models.Model], relation: str) -> type[models.Model]:
    """The model of the rows behind one of a model's `parts`."""
    part: type[models.Model] = model._meta.get_field(relation).related_model  # type: ignore[assignment]
    return part


def defaults(model: type[models.Model]) -> Content:
    """What each field of a content is when nobody said anything: "", None, [] or its default."""
    values: Content = {
        field.name: _json_value(field.get_default())
        for field in model._meta.concrete_fields
        if field.name != STATE
    }
    for name in translated_fields(model):
        values |= {column(name, language): "" for language, _ in settings.LANGUAGES}
    listed = (*(many.name for many in model._meta.many_to_many), *getattr(model, "parts", ()))
    return values | {name: [] for name in listed}


def without_defaults(model: type[models.Model], content: Content) -> Content:
    """A content without what equals its default, in its parts as well."""
    empty, parts = defaults(model), getattr(model, "parts", ())
    kept = {}
    for name, value in content.items():
        if name in parts:
            child = part_model(model, name)
            value = [without_defaults(child, each) for each in value]
        if name not in empty or value != empty[name]:
            kept[name] = value
    return kept


def canonical_text(model: type[models.Model], content: Content) -> str:
    """The text that stands for a content of this model: what is hashed and kept for ever."""
    return json_text({"form": FORM} | without_defaults(model, content))


def content_hash(text: str) -> str:
    """SHA-256 of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_text(text: str) -> Content:
    """The content that a canonical text of any form names. Raises ValueError if it is none."""
    content = json.loads(text)
    if not isinstance(content, dict) or content.pop("form", 0) not in range(FORM + 1):
        raise ValueError("not a canonical text of a known form")
    return content


def same_content(model: type[models.Model], text: str, content: Content) -> bool:
    """Whether a canonical text, of whatever form, says what a content says now."""
    try:
        return not differing(model, text, content)
    except ValueError:
        return False


def differing(model: type[models.Model], text: str, content: Content) -> list[str]:
    """The fields and parts of which a canonical text, of whatever form, says something else.

    Raises ValueError if it is no canonical text.
    """
    said, says = without_defaults(model, read_text(text)), without_defaults(model, content)
    return sorted(name for name in said | says if said.get(name) != says.get(name))


def _own_values(row: models.Model, leave_out: frozenset[str]) -> Content:
    translated = translated_fields(type(row))
    language_columns = {
        column(field, language) for field in translated for language, _ in settings.LANGUAGES
    }
    values: Content = {}
    for field in row._meta.concrete_fields:
        if field.primary_key or field.name in leave_out or field.name in translated:
            continue
        value = _plain(row, field)
        values[field.name] = (value or "") if field.name in language_columns else value
    for many in row._meta.many_to_many:
        if many.name not in leave_out:
            values[many.name] = sorted(_reference(item) for item in getattr(row, many.name).all())
    return values


def _plain(row: models.Model, field: models.Field[object, object]) -> object:
    value = getattr(row, field.name)
    return _reference(value) if isinstance(value, models.Model) else _json_value(value)


def _json_value(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else value


def json_text(content: Content) -> str:
    """Compact JSON with sorted keys: the same content is the same text."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _links(model: type[models.Model], leave_out: frozenset[str]) -> list[str]:
    """The relations whose codes stand in a content; an option is named with its question."""
    left_out = leave_out | getattr(model, "not_content", frozenset())
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)
    links = [f for f in fields if f.is_relation and f.name not in left_out]
    return [
        f"{link.name}__question" if link.related_model is Option else link.name
        for link in links
        if link.name != getattr(model, "parent_link", "")
    ]


def _reference(row: models.Model) -> str:
    """How a related row is named outside the database: its code."""
    return str(getattr(row, "reference", None) or row.code)  # type: ignore[attr-defined]
