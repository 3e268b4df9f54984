"""The wizard, from its first page to a result."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from policies.models import Scenario
from tests.policies.views.walking import CHECK, follow, offered, outcomes, submit, walk
from tests.shipped import LANGUAGES, answer_on, fetch, one

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("content", "today"),
]
REGIONS = ("440300", "110000", "320106")
SCENARIOS = (
    "cash-while-insured", "death", "settle-abroad", "transfer-refused", "resettled-retiree",
    "serious-illness", "short-years-at-retirement", "leave-employee-scheme", "enlist",
    "family-sharing", "cross-province-sharing", "pay-resident-premium", "commercial-insurance",
    "health-check", "fitness", "vaccine", "pharmacy", "care-elsewhere", "retirement-top-up",
    "transfer", "monthly-credit", "years-for-retirement", "cash-out-fraud",
)  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def _once() -> Iterator[None]:
    """The pages before the first question of a place are asked for once."""
    yield
    where_a_place_is_chosen.cache_clear()


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_scenario_leads_from_the_first_page_to_a_result(region: str, scenario: str) -> None:
    _, page = submit(where_a_place_is_chosen(region), scenario)
    _, page, _ = walk(page)
    found = outcomes(page)
    assert set(found) == {scenario}
    assert found[scenario] in {"yes", "conditional", "no", "needs", "none"}
    article = one(page, "article[data-outcome]")
    assert article["data-region"] == region
    assert article.select(f"a[href='/zh-hans/regions/{region}/{scenario}/']")


@functools.cache
def where_a_place_is_chosen(region: str) -> BeautifulSoup:
    """The page that the first ones lead to: the same for whatever is asked about then."""
    path, page = submit(fetch(CHECK), f"{region[:2]}0000")
    for code in dict.fromkeys((f"{region[:4]}00", region)):
        if not code.endswith("0000"):
            path, page = place_below(page, code)
    assert path.endswith(f"?r={region}")
    return page


def place_below(page: BeautifulSoup, code: str) -> tuple[str, BeautifulSoup]:
    """A city of the province that was chosen, or a place below a city."""
    if page.select(f"form[data-question=r] button[value='{code}']"):
        return submit(page, code)
    (link,) = page.select(f"details a[href$='r={code}']")
    return follow(str(link["href"]))


def test_all_scenarios_are_walked() -> None:
    assert set(SCENARIOS) == set(Scenario.objects.values_list("code", flat=True))


@pytest.mark.parametrize("region", REGIONS)
def test_whoever_is_not_sure_is_told_of_every_way_to_withdraw(region: str) -> None:
    _, page = submit(fetch(f"{CHECK}?r={region}"), "-")
    _, page, asked = walk(page, lambda code, options: "-")
    withdraw = Scenario.objects.filter(kind="withdraw").values_list("code", flat=True)
    assert set(outcomes(page)) == set(withdraw)
    assert len(asked) == len(set(asked))


def test_not_knowing_is_an_answer_and_never_ends_in_no() -> None:
    _, page = submit(fetch(f"{CHECK}?r=440300"), "settle-abroad")
    _, page, asked = walk(page, lambda code, options: "-")
    assert asked and outcomes(page) == {"settle-abroad": "needs"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_question_explains_itself_in_the_readers_language(language: str) -> None:
    page = fetch(f"/{language}/check/?r=440300&e=settle-abroad")
    assert len(page.select("h1")) == 1
    form = one(page, "form[data-question]")
    assert form.select("button[value='-']"), "not knowing must be offered"
    assert all(button.text.strip() for button in form.select("button.choice"))


@pytest.mark.parametrize("query", ["?r=440300", "?r=440300&e=settle-abroad"])
def test_one_tap_answers_and_what_was_answered_stands_below(query: str) -> None:
    page = fetch(f"{CHECK}{query}")
    form = one(page, "main form[data-question]")
    assert len(form.select("button")) == len(form.select("button.choice[name][value]")) > 1
    assert not form.select("input:not([type=hidden])")
    first, *others = page.select("main form[data-question], main .answers-so-far")
    assert first is form and len(others) == 1


@pytest.mark.parametrize("ask", ["e", "abroad"])
def test_asked_again_the_answer_is_ticked_and_none_cannot_be_sent(ask: str) -> None:
    """Where radios stay one of them has to be chosen; one always is."""
    page = fetch(f"{CHECK}?r=440300&e=settle-abroad&abroad=staying&ask={ask}")
    form = one(page, "main form[data-question]")
    radios = form.select("input[type=radio]")
    assert len(radios) > 1 and all(each.has_attr("required") for each in radios)
    assert sum(each.has_attr("checked") for each in radios) == 1
    assert len(form.select("button")) == 1, "one goes on with what is ticked"


def test_an_unmet_condition_carries_its_source() -> None:
    page = fetch(f"{CHECK}?r=440300&e=settle-abroad&abroad=staying")
    article = one(page, "article[data-outcome=no]")
    assert article.select("li a[href*='/sources/']")


def test_an_inferred_answer_is_never_given_as_a_reason() -> None:
    """W4: whoever has no new place was told that the new place takes the balance."""
    for region in ("440300", "440100", "330100", "350500", "610100&on=2023-03-15"):
        _, page = follow(f"{CHECK}?r={region}&e=transfer-refused&dest=none")
        result = one(page, "article[data-outcome=no]")
        assert "余额能转到新的参保地" not in result.get_text()
        assert result.select_one("ul.ways li"), "a no has its reason"


def test_what_can_decide_nothing_any_more_is_not_asked() -> None:
    """W19: who does not know what they were to the dead, need not know of other heirs."""
    _, page = follow(f"{CHECK}?r=500000&e=death&heir=-")
    assert outcomes(page) == {"death": "needs"}


def test_a_paper_that_is_missing_and_a_rule_that_is_missing_differ() -> None:
    missing = outcomes(fetch(f"{CHECK}?r=440300&e=serious-illness"))
    assert missing["serious-illness"] in ("none", "conditional")


@pytest.mark.parametrize(
    "extra",
    ["from=timeline", "isappinstalled=0", "nsukey=x", "abroad=nonsense", "married=yes", "e2=1"],
)
def test_what_does_not_matter_is_dropped_by_one_redirect(extra: str) -> None:
    wanted = f"{CHECK}?r=440300&e=settle-abroad"
    response = Client().get(f"{wanted}&{extra}")
    assert response.status_code == 302
    assert response.headers["Location"] == wanted
    assert Client().get(wanted).status_code == 200


def test_answers_in_any_order_lead_to_the_same_address() -> None:
    address, page, _ = walk(fetch(f"{CHECK}?r=440300&e=death"))
    pairs = [(k, v[0]) for k, v in parse_qs(urlsplit(address).query).items()]
    for mixed in itertools.islice(itertools.permutations(pairs), 24):
        landed, same = follow(f"{CHECK}?{urlencode(mixed)}")
        assert landed == address
        assert outcomes(same) == outcomes(page)


def test_changing_one_answer_keeps_the_others() -> None:
    _, page, asked = walk(fetch(f"{CHECK}?r=440300&e=-"))
    links = [str(a["href"]) for a in page.select(".answers-so-far__row a")]
    assert len(links) == len(asked) + 2
    for link, code in zip(links[2:], asked, strict=True):
        _, again = follow(link)
        form = one(again, "form[data-question]")
        kept = {str(i["name"]) for i in form.select("input[type=hidden]")}
        assert form["data-question"] == code or code not in kept


def test_the_day_travels_through_the_whole_walk() -> None:
    page = fetch(f"{CHECK}?r=110000&e=cash-while-insured&on=2022-08-31")
    _, page, _ = walk(page)
    assert outcomes(page)["cash-while-insured"] == "yes"
    _, now = follow(f"{CHECK}?r=110000&e=cash-while-insured&before=no")
    assert outcomes(now)["cash-while-insured"] == "no"


def test_a_result_of_another_day_leads_to_the_answer_of_that_day() -> None:
    page = fetch(f"{CHECK}?r=110000&e=cash-while-insured&on=2022-08-31")
    link = one(page, "article[data-outcome] a.action[href*='/regions/']")
    assert answer_on(str(link["href"]))["data-verdict"] == "yes"


def test_the_day_survives_the_question_where_and_the_question_what() -> None:
    page = fetch(f"{CHECK}?on=2022-08-31")
    _, page = submit(page, "110000")
    _, page = submit(page, "cash-while-insured")
    assert outcomes(page) == {"cash-while-insured": "yes"}


def test_choosing_a_place_below_keeps_the_day() -> None:
    page = fetch(f"{CHECK}?r=320100&on=2022-08-31")
    links = [str(a["href"]) for a in page.select("details.narrower a")]
    assert links and all("on=2022-08-31" in link for link in links)


def test_standings_of_citizens_are_neither_indexed_nor_passed_on() -> None:
    for query in ("?r=440300", "?r=440300&e=death", "?r=440300&e=settle-abroad&abroad=settled"):
        response = Client().get(CHECK + query)
        page = BeautifulSoup(response.content, "html.parser")
        assert one(page, "meta[name=robots]")["content"] == "noindex"
        assert response.headers["Referrer-Policy"] == "no-referrer"


def test_the_event_chosen_on_a_scenarios_page_waits_for_the_place() -> None:
    link = one(fetch("/zh-hans/scenarios/settle-abroad/"), "main a[href*='check/?e=']")
    _, page = follow(str(link["href"]))
    address, page = submit(page, "440000")
    address, page = submit(page, "440300")
    assert address == f"{CHECK}?r=440300&e=settle-abroad"
    assert one(page, "form[data-question]")["data-question"] == "abroad"


def test_the_place_can_be_searched_within_the_wizard() -> None:
    page = fetch(f"{CHECK}?e=settle-abroad&q=gulou")
    assert "320106" in offered(page)
    address, _ = submit(page, "320106")
    assert "r=320106" in address and "e=settle-abroad" in address
