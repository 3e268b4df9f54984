"""Who waits how long for one answer of the database."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from policies.pack import load
from site_config import patience
from site_config.http.public_pages import PublicPages


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "limit"), [("/admin/", patience.FOR_EDITORS), ("/zh-hans/", patience.FOR_READERS)]
)
def test_no_request_waits_longer_than_its_reader(
    path: str, limit: float, rf: RequestFactory
) -> None:
    waits = []

    def answer(request: HttpRequest) -> HttpResponse:
        waits.append(patience.seconds())
        return HttpResponse()

    PublicPages(answer)(rf.get(path))
    assert waits == [limit]


def test_a_load_waits_as_long_as_another_one_may_take() -> None:
    assert patience.seconds() >= load.LONGEST_LOAD / 1000
