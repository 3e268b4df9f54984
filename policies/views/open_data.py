"""How data for programs is answered: as text of Chinese, and readable by pages of other sites."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse, JsonResponse


def json_for_all(content: Mapping[str, object]) -> HttpResponse:
    """Data as JSON that may be read from anywhere."""
    return open_to_all(JsonResponse(content, json_dumps_params={"ensure_ascii": False}))


def open_to_all(response: HttpResponse) -> HttpResponse:
    """Let pages of other sites read it: it is public and the same for everybody."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
