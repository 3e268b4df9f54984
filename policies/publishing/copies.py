"""Copies of editions: a draft with all languages and parts of another edition."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User
from django.db import models

from policies.models import Edition, EditionChild
from policies.models.canonical import without_defaults
from policies.models.edition import WORKFLOW_COLUMNS
from policies.models.translated import translated_fields
from policies.publishing.transitions import Verb, enter


def copy_as_draft(
    edition: Edition, *, author: User | None, by: User, now: dt.datetime, why: str = ""
) -> Edition:
    """A new draft of this edition's code with its text, which this person brought about; stored.

    It remembers from which version it was copied. Without an author it is nobody's yet.
    """
    editions = type(edition)._base_manager.filter(code=edition.code)
    newest = editions.order_by("-version").values_list("version", flat=True)[0]
    draft = type(edition)(**_own_columns(edition, leave_out=WORKFLOW_COLUMNS))
    draft.code, draft.version, draft.author = edition.code, newest + 1, author
    draft.copied_from = edition.version
    draft.save()
    _copy_many(edition, draft)
    for relation in edition.parts:
        _copy_parts(relation, edition, draft)
    enter(draft, Verb.REVISE, by=by, at=now, note=f"从第 {edition.version} 版复制。{why}")
    return draft


def carry_over(correction: Edition, former: Edition, draft: Edition) -> list[str]:
    """Put into a draft what a correction changed against the text it was copied from.

    Only where the draft still says what that former text said; returns the names of what both
    changed, which a person has to settle.
    """
    texts = [_text(each) for each in (former, correction, draft)]
    unsettled = []
    for name in sorted(set().union(*texts)):
        was, wanted, now = (text.get(name) for text in texts)
        if wanted in (was, now):
            continue
        if now != was:
            unsettled.append(name)
        elif name in draft.parts:
            getattr(draft, name).all().delete()
            _copy_parts(name, correction, draft)
        else:
            _put(name, correction, draft)
    draft.save()
    return unsettled


def _text(edition: Edition) -> dict[str, object]:
    return without_defaults(type(edition), edition.content())


def _put(name: str, correction: Edition, draft: Edition) -> None:
    field = draft._meta.get_field(name)
    if field.many_to_many:
        getattr(draft, name).set(getattr(correction, name).all())
        return
    setattr(draft, name, getattr(correction, name))
    if (mark := correction.translation_state.get(name)) is not None:
        draft.translation_state = {**draft.translation_state, name: mark}


def _copy_parts(relation: str, source: Edition, draft: Edition) -> None:
    for child in getattr(source, relation).all():
        _copy_child(child, draft)


def _copy_child(child: EditionChild, draft: Edition) -> None:
    copy = type(child)(**_own_columns(child, leave_out=frozenset({child.parent_link})))
    setattr(copy, child.parent_link, draft)
    copy.save()
    _copy_many(child, copy)


def _own_columns(row: models.Model, leave_out: frozenset[str] = frozenset()) -> dict[str, object]:
    translated = set(translated_fields(type(row)))
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in leave_out and field.name not in translated
    }


def _copy_many(source: models.Model, target: models.Model) -> None:
    for many in source._meta.many_to_many:
        getattr(target, many.name).set(getattr(source, many.name).all())
