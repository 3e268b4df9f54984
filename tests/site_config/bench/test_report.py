"""Ratios, words and the picture of a run."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from site_config.bench.costs import Cost
from site_config.bench.plot import LEFT, NAMES, WIDTH, length, picture
from site_config.bench.report import WORDS, Run, as_data, growth, in_lines, ratios, run_of
from site_config.bench.servers import Load, figures

RUN = Run(
    "1×",
    170,
    [Cost("cold", 4.0), Cost("bare", 0.03), Cost("warm", 0.006), Cost("not-modified", 0.007)],
    [Load("nginx-file", 8000, 0.013, 0), Load("warm-nginx", 6000, 0.026, 3)],
)
LARGER = Run("full", 221_697, [Cost("cold", 5.0), Cost("warm", 0.006)])


def test_each_ratio_is_of_what_was_measured() -> None:
    assert ratios(RUN.milliseconds()) == {
        "warm / bare": pytest.approx(0.2),
        "not-modified / warm": pytest.approx(7 / 6),
        "warm-nginx / nginx-file": pytest.approx(2.0),
    }
    assert ratios(LARGER.milliseconds()) == {}


def test_what_is_above_its_bound_is_named() -> None:
    told = in_lines([RUN, LARGER])
    above = [line for line in told if "超过" in line]
    assert len(above) == 2, "304 dearer than the page, nginx slower than a file"
    assert "warm / bare = 0.20（最多 0.33）" in "\n".join(told)
    assert told[-1] == "full 比 1×：最多贵 1.25 倍（没有备好的页面）"
    assert any("8000 次/秒" in line and "0.013 ms" in line for line in told)


def test_a_run_of_another_process_is_the_same_run() -> None:
    again = run_of(RUN.as_data())
    assert again.milliseconds() == RUN.milliseconds() and again.policies == 170
    with pytest.raises(TypeError):
        run_of(RUN.as_data() | {"milliseconds": []})


def test_programs_are_told_every_figure() -> None:
    told = as_data([RUN, LARGER])
    assert told["growth"] == {"full": {"cold": 1.25, "warm": 1.0}}
    assert growth(RUN, LARGER)["cold"] == 1.25
    assert RUN.as_data()["failed"] == {"nginx-file": 0, "warm-nginx": 3}


def test_the_picture_has_a_bar_a_figure_and_no_script() -> None:
    svg = picture(RUN.milliseconds(), "a <title>")
    root = ET.fromstring(svg)  # noqa: S314 - our own
    bars = [each for each in root.iter() if each.tag.endswith("rect")]
    assert len(bars) == 6 and root.attrib["aria-label"] == "a <title>"
    widths = [float(bar.attrib["width"]) for bar in bars]
    assert widths == sorted(widths) and LEFT + max(widths) <= LEFT + WIDTH
    assert "script" not in svg and all(word in svg for word in (NAMES["cold"], "0.01 ms"))


def test_each_figure_has_a_name_in_both_languages() -> None:
    assert NAMES.keys() == WORDS.keys()


def test_ten_times_more_is_one_step_longer() -> None:
    steps = [length(value, 100) for value in (0.001, 0.01, 0.1, 1, 10, 100)]
    assert steps == pytest.approx([WIDTH * step / 5 for step in range(6)])


WRK = """Running 3s test @ http://127.0.0.1:1/
  1 threads and 32 connections
  11441 requests in 3.01s, 225.41MB read
  Socket errors: connect 0, read 2, write 0, timeout 1
  Non-2xx or 3xx responses: 5
Requests/sec:   3807.60
"""


def test_what_wrk_says_is_read_with_every_failure() -> None:
    assert figures(WRK) == (11441, 3807.6, 8)
    with pytest.raises(ValueError, match="unable to connect"):
        figures("unable to connect to 127.0.0.1")
