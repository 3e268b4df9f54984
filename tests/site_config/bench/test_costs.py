"""What is measured is what it is called, and a run says so in one way for people and programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import Policy
from site_config.bench import costs
from site_config.bench.bare import bare, cached
from site_config.bench.costs import NotMeasured, asking, milliseconds
from site_config.bench.management.commands import bench
from site_config.bench.many import PERIODS, load_many
from site_config.export.asking import environment
from tests.shipped import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request ends without giving the connection of the test back, as with a Client."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)


def body(application: Any, address: str) -> bytes:
    return b"".join(application(environment(address), lambda *_told: lambda _bytes: None))


def test_the_bare_view_asks_nothing_and_knows_no_middleware() -> None:
    assert body(bare(), "/") == b"ok\n"
    with CaptureQueriesContext(connection) as captured:
        asking(bare(), "/")()
    assert len(captured) == 0


def test_the_frameworks_cache_gives_the_same_page_without_making_it_again() -> None:
    application = cached(b"a page")
    assert body(application, costs.PAGE) == body(application, costs.PAGE) == b"a page"


def test_each_figure_is_measured_and_the_dearest_are_not_the_kept_ones(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(costs, "cold", lambda _now: 7.0)
    svg = tmp_path / "bench.svg"
    call_command("bench", json=True, no_servers=True, seconds=0.01, svg=svg)
    run = json.loads(capsys.readouterr().out)["runs"][0]
    found = run["milliseconds"]
    assert found.keys() == {
        *("cold", "bare", "cache-middleware", "warm", "not-modified"),
        *("search", "wizard", "compare", "admin-lists"),
    }
    assert found["warm"] < found["cache-middleware"] < found["wizard"]
    assert run["policies"] == Policy.objects.count() and "warm / bare" in run["ratios"]
    assert svg.read_text().startswith("<svg") and "a page, kept" in svg.read_text()


def test_cold_pages_are_answers_and_guides() -> None:
    assert costs.is_cold_page("/zh-hans/regions/440300/death/")
    assert costs.is_cold_page("/en/guides/fraud-warning/")
    for other in ("/en/regions/", "/r/NTCMN/v1", "/en/terms/", "/en/regions/440300/death.json"):
        assert not costs.is_cold_page(other)
    assert costs.cold(TODAY, most=2) > 0


def test_people_are_told_how_long_it_takes_and_what_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "costs", lambda _seconds, _now: [costs.Cost("cold", 7.0)])
    monkeypatch.setattr(bench, "missing", lambda: ["wrk"])
    call_command("bench")
    told = capsys.readouterr().out
    assert told.startswith("大约 2 分钟。") and "没有装 wrk" in told
    assert "没有备好的页面 7.0 ms（最多 5，超过）" in told


def test_an_amount_that_nobody_knows_is_refused() -> None:
    with pytest.raises(CommandError, match="1000"):
        call_command("bench", sizes="1000")


def test_what_does_not_answer_is_not_measured() -> None:
    from django.core.handlers.wsgi import WSGIHandler

    with pytest.raises(NotMeasured, match="404"):
        asking(WSGIHandler(), "/zh-hans/no-such-page/")()


def test_a_cost_is_that_of_one_call() -> None:
    calls = []
    milliseconds(lambda: calls.append(1), 0.001)
    assert len(calls) >= 7


def test_every_place_is_filled_once_with_rules_that_are_live() -> None:
    before = Policy.objects.count()
    stored = load_many(most_regions=2)
    assert 0 < stored <= 2 * 23 * len(PERIODS) and Policy.objects.count() == before + stored
    assert not Policy.objects.filter(origin="bench").exclude(state="approved").exists()
    assert load_many(most_regions=2) == 0
