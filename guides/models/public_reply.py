"""What editors answer in public to what readers reported: it stands at the sentence it is about."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models

from policies.addresses import SCENARIO_CODE
from policies.models.plain import PublicRow
from policies.models.translated import source_text_present

LONGEST_REPLY = 200


class PublicReply(PublicRow):
    """An answer to reports on one sentence of one answer page; like every shared row it is one
    person's proposal and another's approval. Nothing of a report is quoted by itself."""

    fixed: ClassVar = frozenset({"slug"})

    slug = models.SlugField("编号", max_length=60, unique=True, help_text="发布后不改。")
    path = models.CharField(
        "哪一页",
        max_length=120,
        validators=[
            RegexValidator(
                rf"^/regions/[0-9]{{6}}/{SCENARIO_CODE}/$",
                "写回答页的地址，不含网站名和语言，例如 /regions/440300/death/",
            )
        ],
        help_text="不含语言，例如 /regions/440300/death/",
    )
    sentence = models.CharField(
        "哪一句", max_length=200, help_text="照页面上的原样，一字不差；那一句改了，答复就不再显示。"
    )
    text = models.TextField(
        "答复",
        validators=[MaxLengthValidator(LONGEST_REPLY)],
        help_text=f"最多 {LONGEST_REPLY} 字。不写读者的姓名、电话，不照抄读者的话。",
    )

    class Meta:
        verbose_name = "公开答复"
        verbose_name_plural = "公开答复"
        ordering = ["path", "slug"]
        constraints = [source_text_present("guides_publicreply", "sentence", "text")]

    def __str__(self) -> str:
        return f"{self.path} {self.sentence}"
