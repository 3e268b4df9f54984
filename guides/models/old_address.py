"""Addresses live for ever: what each former address became."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from policies.models.region import circle_from, circle_refusal

LANGUAGES = "|".join(code for code, _ in settings.LANGUAGES)
WITHOUT_LANGUAGE = RegexValidator(
    rf"^/(?!/|(?:{LANGUAGES})(?:/|$))[^\s\\]*$", "要以一个 / 开头，不含网站名，不含语言。"
)


class OldAddress(models.Model):
    """A former address, without its language: it redirects for ever, or says why it is gone."""

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
        if is_living(self.path):
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


def is_living(path: str) -> bool:
    """Whether an address without its language answers with a page right now."""
    page = page_at(path)
    if page is None:
        return False
    found = THINGS.get(str(page.url_name))
    return found(page.kwargs) if found else not page.kwargs


def _is_live(model: type[Guide] | type[FactCheck]) -> Callable[[Mapping[str, str]], bool]:
    return lambda named: model.objects.live(timezone.now()).filter(slug=named["slug"]).exists()


def _is_region(named: Mapping[str, str]) -> bool:
    return Region.objects.filter(code=named["code"]).exists()


def _is_scenario(named: Mapping[str, str]) -> bool:
    return Scenario.objects.filter(code=named["scenario_code"]).exists()


# Pages of things: whether there is a thing of that name, by the name of the page.
THINGS: dict[str, Callable[[Mapping[str, str]], bool]] = {
    "guide": _is_live(Guide),
    "fact-check": _is_live(FactCheck),
    "region": _is_region,
    "answer": lambda named: _is_region(named) and _is_scenario(named),
    "scenario": _is_scenario,
    "source": lambda named: Source.objects.filter(code=named["code"]).exists(),
}
