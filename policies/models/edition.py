"""Editions: published text is never edited, a change is a new edition."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection, Iterable
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from policies.models.canonical import canonical, content_hash
from policies.models.translated import TranslatedModel

CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 5
WORKFLOW_COLUMNS = frozenset(
    (
        "code", "version", "state", "author", "submitted_at", "approved_by", "approved_at",
        "publish_at", "live_until", "withdrawn_at", "withdrawal_reason_zh_hans",
        "withdrawal_reason_zh_hant", "withdrawal_reason_en", "replaced_by", "change_size",
        "change_note_zh_hans", "change_note_zh_hant", "change_note_en", "content_hash",
        "previous_hash", "origin", "forced_reason",
    )
)  # fmt: skip
CHANGE_REFUSED = "已发布的文字不能改，请修订出新的一版。"
DELETION_REFUSED = "已发布过的版本不能删除，只能撤回。"


class PublishedTextError(ValidationError):
    """Raised when the text of an approved edition would be changed in place."""


class EditionQuerySet(models.QuerySet[Any]):
    """Which editions may be seen: every public question about that goes through here."""

    def live(self, at: dt.datetime) -> Self:
        """Editions that the site shows at an instant: at most one of each code."""
        return self.filter(
            Q(live_until__isnull=True) | Q(live_until__gt=at),
            approved_at__isnull=False,
            publish_at__lte=at,
        )

    def open(self) -> Self:
        """Editions on which work goes on: drafts and what is in review."""
        return self.filter(state__in=Edition.OPEN_STATES)

    def published_before(self, at: dt.datetime) -> Self:
        """Editions that were on the site at some instant up to `at`, withdrawn ones included."""
        return self.filter(approved_at__isnull=False, publish_at__lte=at).exclude(
            live_until__lte=F("publish_at")
        )

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts. Raises PublishedTextError if one of the rows was ever approved."""
        if self.filter(approved_at__isnull=False).exists():
            raise PublishedTextError(DELETION_REFUSED)
        return super().delete()

    def update(self, **columns: Any) -> int:
        """Change rows in bulk. Raises PublishedTextError if it would change published text."""
        is_text = not WORKFLOW_COLUMNS.issuperset(columns)
        if is_text and self.filter(approved_at__isnull=False).exists():
            raise PublishedTextError(CHANGE_REFUSED)
        return super().update(**columns)

    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Edition(TranslatedModel):
    """A publishable row. Its verbs are in `policies.publishing.actions` and nowhere else."""

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        IN_REVIEW = "in_review", _("审核中")
        APPROVED = "approved", _("已批准")
        WITHDRAWN = "withdrawn", _("已撤回")

    class ChangeSize(models.TextChoices):
        DETAIL = "detail", _("细节")
        NORMAL = "normal", _("一般")
        MAJOR = "major", _("重大")
        CORRECTION = "correction", _("更正错误")

    OPEN_STATES: ClassVar = (State.DRAFT, State.IN_REVIEW)
    parts: ClassVar[tuple[str, ...]] = ()

    code = models.CharField("永久代码", max_length=CODE_LENGTH, editable=False)
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
    content_hash = models.CharField("内容校验值", max_length=64, blank=True, editable=False)
    previous_hash = models.CharField("上一版校验值", max_length=64, blank=True, editable=False)
    origin = models.CharField("内容包校验值", max_length=64, blank=True, editable=False)
    forced_reason = models.TextField("一人发布的理由", blank=True, editable=False)
    review_by = models.DateField(
        "复核期限", null=True, blank=True, help_text="最迟哪一天要重新核对依据。"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "approve")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"], name="%(app_label)s_%(class)s_version_once"
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(state__in=["draft", "in_review"]),
                name="%(app_label)s_%(class)s_one_open_draft",
                violation_error_message="这一条已经有一份没有完成的草稿。",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_two_persons",
                condition=Q(approved_by__isnull=True)
                | Q(author__isnull=True)
                | ~Q(approved_by=F("author"))
                | ~Q(forced_reason=""),
                violation_error_message="作者不能批准自己的稿件。",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_approved_at_and_by",
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | (Q(approved_at__isnull=False) & (Q(approved_by__isnull=False) ^ ~Q(origin=""))),
                violation_error_message="批准时间和批准人要么都有，要么都没有。",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_approved_state",
                condition=Q(state__in=["draft", "in_review"], approved_at__isnull=True)
                | Q(
                    state__in=["approved", "withdrawn"],
                    approved_at__isnull=False,
                    publish_at__isnull=False,
                ),
                violation_error_message="状态和批准时间不一致。",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_author",
                condition=Q(author__isnull=False, origin="")
                | (Q(author__isnull=True) & ~Q(origin="")),
                violation_error_message="没有作者，也不是内容包里的内容。",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_submitted",
                condition=~Q(state="in_review") | Q(submitted_at__isnull=False),
                violation_error_message="审核中的稿件要有提交时间。",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn_at_and_why",
                condition=(
                    Q(state="withdrawn", withdrawn_at__isnull=False)
                    & ~Q(withdrawal_reason_zh_hans="")
                    & Q(withdrawal_reason_zh_hans__isnull=False)
                )
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True)),
                violation_error_message="撤回要有时间和原因。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title_for_editors()} · {self.code} 第 {self.version} 版"

    def title_for_editors(self) -> str:
        """What an editor calls this edition in a list."""
        raise NotImplementedError

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the edition; makes its permanent code on the first save.

        Raises PublishedTextError when the text of an approved edition would change.
        """
        self.normalise_text()
        if not self.code:
            self.code = unused_code()
        if self.pk and self._changes_what_is_published():
            raise PublishedTextError(CHANGE_REFUSED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft. Raises PublishedTextError for anything that was ever approved."""
        if self.approved_at:
            raise PublishedTextError(DELETION_REFUSED)
        return super().delete(*args, **kwargs)

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN_STATES

    @property
    def edition_label(self) -> str:
        """Code and version as they stand in addresses: K7M2P/v3."""
        return f"{self.code}/v{self.version}"

    def content(self) -> dict[str, Any]:
        """The canonical content of this edition with its children, without workflow columns."""
        return canonical(self, WORKFLOW_COLUMNS | {"withdrawal_reason", "change_note"})

    def compute_hash(self) -> str:
        """SHA-256 over the canonical content of this edition."""
        return content_hash(self.content())

    def _changes_what_is_published(self) -> bool:
        """Whether the stored row is approved and this one has another text, or takes that back."""
        stored = type(self)._base_manager.filter(pk=self.pk).first()
        if stored is None or not stored.approved_at:
            return False
        return self.approved_at is None or stored.content() != self.content()


class EditionChildQuerySet(models.QuerySet[Any]):
    """Parts of editions; in bulk, too, those of approved ones cannot be changed or deleted."""

    def update(self, **columns: Any) -> int:
        """Change rows in bulk. Raises PublishedTextError if it would change published text."""
        self._refuse_if_published(columns)
        return super().update(**columns)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows in bulk. Raises PublishedTextError if one of them is published text."""
        self._refuse_if_published()
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Store rows in bulk. Raises PublishedTextError if one belongs to published text."""
        rows = list(objs)
        for row in rows:
            row.refuse_if_published()
        return super().bulk_create(rows, *args, **kwargs)

    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def _refuse_if_published(self, columns: Collection[str] = ()) -> None:
        if columns and self.model.not_content.issuperset(columns):
            return
        published = {f"{self.model.parent_link}__approved_at__isnull": False}
        if self.filter(**published).exists():
            raise PublishedTextError(CHANGE_REFUSED)


class EditionChild(TranslatedModel):
    """A row that is part of an edition's text and shares its fate."""

    parent_link: ClassVar[str]
    not_content: ClassVar[frozenset[str]] = frozenset()

    objects = EditionChildQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row. Raises PublishedTextError if the edition it belongs to is approved.

        What is no content (the day of the last check) may be stored with `update_fields`.
        """
        changed = kwargs.get("update_fields")
        if not changed or not self.not_content.issuperset(changed):
            self.refuse_if_published()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row. Raises PublishedTextError if the edition it belongs to is approved."""
        self.refuse_if_published()
        return super().delete(*args, **kwargs)

    def refuse_if_published(self) -> None:
        """Raise PublishedTextError if the edition of this row is approved; reads the edition."""
        if getattr(self, self.parent_link).approved_at:
            raise PublishedTextError(CHANGE_REFUSED)


def edition_models() -> list[type[Edition]]:
    """Every kind of edition the project has."""
    found: list[type[Edition]] = []
    pending: list[type[Edition]] = [Edition]  # type: ignore[type-abstract]
    while pending:
        for child in pending.pop().__subclasses__():
            pending.append(child)
            if not child._meta.abstract:
                found.append(child)
    return sorted(found, key=lambda model: model._meta.label)


def code_is_used(code: str) -> bool:
    """Whether any kind of edition already has this code; one query a kind."""
    return any(model._base_manager.filter(code=code).exists() for model in edition_models())


def unused_code() -> str:
    """A permanent code that no edition of any kind has."""
    while True:
        code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        if not code_is_used(code):
            return code
