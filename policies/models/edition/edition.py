"""Editions: published text is never edited, a change is a new edition."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from policies.models.canonical import (
    Content,
    canonical,
    canonical_text,
    content_hash,
    is_loaded,
    twin_with_content,
)
from policies.models.edition.codes import PermanentlyCoded, unused_code
from policies.models.edition.columns import AFTER_APPROVAL, DECIDED_BY_VERBS, WORKFLOW_COLUMNS
from policies.models.edition.constraints import EDITION_CONSTRAINTS
from policies.models.edition.querysets import (
    CHANGE_REFUSED,
    DELETION_REFUSED,
    OPEN_STATES,
    EditionQuerySet,
    PublishedTextError,
    refuse_if_approved,
)
from policies.models.one_form import normalised
from policies.models.translated import TranslatedModel, columns, translated_fields


class Edition(PermanentlyCoded, TranslatedModel):
    """A publishable row. Its verbs are in `policies.publishing.actions` and nowhere else."""

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        IN_REVIEW = "in_review", _("审核中，等第二个人")
        APPROVED = "approved", _("已批准")
        WITHDRAWN = "withdrawn", _("已撤回")

    class ChangeSize(models.TextChoices):
        DETAIL = "detail", _("细节")
        NORMAL = "normal", _("一般")
        MAJOR = "major", _("重大")
        CORRECTION = "correction", _("更正错误")

    OPEN_STATES: ClassVar = OPEN_STATES
    parts: ClassVar[tuple[str, ...]] = ()
    unmarked: ClassVar = frozenset({"withdrawal_reason"})

    version = models.PositiveIntegerField("版本", default=1, editable=False)
    state = models.CharField(
        "状态", max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="作者",
        editable=False,
    )
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True, editable=False)
    copied_from = models.PositiveIntegerField("从第几版复制", null=True, blank=True, editable=False)
    returned_at = models.DateTimeField("退回时间", null=True, blank=True, editable=False)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="退回人",
        editable=False,
    )
    return_note = models.TextField("退回的原因", blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="批准人",
        editable=False,
    )
    approved_at = models.DateTimeField("批准时间", null=True, blank=True, editable=False)
    publish_at = models.DateTimeField(
        "上线时间", null=True, blank=True, help_text="留空：批准后立即上线。时间以北京时间为准。"
    )
    live_until = models.DateTimeField("下线时间", null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField("撤回原因", blank=True, editable=False)
    replaced_by = models.CharField("由哪个代码取代", max_length=5, blank=True, editable=False)
    change_size = models.CharField(
        "改动大小", max_length=10, choices=ChangeSize, default=ChangeSize.NORMAL
    )
    change_note = models.TextField("改动说明", blank=True)
    canonical_text = models.TextField("批准时的原文", blank=True, editable=False)
    content_hash = models.CharField("内容校验值", max_length=64, blank=True, editable=False)
    previous_hash = models.CharField("上一版校验值", max_length=64, blank=True, editable=False)
    origin = models.CharField("内容包校验值", max_length=64, blank=True, editable=False)
    forced_reason = models.TextField("一人发布的理由", blank=True, editable=False)
    languages_left_out = models.CharField(
        "先不发布的语言", max_length=60, blank=True, editable=False
    )
    countersigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="补核人",
        editable=False,
    )
    countersigned_at = models.DateTimeField("补核时间", null=True, blank=True, editable=False)
    review_by = models.DateField(
        "复核期限", null=True, blank=True, help_text="最迟哪一天要重新核对依据。"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "approve")
        constraints = EDITION_CONSTRAINTS

    def __str__(self) -> str:
        return f"{self.title_for_editors()} · {self.code} 第 {self.version} 版"

    def title_for_editors(self) -> str:
        """What an editor calls this edition in a list."""
        raise NotImplementedError

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the edition; makes its permanent code on the first save.

        The stored row is locked and read first: whoever approves it at this moment is waited for.
        What verbs decide (state, approval, …) is then that of the stored row, whatever this
        object holds; a verb names its columns in `update_fields`. Raises PublishedTextError when
        anything else of an approved edition would change.
        """
        self.normalise_text()
        if not self.code:
            self.code = unused_code()
        with transaction.atomic():
            if stored := self._stored_and_held():
                self._settle_with(stored, kwargs.get("update_fields"))
            super().save(*args, **kwargs)

    def delete(
        self, using: str | None = None, keep_parents: bool = False
    ) -> tuple[int, dict[str, int]]:
        """Delete a draft. Raises PublishedTextError for anything that was ever approved."""
        with transaction.atomic():
            refuse_if_approved(type(self)._base_manager.filter(pk=self.pk), DELETION_REFUSED)
            return super().delete(using, keep_parents)

    def normalise_text(self) -> None:
        """Put the texts into their one form, but never what was approved: it is kept as it is."""
        if self.approved_at is None:
            super().normalise_text()
            return
        for name in columns("withdrawal_reason"):
            setattr(self, name, normalised(getattr(self, name) or ""))
        self.settle_translations("withdrawal_reason")

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN_STATES

    @property
    def is_returned(self) -> bool:
        """Whether this is a draft that was sent back to its author."""
        return self.state == self.State.DRAFT and self.returned_at is not None

    @property
    def is_unwritten(self) -> bool:
        """Whether this is a draft that the site made and nobody has written in yet."""
        return self.state == self.State.DRAFT and self.author_id is None and not self.origin

    @property
    def awaits_countersignature(self) -> bool:
        """Whether one person published this alone and no second person has signed it since."""
        forced = self.state == self.State.APPROVED and bool(self.forced_reason)
        return forced and self.countersigned_at is None

    def stage_in_words(self) -> str:
        """The state as editors tell it apart: what was sent back, what one person published."""
        if self.awaits_countersignature:
            return "已批准（一个人发布，等第二个人核对）"
        if self.is_unwritten:
            return "草稿，还没有人写"
        return "已退回，等作者修改" if self.is_returned else str(self.get_state_display())

    @property
    def edition_label(self) -> str:
        """Code and version as they stand in addresses: K7M2P/v3."""
        return f"{self.code}/v{self.version}"

    def content(self) -> Content:
        """The canonical content of this edition with its children, without workflow columns.

        A fixed number of queries; none where everything was loaded.
        """
        return canonical(self.loaded(), WORKFLOW_COLUMNS)

    def loaded(self) -> Self:
        """This edition with all that its content reads: itself if that was loaded before, else a
        twin, so that nothing read stays here: what is asked again later is read again."""
        return self if is_loaded(self) else twin_with_content(self, WORKFLOW_COLUMNS)

    def text_now(self) -> str:
        """The canonical text of this edition as it stands; approval keeps it for ever."""
        return canonical_text(type(self), self.content())

    def compute_hash(self) -> str:
        """SHA-256 of the canonical text of this edition as it stands."""
        return content_hash(self.text_now())

    def _stored_and_held(self) -> Self | None:
        rows = type(self)._base_manager.select_for_update(no_key=True).order_by("pk")
        return rows.filter(pk=self.pk).first() if self.pk else None

    def _settle_with(self, stored: Self, changed: Collection[str] | None) -> None:
        """Refuse a change of approved text; take over what the verbs decided meanwhile."""
        is_stale = bool(stored.approved_at and not self.approved_at)
        if changed is None:
            for field in self._meta.concrete_fields:
                if field.name in DECIDED_BY_VERBS:
                    setattr(self, field.attname, getattr(stored, field.attname))
        if stored.approved_at and (is_stale or self._differs_from(stored, changed)):
            raise PublishedTextError(CHANGE_REFUSED)

    def _differs_from(self, stored: Self, changed: Collection[str] | None) -> bool:
        """Whether a column that may not change any more differs; NULL in a text is no text."""
        left_out = AFTER_APPROVAL.union(translated_fields(type(self)))
        return any(
            (getattr(self, field.attname) or "") != (getattr(stored, field.attname) or "")
            for field in self._meta.concrete_fields
            if field.name not in left_out and (changed is None or field.name in changed)
        )
