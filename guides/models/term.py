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

    class Meta:
        verbose_name = "名词"
        verbose_name_plural = "名词"
        ordering = ["slug"]
        constraints = [source_text_present("guides_term", "name", "definition")]

    def __str__(self) -> str:
        return str(self.name)
