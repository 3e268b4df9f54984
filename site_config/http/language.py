"""The language of a page is that of its address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from policies.languages import language_of
from site_config.http.public_paths import GetResponse


class LanguageFromAddress:
    """The first part of the address is the language; nothing else is asked, nothing negotiated."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
