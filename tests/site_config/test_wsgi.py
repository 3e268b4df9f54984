"""What the server calls."""

from __future__ import annotations

import runpy
import threading

import django
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from django.utils import translation
from django.utils.translation import trans_real

from site_config.http.kept_pages import KeptPages
from site_config.http.measured import Measured

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")


@pytest.fixture(autouse=True)
def set_up_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django is; doing it again would take away what pytest listens to."""
    monkeypatch.setattr(django, "setup", lambda **_options: None)


def started() -> object:
    path = settings.BASE_DIR / "site_config" / "wsgi.py"
    return runpy.run_path(str(path))["application"]


def test_the_server_gets_the_site() -> None:
    site = started()
    assert isinstance(site, Measured)
    kept = site.application
    assert isinstance(kept, KeptPages) and isinstance(kept.application, WSGIHandler)
    assert settings.WSGI_APPLICATION == "site_config.wsgi.application"


def test_each_thread_has_its_own_language() -> None:
    started()
    found: list[str | None] = []
    with translation.override("en"):
        other = threading.Thread(target=lambda: found.append(translation.get_language()))
        other.start()
        other.join()
        assert translation.get_language() == "en"
    assert found == [settings.LANGUAGE_CODE] and isinstance(
        vars(trans_real)["_active"], threading.local
    )


@override_settings(ROOT_URLCONF="tests.site_config.test_wsgi")
def test_wrong_addresses_stop_the_start_and_not_the_first_reader() -> None:
    with pytest.raises(ImproperlyConfigured, match="does not appear to have any patterns"):
        started()
