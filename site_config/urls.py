"""Every address of the site; they are promised for ever."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from site_config import site_pages, views

urlpatterns = [
    path("", views.root, name="root"),
    path("robots.txt", site_pages.robots, name="robots"),
    path("healthz", site_pages.healthz, name="healthz"),
    path("readyz", site_pages.readyz, name="readyz"),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("", include("guides.root_urls")),
    *i18n_patterns(
        path("", include("policies.urls")),
        path("", include("guides.urls")),
        path("about/", site_pages.about, name="about"),
        path("accessibility/", site_pages.accessibility, name="accessibility"),
        path("privacy/", site_pages.privacy, name="privacy"),
    ),
]

handler400 = "site_config.views.bad_request"
handler404 = "site_config.views.not_found"
handler500 = "site_config.views.server_error"
