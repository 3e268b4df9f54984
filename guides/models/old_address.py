"""Addresses live for ever: what each former address became."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone

from guides.models.fact_check import FactCheck
from guides.models.guide import Guide
from policies.models import Region, Scenario, Source
from policies.models.plain import PublicRow
from policies.models.region import circle_from, circle_refusal

LANGUAGES = "|".join(code for code, _ in settings.LANGUAGES)
WITHOUT_LANGUAGE = RegexValidator(
    rf"^/(?!/|(?:{LANGUAGES})(?:/|$))[^\s\\]*$", "要以一个 / 开头，不含网站名，不含语言。"
)


class OldAddress(PublicRow):
    """A former address, without its language: it redirects for ever, or says why it is gone."""

    fixed: ClassVar = frozenset({"path"})

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
        """Raise ValidationError for an address that is a living page, or leads nowhere."""
        if is_living(self.path, timezone.now()):
            raise ValidationError({"path": "这个地址现在有页面，读者看到的是那一页。"})
        if not self.became:
            return
        if circle := circle_from(self.path, self._after):
            raise ValidationError({"became": circle_refusal(circle)})
        if page_at(self.became) is None and self._after(self.became) is None:
            raise ValidationError({"became": "本站没有这样的地址。"})

    def _after(self, path: str) -> str | None:
        """What an address became, this row included as it is about to be stored."""
        if path == self.path:
            return self.became or None
        step = OldAddress.objects.filter(path=path).exclude(pk=self.pk).first()
        return (step.became or None) if step else None


def page_at(path: str) -> ResolverMatch | None:
    """The kind of page that an address without its language belongs to, if there is one."""
    try:
        return resolve(f"/{settings.LANGUAGE_CODE}{urlsplit(path).path}")
    except Resolver404:
        return None


def is_living(path: str, at: dt.datetime) -> bool:
    """Whether an address without its language answers with a page at an instant."""
    page = page_at(path)
    if page is None:
        return False
    found = THINGS.get(str(page.url_name))
    return found(page.kwargs, at) if found else not page.kwargs


Named = Mapping[str, str]  # the arguments in an address


def _is_live(model: type[Guide] | type[FactCheck]) -> Callable[[Named, dt.datetime], bool]:
    return lambda named, at: model.objects.live(at).filter(slug=named["slug"]).exists()


def _is_region(named: Named, at: dt.datetime) -> bool:
    return Region.objects.filter(code=named["code"]).exists()


def _is_scenario(named: Named, at: dt.datetime) -> bool:
    return Scenario.objects.filter(code=named["scenario_code"]).exists()


# Pages of things: whether there is a thing of that name at an instant, by the name of the page.
THINGS: dict[str, Callable[[Named, dt.datetime], bool]] = {
    "guide": _is_live(Guide),
    "fact-check": _is_live(FactCheck),
    "region": _is_region,
    "answer": lambda named, at: _is_region(named, at) and _is_scenario(named, at),
    "scenario": _is_scenario,
    "source": lambda named, at: Source.objects.filter(code=named["code"]).exists(),
}
