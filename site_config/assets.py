"""Static files on a server: those of the last releases stay beside those of this one.

A page that was made before a release, and lies in a cache or in front of a reader, names the files
of its own day. So do processes of the release before, while they are replaced one by one: no file
that is still named is away for a moment.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

RELEASES = 10  # whose files stay
MANIFEST = "staticfiles.json"  # which name each file of this release has
COMPRESSED = ("", ".gz", ".br")


def collect(folder: Path, register: Path) -> None:
    """Collect the files of this release into `folder`; `register` remembers those of the last."""
    released = [names_in(folder), *remembered(register)]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{folder.name}-", dir=folder.parent) as made:
        _collect_into(Path(made))
        released = _each_once([names_in(Path(made)), *released])[:RELEASES]
        _put_in_place(Path(made), folder)
    _remove_others(folder, {name for names in released for name in names})
    register.write_text(json.dumps(released), encoding="utf-8")


def names_in(folder: Path) -> list[str]:
    """The names with a digest that the release in a folder gave its files."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return sorted(manifest["paths"].values())


def remembered(register: Path) -> list[list[str]]:
    """The names of the last releases, the newest first; none where the register is not whole."""
    try:
        found: list[list[str]] = json.loads(register.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return []
    return found


def _collect_into(folder: Path) -> None:
    """From nothing: what stands in STATIC_ROOT says nothing about this release."""
    was = staticfiles_storage.path("")
    setattr(staticfiles_storage, "location", str(folder))  # noqa: B010 - no type knows of it
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
    finally:
        setattr(staticfiles_storage, "location", was)  # noqa: B010


def _each_once(releases: list[list[str]]) -> list[list[str]]:
    """Releases with files of their own: one that was collected twice counts once."""
    return [names for at, names in enumerate(releases) if names and names not in releases[:at]]


def _put_in_place(made: Path, folder: Path) -> None:
    """Each file at once, the manifest last: whoever reads it finds what it names."""
    files = [path for path in made.rglob("*") if path.is_file()]
    for path in sorted(files, key=lambda path: path.name == MANIFEST):
        place = folder / path.relative_to(made)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, place)


def _remove_others(folder: Path, named: set[str]) -> None:
    """Remove what neither this release has nor one of the last ones named."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    kept = {f"{name}{form}" for name in (*named, *manifest["paths"]) for form in COMPRESSED}
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in {*kept, MANIFEST}:
            path.unlink()
