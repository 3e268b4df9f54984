"""What permissions are called in the forms of accounts and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import ManyToManyField, Model
from django.http import HttpRequest

if TYPE_CHECKING:
    Account = admin.ModelAdmin[Model]
    Many = ManyToManyField[Model, Model]
else:
    Account, Many = admin.ModelAdmin, ManyToManyField

DEEDS = {"approve": "批准", "add": "增加", "change": "修改", "delete": "删除", "view": "查看"}


class NamesPermissions(Account):
    """Offers the permissions that something here asks for, in Chinese: those of what the office
    has a page for. Keys of phones and sessions have none."""

    def formfield_for_manytomany(
        self, db_field: Many, request: HttpRequest | None = None, **kwargs: object
    ) -> forms.ModelMultipleChoiceField[Model] | None:
        """The field; of permissions with what they are called."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[arg-type]
        if (
            field is not None
            and db_field.related_model is Permission
            and field.queryset is not None
        ):
            kinds = ContentType.objects.get_for_models(*admin.site._registry).values()
            field.queryset = field.queryset.filter(content_type__in=[each.pk for each in kinds])
            field.label_from_instance = in_words  # type: ignore[assignment,method-assign]
        return field


def in_words(permission: Permission) -> str:
    """政策：修改. What is no deed of Django's has a name of ours."""
    kind, deed = permission.content_type.name, permission.codename.partition("_")[0]
    is_ours = permission.codename != f"{deed}_{permission.content_type.model}"
    return f"{kind}：{permission.name if is_ours else DEEDS.get(deed, permission.name)}"
