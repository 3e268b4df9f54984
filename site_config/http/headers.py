"""Headers that no library here sets."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from site_config.http.public_paths import GetResponse


class SecurityHeaders:
    """Headers that no library here sets: what the browser may use, who may embed us, and
    that no cache keeps a page of the admin, whichever of its views forgot to say so."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            add_never_cache_headers(response)
        return response
