"""Stores editions of a pack in bulk: as the next version of what is there, unless an editor's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.db import models

from policies.models import Policy
from policies.models.addresses import any_taken_before
from policies.models.canonical import canonical_text, content_hash, same_content
from policies.models.edition import Edition, EditionChild
from policies.models.translated import translated_fields
from policies.pack.files import ContentRefused
from policies.pack.kinds import Children, Content, RowKind
from policies.pack.memory import Memory, label, rows_within
from policies.pack.refusals import PackRow
from policies.pack.store.keys import Keys, store_all
from policies.pack.store.report import Report
from policies.publishing import actions
from policies.publishing.content import content_blockers
from policies.publishing.live_periods import settle_live_periods
from policies.publishing.overlaps import live_overlaps


@dataclass(frozen=True, slots=True)
class _Next:
    """A row of the pack that says something new: what it makes, and what was there before."""

    row: PackRow
    edition: Edition
    before: Edition | None


class EditionStore:
    """Stores the editions of one kind; `codes` are all that the pack has, `origin` names it."""

    def __init__(
        self,
        kind: RowKind,
        keys: Keys,
        report: Report,
        codes: set[str],
        origin: str,
        memory: Memory,
    ) -> None:
        self.kind, self.keys, self.report, self.codes, self.origin, self.memory = (
            kind, keys, report, codes, origin, memory
        )  # fmt: skip
        if not issubclass(kind.model, Edition):
            raise TypeError(f"{kind.name} has no editions")
        self.model = kind.model
        newest = self.model._base_manager.order_by("version")
        self.newest: dict[str, Edition] = {edition.code: edition for edition in newest}
        self.replaced: dict[int, tuple[Edition, str]] = {}  # by key: what gives way, to which code
        self._learn()

    def store(self, rows: Iterable[PackRow], now: dt.datetime) -> None:
        """Publish what is new. Raises ContentRefused where publishing would be refused."""
        rows = list(rows)
        self._hold([row.code for row in rows if self._says_more(row)])
        found = [self._next(row) for row in rows if self._is_new(row)]
        taken = [each for each in found if self._has_room(each.edition, now)]
        store_all([each.edition for each in taken])
        self.keys.put_many([(each.edition, each.row.content) for each in taken])
        self._store_parts(taken)
        self._refuse_blocked(taken)
        actions.publish_from_pack([each.edition for each in taken], now=now)
        updated = [each for each in taken if each.before]
        for each in updated:
            settle_live_periods(self.model, each.row.code)
        self._withdraw_replaced(now)
        self.report.updated += len(updated)
        self.report.created += len(taken) - len(updated)

    def _hold(self, codes: list[str]) -> None:
        """Hold the editions of some codes until all is stored, and read them again: an editor may
        have revised or withdrawn one a moment ago. Two queries."""
        held = self.model._base_manager.filter(code__in=codes)
        list(held.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
        self.newest |= {edition.code: edition for edition in held.order_by("version")}

    def _says_more(self, row: PackRow) -> bool:
        """Whether a row says something else than its newest edition, or heals what it says."""
        newest = self.newest.get(row.code)
        if newest is None or not same_content(self.model, newest.canonical_text, row.content):
            return True
        return not _is_editors(newest) and self._heals(newest)

    def _is_new(self, row: PackRow) -> bool:
        """Whether a row says something new that no editor's word stands against."""
        newest = self.newest.get(row.code)
        if not self._says_more(row):
            self.report.unchanged += 1
            return False
        if newest and _is_editors(newest):
            self.report.kept.append(str(newest))
            return False
        return True

    def _next(self, row: PackRow) -> _Next:
        """The next edition of a row, not stored yet, with the text that it will be known by."""
        before = self.newest.get(row.code)
        edition = self.model(**self.keys.columns(self.model, row.content))
        edition.code, edition.origin = row.code, self.origin
        name = label(self.kind, row.content, row.code)
        edition.translation_state = self.memory.marks(name, self.model, row.content)
        edition.version = before.version + 1 if before else 1
        edition.canonical_text = canonical_text(self.model, row.content)
        edition.content_hash = content_hash(edition.canonical_text)
        edition.previous_hash = before.content_hash if before else ""
        return _Next(row, edition, before)

    def _store_parts(self, taken: list[_Next]) -> None:
        """Store the rows inside the editions, each kind of them at once."""
        for child in self.kind.children:
            parts = [
                (self._part(child, content, each.edition), content)
                for each in taken
                for content in each.row.content[child.relation]
            ]
            store_all([part for part, _content in parts])
            self.keys.put_many(parts)

    def _part(self, child: Children, content: Content, edition: Edition) -> EditionChild:
        model = cast(type[EditionChild], child.kind.model)
        part = model(**self.keys.columns(model, content), **{model.parent_link: edition})
        if translated_fields(model):
            name, prefix = label(self.kind, content, edition.code), f"{child.relation}."
            part.translation_state = self.memory.marks(name, model, content, prefix)
        return part

    def _learn(self) -> None:
        """Remember what the translations that are here were made from. One query for each part."""
        editions = list(self.newest.values())
        models.prefetch_related_objects(editions, *(c.relation for c in self.kind.children))
        for edition in editions:
            for row, name, prefix in rows_within(self.kind, edition):
                self.memory.learn(name, row, prefix)

    def _heals(self, edition: Edition) -> bool:
        """Whether a translation that fell back is known to be right: readers shall see it."""
        rows = rows_within(self.kind, edition)
        return any(self.memory.heals(name, row, prefix) for row, name, prefix in rows)

    def _has_room(self, edition: Edition, now: dt.datetime) -> bool:
        """Whether no editor's policy is in force on the same days, which then stands.

        Rows of earlier packs that this one no longer has give way, once the new one is there.
        """
        if not isinstance(edition, Policy) or not self._has_neighbours(edition):
            return True
        others = list(live_overlaps(edition, now))
        if staying := [o for o in others if not o.origin or _is_editors(self.newest[o.code])]:
            self.report.kept += [str(other) for other in staying]
            return False
        for other in others:
            if other.code not in self.codes:
                self.replaced.setdefault(other.pk, (other, edition.code))
        return True

    def _withdraw_replaced(self, now: dt.datetime) -> None:
        for other, code in self.replaced.values():
            reason = "新的内容包里由另一条取代。"
            actions.withdraw(other, by=None, reason=reason, replaced_by=code, now=now)
        self.replaced.clear()

    def _has_neighbours(self, policy: Policy) -> bool:
        """Whether another code was ever published at the place; a fresh site asks nothing more."""
        return any(
            isinstance(other, Policy)
            and (other.region_id, other.scenario_id) == (policy.region_id, policy.scenario_id)
            and other.code != policy.code
            for other in self.newest.values()
        )

    def _refuse_blocked(self, taken: list[_Next]) -> None:
        """Raise ContentRefused for what the verbs refuse and only the database can tell."""
        given_away = any_taken_before([each.edition for each in taken])
        suspects = [
            each
            for each in taken
            if given_away or each.before or self._is_address_taken(each.edition)
        ]
        findings = [
            each.row.row.finding("-", blocker)
            for each in suspects
            for blocker in content_blockers(each.edition)
        ]
        if findings:
            raise ContentRefused(findings)

    def _is_address_taken(self, edition: Edition) -> bool:
        """Whether a stored row of another code has the slug of this one."""
        slug = getattr(edition, "slug", None)
        return slug is not None and any(
            getattr(other, "slug", None) == slug and other.code != edition.code
            for other in self.newest.values()
        )


def _is_editors(edition: Edition) -> bool:
    """Whether an editor has had the last word on this code."""
    return not edition.origin or edition.state == Edition.State.WITHDRAWN
