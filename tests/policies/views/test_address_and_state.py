"""Address → state → address is the identity: what stands in an address is where somebody stands in
the wizard, and from there each link names the same standing again."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.publishing import events
from policies.rules.rulebook import DONT_KNOW
from policies.rules.vocabulary import Vocabulary, vocabulary
from tests.policies.views.walking import CHECK, follow
from tests.running import examples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
ANYBODY = settings(
    max_examples=examples(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
PLACES = ("100000", "110000", "320100", "320106", "370900", "440300", "440000", "430100")
DAYS = ("", "2022-08-31", "2027-01-01")
Pairs = list[tuple[str, str]]
QUERIES = 6


@pytest.fixture
def words() -> Vocabulary:
    return vocabulary(events.token(timezone.now()))


def draw_standing(data: st.DataObject, words: Vocabulary) -> Pairs:
    """A place, an event, any answers to any questions and a day, in any order."""
    events_known = [DONT_KNOW, *(each.code for each in words.scenarios)]
    pairs = [("r", data.draw(st.sampled_from(PLACES)))]
    pairs += [("e", data.draw(st.sampled_from(events_known)))]
    codes = sorted(words.options)
    half = len(codes) // 2  # an event asks a few of them
    for question in data.draw(st.lists(st.sampled_from(codes), min_size=half, unique=True)):
        options = [DONT_KNOW, *(each.code for each in words.options[question])]
        pairs.append((question, data.draw(st.sampled_from(options))))
    day = data.draw(st.sampled_from(DAYS))
    return data.draw(st.permutations([*pairs, ("on", day)] if day else pairs))


@ANYBODY
@given(st.data())
def test_an_address_is_a_standing_and_every_link_from_there_names_it(
    words: Vocabulary, data: st.DataObject
) -> None:
    pairs = draw_standing(data, words)
    address, page = follow(f"{CHECK}?{urlencode(pairs)}")
    kept = parse_qsl(urlsplit(address).query)
    assert set(kept) <= set(pairs), "nothing is put into anybody's mouth"
    assert follow(address)[0] == address
    links = [str(a["href"]) for a in page.select(".answers-so-far__row a.tap")]
    for link in links:
        asked = parse_qsl(urlsplit(link).query)
        assert [each for each in asked if each[0] != "ask"] == kept, link
    assert [name for name, _ in kept if name != "on"] == [
        value for link in links for name, value in parse_qsl(urlsplit(link).query) if name == "ask"
    ]
    for form in page.select("form[data-question]"):
        hidden = [(str(i["name"]), str(i["value"])) for i in form.select("input[type=hidden]")]
        assert hidden == [each for each in kept if each[0] != form["data-question"]]


@ANYBODY
@given(st.data())
def test_no_standing_costs_more_than_six_queries(words: Vocabulary, data: st.DataObject) -> None:
    address, _page = follow(f"{CHECK}?{urlencode(draw_standing(data, words))}")
    with CaptureQueriesContext(connection) as queries:
        follow(address)
    assert len(queries) <= QUERIES, (address, len(queries))
