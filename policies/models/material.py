"""What to bring, and whom to call."""

from django.db import models

from policies.models.plain import FromPack, PublicRow
from policies.models.region import Region
from policies.models.translated import source_text_present


class Material(FromPack, PublicRow):
    """A paper or proof that a counter asks for."""

    code = models.SlugField("代码", max_length=60, unique=True)
    name = models.CharField("名称", max_length=80)
    how_to_get = models.TextField("怎样取得", blank=True)

    class Meta:
        verbose_name = "材料"
        verbose_name_plural = "材料"
        ordering = ["code"]
        constraints = [source_text_present("policies_material", "name")]

    def __str__(self) -> str:
        return str(self.name)


class Contact(FromPack, PublicRow):
    """A telephone number, stored once; pages never carry a number of their own."""

    code = models.SlugField("代码", max_length=60, unique=True)
    name = models.CharField("名称", max_length=80)
    phone = models.CharField("电话", max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="contacts", verbose_name="地区")
    scope = models.TextField("管什么", blank=True)

    class Meta:
        verbose_name = "电话"
        verbose_name_plural = "电话"
        ordering = ["code"]
        constraints = [source_text_present("policies_contact", "name")]

    def __str__(self) -> str:
        return f"{self.name} {self.phone}"
