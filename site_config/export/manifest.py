"""What a copy holds, and of which state of the site: the manifest; the journal until it is whole.

The journal is written as pages are: who is broken off goes on where it was.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TextIO

from django.utils import timezone

from policies.publishing import events
from site_config.export.files import make_folder, replace
from site_config.http.names import SITE

NAME, JOURNAL = "manifest.json", "manifest.journal"
FORM = 1


@dataclass(frozen=True, slots=True)
class State:
    """What the pages of a copy depend on."""

    site: str  # release, address and name
    published: str
    day: str

    @property
    def release(self) -> str:
        return self.site.partition(" ")[0]


NO_STATE = State("", "", "")


def state_at(now: dt.datetime) -> State:
    """The state of the site at an instant. One query."""
    return State(SITE, events.token(now), timezone.localdate(now).isoformat())


@dataclass(frozen=True, slots=True)
class Entry:
    """What an address answered, and where its copy lies. `leads`: to pages with a parameter."""

    address: str
    status: int
    name: str = ""  # of the page
    file: str = ""
    digest: str = ""  # of the file, where it is made from another page
    location: str = ""
    leads: tuple[str, ...] = ()


@dataclass(slots=True)
class Manifest:
    """A whole copy, or what is known of one that is being made."""

    state: State = NO_STATE
    made: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)


def read_manifest(folder: Path) -> Manifest:
    """The copy in a folder; an empty one where there is none, or one of another form."""
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Manifest()
    if told.get("form") != FORM:
        return Manifest()
    entries = (_entry(each) for each in told["entries"])
    return Manifest(State(**told["state"]), told["made"], {each.address: each for each in entries})


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """The whole copy: its state, when it was made, each of its addresses a line."""
    head = {
        "form": FORM,
        "made": manifest.made,
        "addresses": len(manifest.entries),
        "state": asdict(manifest.state),
    }
    rows = ",\n".join(_line(manifest.entries[each]) for each in sorted(manifest.entries))
    beginning = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    text = f'{beginning},\n "entries": [\n{rows}\n]}}\n'
    replace(folder / NAME, [text.encode()])
    (folder / JOURNAL).unlink(missing_ok=True)


def read_journal(folder: Path, state: State) -> dict[str, Entry]:
    """What was copied of this state by a run that was broken off; its last line may be torn."""
    return {each.address: each for each in _journal(folder / JOURNAL, state)}


def _journal(path: Path, state: State) -> Iterator[Entry]:
    try:
        first, *lines = path.read_text(encoding="utf-8").splitlines()
        if State(**json.loads(first)) != state:
            return
    except (OSError, ValueError, TypeError):
        return
    for line in lines:
        try:
            yield _entry(json.loads(line))
        except (ValueError, TypeError):
            return


def open_journal(folder: Path, state: State, known: Iterable[Entry]) -> TextIO:
    """A journal of this state that holds what is known, to write on."""
    make_folder(folder)
    lines = [json.dumps(asdict(state)), *(_line(each) for each in known)]
    replace(folder / JOURNAL, [("\n".join(lines) + "\n").encode()])
    return (folder / JOURNAL).open("a", encoding="utf-8")


def note(journal: TextIO, entries: Sequence[Entry]) -> None:
    """What was copied together, the page last: what is torn before it is done again as a whole."""
    for each in reversed(entries):
        journal.write(_line(each) + "\n")
    journal.flush()


def _line(entry: Entry) -> str:
    told = {name: value for name, value in asdict(entry).items() if value}
    return json.dumps(told, ensure_ascii=False)


def _entry(told: dict[str, object]) -> Entry:
    leads = told.get("leads", ())
    plain = {name: value for name, value in told.items() if name != "leads"}
    return Entry(**plain, leads=tuple(leads))  # type: ignore[arg-type]
