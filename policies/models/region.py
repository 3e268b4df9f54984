"""Divisions of the country, as GB/T 2260 numbers them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import ClassVar, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.models.plain import FromPack, PublicRow
from policies.models.translated import source_text_present

Step = TypeVar("Step", bound=Hashable)
NATION_CODE = "100000"
# Beijing, Tianjin, Shanghai and Chongqing: provinces that have no other city.
MUNICIPALITIES = frozenset(("110000", "120000", "310000", "500000"))
DEEPEST_LINEAGE = 4


def circle_from(start: Step, after: Callable[[Step], Step | None]) -> list[Step]:
    """The steps from `start` up to the one that comes again; empty if they come to an end."""
    chain, following = [start], after(start)
    while following is not None:
        chain.append(following)
        if following in chain[:-1]:
            return chain
        following = after(following)
    return []


def circle_refusal(chain: Iterable[str]) -> str:
    """Why a chain that comes back to where it was is refused, step by step."""
    return f"绕成了圈，读者永远走不到头：{' → '.join(chain)}。"


def rank(level: str) -> int:
    """How far below the nation a level is; one that this version does not know is below all."""
    levels = list(Region.Level.values)
    return levels.index(level) if level in levels else len(levels)


class Region(FromPack, PublicRow):
    """A division of the mainland; a merged or renamed one keeps its row and names its successor."""

    address_pattern: ClassVar = "^/regions/{code}/"
    leads_on: ClassVar = ("id", "successor_id")

    class Level(models.TextChoices):
        NATION = "nation", _("全国")
        PROVINCE = "province", _("省级")
        PREFECTURE = "prefecture", _("市级")
        COUNTY = "county", _("县级")

    code = models.CharField(
        "行政区划代码",
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^\d{6}$", "行政区划代码是六位数字。")],
        help_text="GB/T 2260 的六位代码；100000 表示全国。",
    )
    name = models.CharField("名称", max_length=60)
    level = models.CharField("层级", max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="上级地区",
    )
    pinyin = models.CharField("拼音", max_length=80, blank=True)
    initials = models.CharField("拼音首字母", max_length=20, blank=True)
    aliases = models.CharField("别名", max_length=120, blank=True, help_text="用空格隔开。")
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="并入或更名为",
        help_text="填写后，旧地址会转到新地区。",
    )

    class Meta:
        verbose_name = "地区"
        verbose_name_plural = "地区"
        ordering = ["code"]
        constraints = [
            source_text_present("policies_region", "name"),
            models.CheckConstraint(
                name="policies_region_only_the_nation_has_no_parent",
                condition=models.Q(level="nation", parent__isnull=True)
                | (~models.Q(level="nation") & models.Q(parent__isnull=False)),
                violation_error_message="除全国外，每个地区都要有上级地区。",
            ),
            models.CheckConstraint(
                name="policies_region_is_not_its_own_successor",
                condition=models.Q(successor__isnull=True) | ~models.Q(successor=models.F("id")),
                violation_error_message="地区不能并入它自己。",
            ),
            models.CheckConstraint(
                name="policies_region_is_not_its_own_parent",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                violation_error_message="地区不能是它自己的上级。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_zh_hans} {self.code}"  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Raise ValidationError unless levels fall from above and successors lead somewhere."""
        super().clean()
        if self.parent and rank(self.parent.level) >= rank(self.level):
            raise ValidationError({"parent": "上级地区的层级要高于本地区。"})
        below = self.children.values_list("level", flat=True) if self.pk else ()
        if any(rank(level) <= rank(self.level) for level in below):
            raise ValidationError({"level": "下面的地区的层级要低于本地区。"})
        if circle := circle_from(self, lambda region: region.successor):
            raise ValidationError({"successor": circle_refusal(map(str, circle))})

    def heir(self) -> Region:
        """The region that a merged or renamed one became in the end; the region itself if it
        stands, or nobody has approved yet what it becomes.

        Where successors lead in a circle nothing stands at the end, so the region answers for
        itself: a page that redirects to itself would be kept by browsers for ever.
        """
        found, seen = self, {self.pk}
        while found.successor is not None and not found.successor.awaits_approval:
            found = found.successor
            if found.pk in seen:
                return self
            seen.add(found.pk)
        return found

    @property
    def is_in_municipality(self) -> bool:
        """Whether it is a municipality or a part of one. Reads its lineage."""
        return any(level.code in MUNICIPALITIES for level in self.lineage())

    def lineage(self) -> list[Region]:
        """This region, then each level above it up to the nation.

        Reads `parent` up to three times; no query if the row was loaded by `with_lineage()`.
        """
        found: list[Region] = [self]
        while found[-1].parent is not None and len(found) < DEEPEST_LINEAGE:
            found.append(found[-1].parent)
        return found
