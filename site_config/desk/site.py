"""The admin as the editorial office knows it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

# What is written daily stands first; what is not named follows in its own order.
APP_ORDER = ("policies", "guides", "auth")
LAST = 1000


class EditorSite(AdminSite):
    """The stock admin under our name, with the work that waits on its first page."""

    site_header = f"{settings.SITE_NAME} · 编辑部"
    site_title = "编辑部"
    index_title = "内容"
    empty_value_display = "—"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda entry: self.rank(entry["model"]))
        known = {label: rank for rank, label in enumerate(APP_ORDER)}
        return sorted(apps, key=lambda app: known.get(app["app_label"], LAST))

    def rank(self, model: type[Model]) -> int:
        """Where a model stands within its app: `desk_rank` of its admin, last without one."""
        return int(getattr(self.get_model_admin(model), "desk_rank", LAST))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The stock addresses, and the gallery of components."""
        return [
            path("components/", self.admin_view(self.components), name="components"),
            *super().get_urls(),
        ]

    def components(self, request: HttpRequest) -> HttpResponse:
        """Every component of the public pages, with examples."""
        from site_config.desk.gallery.page import gallery  # asks models, as below

        return gallery(request)

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
