"""What a cache is told: the same page until what is published, or the day, changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from policies.publishing import actions
from tests import factories as make
from tests.shipped import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PAGE = "/zh-hans/regions/440000/settle-abroad/"
EARLIER = TODAY - make.DAY
SECOND = dt.timedelta(seconds=1)


@pytest.fixture(autouse=True)
def published(today: Any) -> Any:
    return make.policy(live=True, at=EARLIER)


def etag(path: str = PAGE) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return str(response.headers["ETag"])


def test_who_has_the_page_is_told_so_without_a_body() -> None:
    again = Client().get(PAGE, headers={"if-none-match": etag()})
    assert again.status_code == 304 and not again.content
    assert again.headers["ETag"] == etag()
    assert "public" in again.headers["Cache-Control"]
    assert "cookie" not in again.headers.get("Vary", "").lower()


@pytest.mark.parametrize("typed", ["search/?q=套现", "regions/?q=南京", "check/?e=death"])
def test_what_somebody_typed_or_answered_is_kept_by_no_shared_cache(typed: str) -> None:
    make.scenario("death")
    first = Client().get(f"/zh-hans/{typed}")
    again = Client().get(f"/zh-hans/{typed}", headers={"if-none-match": first.headers["ETag"]})
    for response, status in ((first, 200), (again, 304)):
        assert response.status_code == status
        assert response.headers["Cache-Control"] == "private, no-cache"
    empty = Client().get(f"/zh-hans/{typed.partition('?')[0]}").headers["Cache-Control"]
    assert empty.startswith("public")


@pytest.mark.parametrize("form", ["{}", '"other", {}', '{} , "x"', 'W/"y",{}'])
def test_one_of_several_names_is_enough(form: str) -> None:
    again = Client().get(PAGE, headers={"if-none-match": form.format(etag())})
    assert again.status_code == 304


def test_a_strong_name_of_the_same_page_matches_too() -> None:
    """Some caches drop the W/; RFC 9110 compares weakly here."""
    again = Client().get(PAGE, headers={"if-none-match": etag().removeprefix("W/")})
    assert again.status_code == 304


def test_an_asterisk_stands_for_any_name() -> None:
    assert Client().get(PAGE, headers={"if-none-match": "*"}).status_code in (200, 304)


@pytest.mark.parametrize("given", ["", "garbage", '"old"', 'W/"old"'])
def test_another_name_gets_the_page(given: str) -> None:
    assert Client().get(PAGE, headers={"if-none-match": given}).status_code == 200


def test_head_is_told_so_too() -> None:
    assert Client().head(PAGE, headers={"if-none-match": etag()}).status_code == 304


def test_an_approved_edition_changes_the_name(published: Any) -> None:
    before = etag()
    draft = actions.revise(published, by=make.user("author"))
    actions.submit(draft, by=make.user("author"))
    assert etag() == before, "a draft is nobody's business"
    actions.approve(draft, by=make.user("approver"), left_out=("en",))
    assert etag() != before


def test_a_withdrawn_edition_changes_the_name(published: Any) -> None:
    before = etag()
    actions.withdraw(published, by=make.user("approver"), reason="写错了。")
    assert etag() != before


def test_a_scheduled_instant_changes_the_name_when_it_passes(today: Any) -> None:
    scheduled = TODAY + dt.timedelta(hours=2)
    nation = make.policy(region=make.nation())
    make.publish(nation, at=TODAY, publish_at=scheduled)
    page = "/zh-hans/regions/100000/settle-abroad/"
    before = etag(page), etag()
    today.move_to(scheduled - SECOND)
    assert (etag(page), etag()) == before
    today.move_to(scheduled)
    assert etag(page) != before[0]
    assert etag() == before[1], "this place has a rule of its own"


def test_midnight_in_china_changes_the_names_of_what_begins_or_ends_then(today: Any) -> None:
    midnight = TODAY.replace(hour=0) + make.DAY
    make.nation()
    make.policy(
        region=make.region("310000", "上海市"), live=True, at=EARLIER, effective_to=TODAY.date()
    )
    page = "/zh-hans/regions/310000/settle-abroad/"
    before = etag(page), etag()
    today.move_to(midnight - SECOND)
    assert (etag(page), etag()) == before
    today.move_to(midnight)
    again = Client().get(page, headers={"if-none-match": before[0]})
    assert again.status_code == 200 and again.headers["ETag"] != before[0]
    assert etag() == before[1], "nothing here depends on the day"


def test_midnight_elsewhere_changes_nothing(today: Any) -> None:
    utc_midnight = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    today.move_to(utc_midnight - SECOND)
    before = etag()
    today.move_to(utc_midnight)
    assert etag() == before


@pytest.mark.parametrize(
    ("page", "change"),
    [
        ("scenarios/", lambda: make.scenario("death", name_zh_hans="去世")),
        ("regions/", lambda: make.region("120000", "天津市")),
        ("regions/440000/", lambda: make.region("440300", "深圳市", parent=make.region())),
        ("sources/", lambda: make.source("another")),
    ],
)
def test_a_stored_row_changes_the_names_of_the_pages_that_show_it_and_of_no_others(
    page: str, change: Callable[[], Any]
) -> None:
    unconcerned = "/zh-hans/privacy/"
    before, elsewhere = etag(f"/zh-hans/{page}"), etag(unconcerned)
    change()
    assert etag(f"/zh-hans/{page}") != before
    assert etag(unconcerned) == elsewhere


def test_a_number_that_every_page_shows_changes_the_names_of_all() -> None:
    before = etag(), etag("/zh-hans/privacy/")
    make.contact("police", phone="110")
    assert etag() != before[0] and etag("/zh-hans/privacy/") != before[1]


def test_whoever_has_a_page_that_did_not_change_is_told_so_after_a_change_elsewhere() -> None:
    name = etag()
    make.scenario("death")
    for _time in range(2):  # made to be compared; then known
        again = Client().get(PAGE, headers={"if-none-match": name})
        assert again.status_code == 304 and not again.content
        assert again.headers["ETag"] == name and "public" in again.headers["Cache-Control"]


def test_a_state_in_which_a_name_is_unknown_never_says_not_modified() -> None:
    old = etag("/zh-hans/scenarios/")
    make.scenario("death")
    for _time in range(2):
        again = Client().get("/zh-hans/scenarios/", headers={"if-none-match": old})
        assert again.status_code == 200 and "death" in again.content.decode()


@pytest.mark.parametrize("query", ["?from=timeline", "?nsukey=abc&scene=1", "?utm_source=x", "?x="])
def test_unknown_parameters_do_not_change_the_name(query: str) -> None:
    assert etag(PAGE + query) == etag()
    again = Client().get(PAGE + query, headers={"if-none-match": etag()})
    assert again.status_code == 304


def test_the_same_state_has_the_same_name_for_everyone() -> None:
    assert {etag() for _ in range(3)} == {etag()}


def test_an_answer_of_304_costs_one_query(django_assert_num_queries: Any) -> None:
    name = etag()
    with django_assert_num_queries(1):
        assert Client().get(PAGE, headers={"if-none-match": name}).status_code == 304


def test_the_admin_is_kept_by_no_shared_cache() -> None:
    response = Client().get("/admin/login/")
    assert "public" not in response.headers.get("Cache-Control", "")


@pytest.mark.parametrize(
    ("left", "fresh", "renewing", "failing"),
    [(86399, 60, 60, 86339), (90, 60, 30, 30), (60, 60, 0, 0), (7, 7, 0, 0)],
)
@pytest.mark.parametrize("path", [PAGE, "/zh-hans/nothing-here/"])
def test_no_cache_may_show_a_page_on_the_next_day_in_china(
    today: Any,
    path: str,
    left: int,
    fresh: int,
    renewing: int,
    failing: int,
) -> None:
    today.move_to(TODAY.replace(hour=0) + make.DAY - left * SECOND)
    allowed = Client().get(path).headers["Cache-Control"]
    assert allowed == (
        f"public, max-age={fresh}, stale-while-revalidate={renewing}, stale-if-error={failing}"
    )
