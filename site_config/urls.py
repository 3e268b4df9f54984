"""Every address of the site; they are promised for ever."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import path

from site_config.pages import PAGES, free_for_the_admin

urlpatterns = [
    *(page.pattern() for page in PAGES if not page.in_languages),
    path(free_for_the_admin(settings.ADMIN_PATH), admin.site.urls),
    *i18n_patterns(*(page.pattern() for page in PAGES if page.in_languages)),
]

handler400 = "site_config.views.bad_request"
handler403 = "site_config.desk.refused.forbidden"
handler404 = "site_config.views.not_found"
handler500 = "site_config.views.server_error"
