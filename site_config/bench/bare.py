"""What is compared with: a Django view that does nothing, and the same page kept by the framework's
own cache middleware."""

from __future__ import annotations

import types
from collections.abc import Callable

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test.utils import override_settings
from django.urls import path, set_urlconf
from django.views.decorators.cache import cache_page

MINUTE = 60
View = Callable[..., HttpResponse]


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"ok\n")


def bare() -> WSGIHandler:
    """A view that does nothing, no middleware before it."""
    return handler_of(nothing, [])


def cached(body: bytes) -> WSGIHandler:
    """A page as Django's cache middleware keeps it, the site's own middleware around it."""
    from django.conf import settings

    @cache_page(MINUTE)
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(body)

    above = [each for each in settings.MIDDLEWARE if not each.startswith("site_config.")]
    return handler_of(page, above)


def handler_of(view: View, middleware: list[str]) -> WSGIHandler:
    urls = types.ModuleType("urls of a bench")
    urls.urlpatterns = [path("", view), path("<path:rest>", lambda request, rest: view(request))]  # type: ignore[attr-defined]
    with override_settings(MIDDLEWARE=middleware):
        handler = WSGIHandler()

    def get_response(request: HttpRequest) -> HttpResponseBase:
        request.urlconf = urls  # type: ignore[attr-defined]
        try:
            return WSGIHandler.get_response(handler, request)
        finally:
            set_urlconf(None)  # Django leaves the last request's to whoever asks next

    handler.get_response = get_response  # type: ignore[method-assign]
    return handler
