"""A day is read as people write it; each has one address."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from django.core.exceptions import BadRequest
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from policies.views.parameters import day_as_written
from tests import factories as make
from tests.shipped import LANGUAGES

pytestmark = pytest.mark.django_db
ANSWER = "/zh-hans/regions/440300/death/"
FORMS = [
    "{0}年{1}月{2}日",
    "{0}-{1}-{2}",
    "{0}.{1}.{2}",
    "{0}/{1}/{2}",
    "{0}年{1}月{2}号",
    "{0} 年 {1} 月 {2} 日",
    "{0}。{1}。{2}",
    "{0}—{1}—{2}",
    "{0}‑{1}\N{MINUS SIGN}{2}",
    "{0} {1} {2}",
    "{0}年{1}月{2}號",
    "（{0}-{1}-{2}）",
    "{0}-{1}-{2}】你看看",
    "{0}\u200b-{1}-\ufeff{2}",
    "{0:04}{1:02}{2:02}",
    "{2} {3} {0}",
    "{3} {2}, {0}",
    "{4}. {2}, {0}",
]
MONTHS = dict(enumerate(calendar.month_name)), dict(enumerate(calendar.month_abbr))
WIDE = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)), st.sampled_from(FORMS), st.booleans())
def test_every_day_is_read_in_every_form_and_width(day: dt.date, form: str, is_wide: bool) -> None:
    month, short = (names[day.month] for names in MONTHS)
    written = form.format(day.year, day.month, day.day, month, short)
    assert day_as_written(written.translate(WIDE) if is_wide else written) == day


@pytest.mark.parametrize(
    "text",
    [
        "2027年13月1日",
        "2026-02-29",
        "2027",
        "1月1日",
        "27-1-1",
        "2027-1-1-1",
        "0000-01-01",
        "明天",
        "2027011",
        "1/2/2027",
        "Janus 1, 2027",
        "二〇二七年十三月一日",
        "2027-01-01T08",
        "2027-01-01 2028-01-01",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadRequest):
        day_as_written(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二七年一月一日", dt.date(2027, 1, 1)),
        ("二零二六年十二月三十一日", dt.date(2026, 12, 31)),
        ("二○二七年十月二十日", dt.date(2027, 10, 20)),
        ("2027年元旦", dt.date(2027, 1, 1)),
        ("Sept. 3rd, 2027", dt.date(2027, 9, 3)),
    ],
)
def test_figures_may_be_characters_and_months_names(text: str, day: dt.date) -> None:
    assert day_as_written(text) == day


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_is_read_as_pages_write_it(language: str) -> None:
    day = dt.date(2027, 9, 3)
    with translation.override(language):
        assert day_as_written(date_format(day)) == day


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("regions/440300/death/?on=2027-01-01）", "regions/440300/death/?on=2027-01-01"),
        ("regions/440300/death/?on=2027-01-01\u200b。", "regions/440300/death/?on=2027-01-01"),
        ("regions/440300/death/?on=2027-01-01】转给你", "regions/440300/death/?on=2027-01-01"),
        ("check/?r=440300）&e=death", "check/?r=440300&e=death"),
        (
            "compare/?kind=withdraw&regions=440300,440300）",
            "compare/?regions=440300&kind=withdraw",
        ),
    ],
)
def test_marks_behind_a_value_are_cut_by_one_redirect(damaged: str, whole: str) -> None:
    make.policy(region=make.region("440300", "深圳市"), scenario=make.scenario("death"), live=True)
    moved = Client().get(f"/zh-hans/{damaged}")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/zh-hans/{whole}")
    assert Client().get(moved.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("on=2027年1月1日", "on=2027-01-01"),
        ("on=２０２７－１－１&from=singlemessage", "on=2027-01-01"),
        ("known_on=2026.11.1&on=2027-1-1", "on=2027-01-01&known_on=2026-11-01"),
        ("known_on=2026/11/1&on=2027-01-01", "on=2027-01-01&known_on=2026-11-01"),
    ],
)
def test_one_redirect_leads_to_the_one_address(written: str, canonical: str) -> None:
    make.region("440300")
    make.scenario("death")
    response = Client().get(f"{ANSWER}?{written}")
    assert (response.status_code, response.headers["Location"]) == (301, f"{ANSWER}?{canonical}")
    assert Client().get(response.headers["Location"]).status_code == 200


def test_the_rest_of_a_comparison_and_of_a_walk_is_kept() -> None:
    table = Client().get("/zh-hans/compare/?regions=440300,440100&kind=use&on=2027年1月1日")
    assert table.headers["Location"] == (
        "/zh-hans/compare/?regions=440300,440100&kind=use&on=2027-01-01"
    )
    walk = Client().get("/zh-hans/check/?r=440300&e=death&ret=yes&on=2027年1月1日")
    assert walk.headers["Location"] == "/zh-hans/check/?on=2027-01-01&r=440300&e=death&ret=yes"


def test_a_day_that_cannot_be_read_beside_one_that_can_is_refused() -> None:
    make.region("440300")
    make.scenario("death")
    assert Client().get(f"{ANSWER}?on=2027年1月1日&known_on=明天").status_code == 400
