"""The admin as the editorial office knows it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.template.response import TemplateResponse

# What is written daily stands first; what is not named follows in its own order.
APP_ORDER = ("policies", "guides", "auth")
MODEL_ORDER = (
    "Policy",
    "Procedure",
    "Source",
    "Guide",
    "Faq",
    "FactCheck",
    "Term",
    "Feedback",
    "Material",
    "Contact",
    "Question",
    "ImpossibleCombination",
    "ExpectedCase",
    "Scenario",
    "Region",
    "OldAddress",
    "PublicationEvent",
)


def _rank(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)


class EditorSite(AdminSite):
    """The stock admin under our name, with the work that waits on its first page."""

    site_header = f"{settings.SITE_NAME} · 编辑部"
    site_title = "编辑部"
    index_title = "内容"
    empty_value_display = "—"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _rank(model["object_name"], MODEL_ORDER))
        return sorted(apps, key=lambda app: _rank(app["app_label"], APP_ORDER))

    def index(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> TemplateResponse:
        from site_config.desk.waiting import waiting  # asks models, which are not there earlier

        apps = self.get_app_list(request)
        entries = (entry for app in apps for entry in app["models"])
        context = {"waiting": waiting(request, entries), **(extra_context or {})}
        return super().index(request, context)


class EditorSiteConfig(AdminConfig):
    default_site = "site_config.desk.site.EditorSite"
