"""Addresses live for ever: what each former address became."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone, translation

from guides.models.fact_check import FactCheck
from guides.models.guide import Guide
from policies.addresses import parts_of
from policies.models import Edition, Region, Scenario, Source
from policies.models.plain import PublicRow
from policies.models.region import circle_from, circle_refusal

LANGUAGES = "|".join(code for code, _ in settings.LANGUAGES)
WITHOUT_LANGUAGE = RegexValidator(
    rf"^/(?!/|(?:{LANGUAGES})(?:/|$))[^\s\\]*$", "要以一个 / 开头，不含网站名，不含语言。"
)


class OldAddress(PublicRow):
    """A former address, without its language: it redirects for ever, or says why it is gone."""

    fixed: ClassVar = frozenset({"path"})
    leads_on: ClassVar = ("path", "became")

    path = models.CharField(
        "旧地址",
        max_length=200,
        unique=True,
        validators=[RegexValidator(r"^/.*/$", "以 / 开头和结尾，不含语言。"), WITHOUT_LANGUAGE],
        help_text="不含语言，例如 /guides/old-name/",
    )
    became = models.CharField(
        "现在的地址",
        max_length=200,
        blank=True,
        validators=[WITHOUT_LANGUAGE],
        help_text="不含语言。",
    )
    gone_because = models.CharField("为什么没有了", max_length=200, blank=True)

    class Meta:
        verbose_name = "旧地址"
        verbose_name_plural = "旧地址"
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                name="guides_oldaddress_moved_or_gone",
                condition=(Q(became="") & ~Q(gone_because=""))
                | (~Q(became="") & Q(gone_because="")),
                violation_error_message="要么写现在的地址，要么写为什么没有了。",
            )
        ]

    def __str__(self) -> str:
        return str(self.path)

    def clean(self) -> None:
        """Raise ValidationError for an address that is or will be a living page, or that leads
        nowhere or in a circle."""
        super().clean()
        now = timezone.now()
        if is_or_will_be_living(self.path, now):
            raise ValidationError({"path": "这个地址现在有页面，或者定好了要上线。"})
        if not self.became:
            return
        if circle := circle_from(self.path, self._after):
            raise ValidationError({"became": circle_refusal(circle)})
        target = parts_of(self.became).path
        if self._stored(target) is None and not was_ever_there(target, now):
            raise ValidationError({"became": "本站没有这样的地址。"})

    def _after(self, path: str) -> str | None:
        """What an address became, this row included as it is about to be stored."""
        step = self if path == self.path else self._stored(path)
        return (parts_of(step.became).path or None) if step else None

    def _stored(self, path: str) -> OldAddress | None:
        return OldAddress.objects.filter(path=path).exclude(pk=self.pk).first()


def given_away(pattern: str) -> tuple[str, str] | None:
    """A former address of this pattern, and in words what became of it; None if there is none."""
    row = OldAddress.objects.filter(path__regex=pattern).first()
    if row is None:
        return None
    return row.path, f"现在转到 {row.became}" if row.became else f"已经没有了（{row.gone_because}）"


def page_at(path: str) -> ResolverMatch | None:
    """The kind of page that an address without its language belongs to, if there is one."""
    with translation.override(settings.LANGUAGE_CODE):
        try:
            return resolve(f"/{settings.LANGUAGE_CODE}{parts_of(path).path}")
        except Resolver404:
            return None


def is_or_will_be_living(path: str, at: dt.datetime) -> bool:
    """Whether an address without its language answers with a page, at an instant or later."""
    return _is_of(path, at, _is_or_will_be_live)


def was_ever_there(path: str, at: dt.datetime) -> bool:
    """Whether an address without its language answers with a page, or once did: it leads on then,
    or says why it was withdrawn."""
    return _is_of(path, at, _was_ever_live) or _is_of(path, at, _is_or_will_be_live)


AnswersFor = Callable[[type[Edition], str, dt.datetime], bool]


def _is_or_will_be_live(model: type[Edition], slug: str, at: dt.datetime) -> bool:
    not_over = Q(live_until__isnull=True) | Q(live_until__gt=at)
    found = model.objects.filter(not_over, approved_at__isnull=False)
    return bool(found.filter(slug=slug).exists())


def _was_ever_live(model: type[Edition], slug: str, at: dt.datetime) -> bool:
    return bool(model.objects.published_before(at).filter(slug=slug).exists())


def _is_of(path: str, at: dt.datetime, edition_at: AnswersFor) -> bool:
    """Whether a page is of this address, and what it is about is there."""
    page = page_at(path)
    if page is None:
        return False
    named: Mapping[str, str] = page.kwargs
    if model := SLUGGED.get(str(page.url_name)):
        return edition_at(model, named["slug"], at)
    return all(
        model.objects.filter(code=named[name]).exists()
        for model, name in NAMED.get(str(page.url_name), ())
    ) and (not named or page.url_name in NAMED)


# Pages of editions, and of shared rows by the arguments that name them.
SLUGGED: dict[str, type[Edition]] = {"guide": Guide, "fact-check": FactCheck}
NAMED: dict[str, tuple[tuple[type[Region | Scenario | Source], str], ...]] = {
    "region": ((Region, "code"),),
    "answer": ((Region, "code"), (Scenario, "scenario_code")),
    "scenario": ((Scenario, "scenario_code"),),
    "source": ((Source, "code"),),
}
