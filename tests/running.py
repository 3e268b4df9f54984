"""How a run goes, whichever tests it holds; a pytest plugin.

Property tests are random: each run draws a seed, says it, and repeats an earlier run with
HYPOTHESIS_SEED. TEST_TIER=long gives every property twenty times its examples; TEST_TIER=whole
goes through what is sampled otherwise (addresses, places, migrations). TEST_SHARE=1/2 is
one of two stages that share the examples of each property and the tests that stand outside ON_BOTH.
Tests that only one database can pass are left out on the other one.
"""

from __future__ import annotations

import gc
import math
import os
import secrets
from collections.abc import Iterable, Sequence
from itertools import cycle
from pathlib import Path
from zlib import crc32

import hypothesis
import psycopg
import pytest
from django.db import connection
from hypothesis import Phase

SEED = "HYPOTHESIS_SEED"
TESTS = Path(__file__).parent
# Where databases differ: what they keep and refuse, what verbs and forms save, what is loaded.
ON_BOTH = (
    "policies/models", "policies/publishing", "policies/admin/saving",
    "policies/pack/test_loading.py", "policies/pack/test_two_loads.py",
    "guides/models", "upgrade",
)  # fmt: skip
# Beside these, what only asks what is stored already: who may do or see it, what stands in the
# way, what is told of it and how a page or form shows it.
ON_ONE = (
    *(f"policies/publishing/test_{name}.py" for name in (
        "acknowledging", "beside", "bound", "changed_outcomes", "checked_rules",
        "condition_blockers", "countersign", "history", "looking_once", "meaning",
        "nobody_sees_what_waits", "reasons", "register", "scopes", "seen_on", "sign_off",
        "source_changed", "to_read", "translations", "verb_cost", "verification", "visible",
        "who_signs_off", "words_left", "words_nobody_can_answer",
    )),
    *(f"policies/admin/saving/test_{name}.py" for name in
      ("merge_page", "partial_forms", "refusals", "session")),
)  # fmt: skip
OF_THE_FIRST = 660  # in a thousand that two share: a test costs less on SQLite than on a server
IS_LONG = os.environ.get("TEST_TIER") == "long"
IS_WHOLE = IS_LONG or os.environ.get("TEST_TIER") == "whole"
SHARE, SHARES = map(int, os.environ.get("TEST_SHARE", "1/1").split("/"))


def examples(number: int) -> int:
    """How many of a property's examples it gets here; twenty times as many in the long tier."""
    return math.ceil(number * (20 if IS_LONG else 1) / SHARES)


def crossed(names: Iterable[str], values: Sequence[str]) -> list[tuple[str, str]]:
    """Each name with each value; outside the whole tier with one of them, in turn."""
    if IS_WHOLE:
        return [(name, value) for name in names for value in values]
    return list(zip(names, cycle(values), strict=False))


hypothesis.settings.register_profile(
    "ours", max_examples=examples(100), deadline=None, derandomize=False, print_blob=True
)
hypothesis.settings.load_profile("ours")
# For two thousand faults in turn: fewer examples, and none is made smaller once one has failed.
hypothesis.settings.register_profile(
    "faults", max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate]
)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """One seed for the whole run; pytest-xdist hands it to its workers."""
    if config.option.hypothesis_seed is None:
        config.option.hypothesis_seed = os.environ.get(SEED) or str(secrets.randbelow(2**32))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Say the seed; without its database a run does not begin."""
    say(session.config, f"{SEED}={session.config.option.hypothesis_seed}")
    if connection.vendor == "postgresql":
        try:
            psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=5).close()
        except psycopg.OperationalError as error:
            advice = "Without DATABASE_URL tests run on SQLite; bin/test starts a PostgreSQL."
            raise pytest.UsageError(f"{error}\n{advice}") from error


def pytest_terminal_summary(exitstatus: int, config: pytest.Config) -> None:
    if exitstatus:
        seed = config.option.hypothesis_seed
        say(config, f"The same examples again: {SEED}={seed} bin/test …")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is for the other database, stage or tier."""
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    later = () if IS_LONG else ("long",)
    foreign = {item for item in items if any(map(item.get_closest_marker, (other, *later)))}
    foreign.update(left_to_others(item for item in items if item not in foreign))
    if foreign:
        config.hook.pytest_deselected(items=[item for item in items if item in foreign])
    items[:] = [item for item in items if item not in foreign]


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """A file that another stage runs is not even read, but for what only this database can pass."""
    if collection_path.suffix != ".py" or not collection_path.name.startswith("test_"):
        return None
    place = collection_path.relative_to(TESTS).as_posix()
    if is_for_both(place) or is_dealt_here(place):
        return None
    return f"mark.{connection.vendor}" not in collection_path.read_text(encoding="utf-8") or None


def pytest_collection_finish() -> None:
    """Look no more for garbage among what a run keeps to its end: the modules and the tests.

    Half a million objects, looked at some eighty times, cost a seventh of a run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def left_to_others(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """What another stage runs: the files outside ON_BOTH that are its part; and what stands inside
    and opens no database, which is the first one's. What only this database can pass stays."""
    others = []
    for item in items:
        place = item.path.relative_to(TESTS).as_posix()
        is_both = is_for_both(place)
        is_left = SHARE != 1 and is_pure(item) if is_both else not is_dealt_here(place)
        if is_left and not item.get_closest_marker(connection.vendor):
            others.append(item)
    return others


def is_dealt_here(name: str) -> bool:
    """Whether this stage, of those that share something, has the file of this name: a file is not
    divided, so what its tests share (rows, pages that were asked) is made once."""
    is_of_the_first = crc32(name.encode()) % 1000 < OF_THE_FIRST
    return SHARES == 1 or is_of_the_first == (SHARE == 1)


def is_for_both(place: str) -> bool:
    """Whether a file stands where databases differ."""
    is_there = any(place == each or place.startswith(f"{each}/") for each in ON_BOTH)
    return is_there and place not in ON_ONE


def is_pure(item: pytest.Item) -> bool:
    """Whether a test opens no database."""
    opens = {"db", "transactional_db", "django_db_setup"} & {*getattr(item, "fixturenames", ())}
    return not (opens or item.get_closest_marker("django_db"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where CI=true, a skipped test is a failure: nothing may be left out unseen."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped") if reporter else None
    if skipped and os.environ.get("CI") == "true":
        say(session.config, f"CI=true, yet {len(skipped)} skipped.")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def say(config: pytest.Config, line: str) -> None:
    """Print a line of its own; a worker of pytest-xdist has nowhere to."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter:
        reporter.ensure_newline()
        reporter.write_line(line)
