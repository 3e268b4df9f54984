"""The glossary."""

from typing import ClassVar

from django.db import models

from policies.models.plain import FromPack, PublicRow
from policies.models.translated import source_text_present


class Term(FromPack, PublicRow):
    """A word of the field and what it means, in plain words."""

    fixed: ClassVar = frozenset({"slug"})

    slug = models.SlugField("锚点", max_length=60, unique=True)
    name = models.CharField("名词", max_length=60)
    definition = models.TextField("意思")
    in_prose = models.CharField(
        "正文里的写法",
        max_length=120,
        blank=True,
        help_text="页面里第一次写到它时，会连到这里的解释。几种写法用“、”隔开；留空：不连。",
    )

    class Meta:
        verbose_name = "名词"
        verbose_name_plural = "名词"
        ordering = ["slug"]
        constraints = [source_text_present("guides_term", "name", "definition")]

    def __str__(self) -> str:
        return str(self.name)
