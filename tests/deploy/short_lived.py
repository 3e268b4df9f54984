"""The site, but its pages are fresh for a second, and name static files without collecting them.

A test has no minute to wait.
"""

from __future__ import annotations

from django.conf import settings

from site_config.wsgi import application

PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN}

from site_config.http import public_pages  # noqa: E402 - after the applications are loaded

public_pages.MINUTE = 1

__all__ = ["application"]
