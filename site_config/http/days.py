"""One address for a day, however people write it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from policies.views.moved import moved_to
from policies.views.parameters import WrittenOtherwise
from site_config.http.public_paths import GetResponse


class OneFormOfDays:
    """Leads from a day in another form to the same page with the form of addresses."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A redirect for a day that is written otherwise; whatever else was raised goes on."""
        if not isinstance(exception, WrittenOtherwise):
            return None
        query = urlencode(exception.canonical, safe=",")
        address = f"{request.path_info}?{query}" if query else request.path_info
        return moved_to(address, request, replaced=exception.replaced)
