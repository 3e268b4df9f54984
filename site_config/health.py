"""How the site is: what its operator, a load balancer and Prometheus ask."""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from policies.models import PublicationEvent, PublicationState
from policies.publishing import events
from site_config.counted import DATABASE_ERRORS
from site_config.patience import patience

# Seconds for each answer of the database. The pool may take 2 s more to find a connection
# (site_config/postgresql.py): whoever asks hears within three.
PATIENCE = 0.8
OLDEST_BACKUP = dt.timedelta(hours=26)  # one a day, and two hours for a slow one
OLDEST_MIRROR = dt.timedelta(hours=26)
MIRROR_MANIFEST = "manifest.json"  # written by each export, last

Said = dict[str, int | str | None]


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at and whether it is well; without what is needed there are no pages."""

    name: str
    is_well: bool
    is_needed: bool = False
    said: Said = field(default_factory=dict)


def checks(now: dt.datetime) -> Iterator[Check]:
    """Each part of the site, the database first; what rests on it is left out where it is away."""
    try:
        with patience(PATIENCE):
            has_content = events.token(now) != events.NOTHING_PUBLISHED
            waiting = pending(now)
    except (DatabaseError, InterfaceError):
        DATABASE_ERRORS.labels("check").inc()
        yield Check("database", is_well=False, is_needed=True)
    else:
        yield Check("database", is_well=True, is_needed=True)
        yield Check("content", is_well=has_content, is_needed=True)
        yield Check("pending", is_well=True, said=waiting)
    yield Check("cache", is_well=cache_keeps())
    yield age("mirror", mirror_made(), OLDEST_MIRROR, now)
    yield age("backup", backup_made(), OLDEST_BACKUP, now)


def pending(now: dt.datetime) -> Said:
    """How many publications are scheduled. When is nobody's business but the operator's."""
    return {"count": PublicationEvent.objects.filter(at__gt=now).count()}


def next_publication(now: dt.datetime) -> dt.datetime | None:
    """The next instant at which something is scheduled."""
    ahead = PublicationEvent.objects.filter(at__gt=now).order_by("at")
    return ahead.values_list("at", flat=True).first()


def serial() -> int:
    """How many publications the database has counted."""
    return PublicationState.objects.values_list("serial", flat=True).first() or 0


def cache_keeps() -> bool:
    """Whether the cache gives back what it was given. Where it does not, pages are made."""
    cache.set("health", "kept", timeout=5)
    return bool(cache.get("health") == "kept")


def age(name: str, made: float | None, oldest: dt.timedelta, now: dt.datetime) -> Check:
    """Whether something that is made again and again was made not too long ago."""
    if made is None:
        return Check(name, is_well=False, said={"age_seconds": None})
    passed = now - dt.datetime.fromtimestamp(made, tz=timezone.get_current_timezone())
    return Check(name, passed <= oldest, said={"age_seconds": int(passed.total_seconds())})


def mirror_made() -> float | None:
    """When the copy in files was last brought up to date."""
    return newest([Path(settings.MIRROR_DIR) / MIRROR_MANIFEST] if settings.MIRROR_DIR else [])


def backup_made() -> float | None:
    """When the newest file in the folder of backups was written."""
    return newest(Path(settings.BACKUP_DIR).glob("site-*") if settings.BACKUP_DIR else [])


def newest(files: Iterable[Path]) -> float | None:
    """When the newest of some files was written; None if there is none."""
    return max((at for file in files if (at := written_at(file)) is not None), default=None)


def written_at(file: Path) -> float | None:
    """When a file was written; None for a folder, what is gone by now and what cannot be read."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime if stat.S_ISREG(found.st_mode) else None
