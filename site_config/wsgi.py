"""What the server calls: Django, behind the pages that it made already, and what is counted."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
made_by_django = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - a wrong address stops the start, not the first reader

from site_config.http.kept_pages import KeptPages  # noqa: E402 - needs the settings
from site_config.http.measured import Measured  # noqa: E402
from site_config.http.shared_pages import SharedPages, server_of  # noqa: E402
from site_config.http.warming import warm_up  # noqa: E402, F401 - gunicorn calls it
from site_config.sqlite.base import DatabaseWrapper  # noqa: E402
from site_config.threads import keep_by_thread  # noqa: E402

keep_by_thread()
DatabaseWrapper.makes_files = False
shared = SharedPages(server_of(settings.CACHES["default"]))
pages = KeptPages(made_by_django, shared=shared)
application = Measured(pages, port=settings.METRICS_PORT)
