"""What the server calls."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - a wrong address stops the start, not the first reader
