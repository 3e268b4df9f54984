"""Headers that no library here sets."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from site_config.http.public_paths import GetResponse


class SecurityHeaders:
    """Headers that no library here sets: what the browser may use, and who may embed us."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
