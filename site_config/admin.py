"""The admin as the editorial office knows it."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class EditorSite(AdminSite):
    """The stock admin under our name."""

    site_header = "医保个账问路 · 编辑部"
    site_title = "编辑部"
    index_title = "内容"
    empty_value_display = "—"


class EditorSiteConfig(AdminConfig):
    default_site = "site_config.admin.EditorSite"
