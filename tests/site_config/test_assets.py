"""Static files of the last releases stay beside those of this one, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from site_config import assets
from site_config.assets import MANIFEST, RELEASES, collect, names_in, remembered

HASHED = "site_config.storage.BundledStaticFilesStorage"


class Server:
    """A folder of sources, what is collected of them, and the register of releases."""

    def __init__(self, top: Path) -> None:
        self.sources, self.served = top / "sources", top / "srv/static"
        self.register = top / "register.json"
        self.sources.mkdir()

    def release(self, **files: str) -> set[str]:
        """Collect files; the names that their release gave them."""
        for path in self.sources.iterdir():
            path.unlink()
        for name, text in files.items():
            (self.sources / f"{name}.css").write_text(text)
        collect(self.served, self.register)
        return set(names_in(self.served))

    def there(self) -> set[str]:
        return {path.name for path in self.served.rglob("*") if path.is_file()}


@pytest.fixture
def server(tmp_path: Path, settings: Settings) -> Server:
    server = Server(tmp_path)
    settings.STATICFILES_DIRS = [server.sources]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = server.served
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": HASHED}}
    return server


def text(number: int) -> str:
    return f"p {{ margin: {number}px; padding: {'1px ' * 60}}}"


def test_files_of_the_last_ten_releases_stay_and_older_ones_go(server: Server) -> None:
    named = [server.release(page=text(number)) for number in range(RELEASES + 2)]
    assert all(len(names) == 1 for names in named)
    older, kept = named[:-RELEASES], named[-RELEASES:]
    assert set().union(*kept) <= server.there()
    assert not set().union(*older) & server.there()
    assert len(remembered(server.register)) == RELEASES


def test_each_file_stays_with_its_compressed_forms(server: Server) -> None:
    [first] = server.release(page=text(1))
    server.release(page=text(2))
    assert {first, f"{first}.gz", f"{first}.br"} <= server.there()
    assert (server.served / first).read_text() == text(1)


def test_a_release_collected_again_counts_once(server: Server) -> None:
    first = server.release(page=text(1))
    for _ in range(RELEASES + 1):
        server.release(page=text(2))
    assert first <= server.there()
    assert len(remembered(server.register)) == 2


def test_a_file_that_this_release_has_no_more_leaves_its_digest_name_alone(server: Server) -> None:
    names = server.release(page=text(1), sheet=text(2))
    server.release(page=text(1))
    assert "sheet.css" not in server.there()
    assert names <= server.there()


def test_an_older_file_that_comes_back_is_collected_whatever_its_time(server: Server) -> None:
    """A release that is rolled back has files older than those collected."""
    first = server.release(page=text(1))
    second = server.release(page=text(2))
    assert server.release(page=text(1)) == first
    assert first | second <= server.there()
    assert (server.served / "page.css").read_text() == text(1)


@pytest.mark.parametrize("register", [None, "[[", ""], ids=["gone", "torn", "empty"])
def test_without_its_register_the_release_that_is_served_counts(
    server: Server, register: str | None
) -> None:
    first = server.release(page=text(1))
    if register is None:
        server.register.unlink()
    else:
        server.register.write_text(register)
    server.release(page=text(2))
    assert first <= server.there()


def test_no_file_that_is_named_is_away_while_the_next_release_is_collected(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = server.release(page=text(1), sheet=text(2))
    seen = []

    def watching(*arguments: str, **options: object) -> None:
        seen.append(before <= server.there())
        call_command(*arguments, **options)  # type: ignore[arg-type]
        seen.append(before <= server.there() and set(names_in(server.served)) == before)

    monkeypatch.setattr(assets, "call_command", watching)
    server.release(page=text(3), sheet=text(2))
    assert seen == [True, True]


def test_a_collection_that_fails_leaves_what_is_served(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = server.release(page=text(1))
    files = server.there()

    def fail(*_arguments: str, **_options: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(assets, "call_command", fail)
    with pytest.raises(OSError, match="disk full"):
        server.release(page=text(2))
    assert server.there() == files and set(names_in(server.served)) == before
    assert {path.name for path in server.served.parent.iterdir()} == {server.served.name}


def test_the_manifest_is_put_in_place_last(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    placed: list[str] = []
    replace = assets.os.replace  # type: ignore[attr-defined]

    def noting(source: Path, target: Path) -> None:
        placed.append(target.name)
        replace(source, target)

    monkeypatch.setattr(assets.os, "replace", noting)  # type: ignore[attr-defined]
    server.release(page=text(1), zebra=text(2))
    assert placed[-1] == MANIFEST and placed.count(MANIFEST) == 1
