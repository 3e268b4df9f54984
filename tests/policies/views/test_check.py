"""The wizard, walked as a browser without scripts walks it: by the fields of its forms."""

from __future__ import annotations

import itertools
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from policies.models import Scenario
from policies.rules.applicability import find_region
from tests.shipped import LANGUAGES, answer_on, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
CHECK = "/zh-hans/check/"
REGIONS = ("440300", "110000", "320106")
TEN_REGIONS = (
    "100000", "110000", "310000", "320106", "320281",
    "330100", "440300", "500000", "610100", "650100",
)  # fmt: skip
SCENARIOS = (
    "cash-while-insured", "death", "settle-abroad", "transfer-refused", "resettled-retiree",
    "serious-illness", "short-years-at-retirement", "leave-employee-scheme", "enlist",
    "family-sharing", "cross-province-sharing", "pay-resident-premium", "commercial-insurance",
    "health-check", "fitness", "vaccine", "pharmacy", "care-elsewhere", "retirement-top-up",
    "transfer", "monthly-credit", "years-for-retirement", "cash-out-fraud",
)  # fmt: skip
MOST_QUESTIONS = 12


def follow(address: str) -> tuple[str, BeautifulSoup]:
    """Where an address leads in at most one hop, and the page there."""
    response = Client().get(address)
    if response.status_code == 302:
        address = response.headers["Location"]
        response = Client().get(address)
    assert response.status_code == 200, (address, response.status_code)
    return address, BeautifulSoup(response.content, "html.parser")


def submit(page: BeautifulSoup, choice: str) -> tuple[str, BeautifulSoup]:
    """Send the page's question with one of the options that it offers."""
    form = one(page, "main form[data-question]")
    assert form["method"] == "get"
    fields = [(str(i["name"]), str(i["value"])) for i in form.select("input[type=hidden]")]
    radios = form.select("input[type=radio]")
    assert choice in [str(radio["value"]) for radio in radios], f"{choice} is not offered"
    fields.append((str(radios[0]["name"]), choice))
    return follow(f"{form['action']}?{urlencode(fields)}")


def offered(page: BeautifulSoup) -> list[str]:
    return [str(i["value"]) for i in page.select("form[data-question] input[type=radio]")]


def walk(page: BeautifulSoup, choose: Any = None) -> tuple[str, BeautifulSoup, list[str]]:
    """Answer until the results, by the first option unless told otherwise; what was asked."""
    asked: list[str] = []
    address = ""
    while page.select("form[data-question]"):
        code = str(one(page, "form[data-question]")["data-question"])
        assert code not in asked, f"{code} is asked twice"
        asked.append(code)
        options = offered(page)
        address, page = submit(page, choose(code, options) if choose else options[0])
        assert len(asked) <= MOST_QUESTIONS
    return address, page, asked


def outcomes(page: BeautifulSoup) -> dict[str, str]:
    results = page.select("article[data-scenario][data-outcome]")
    return {str(each["data-scenario"]): str(each["data-outcome"]) for each in results}


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_scenario_leads_from_the_first_page_to_a_result(region: str, scenario: str) -> None:
    province = f"{region[:2]}0000"
    _, page = submit(fetch(CHECK), province)
    path, page = page_of_region(page, region)
    assert f"r={region}" in path or region == province
    _, page = submit(page, scenario)
    _, page, _ = walk(page)
    found = outcomes(page)
    assert set(found) == {scenario}
    assert found[scenario] in {"yes", "conditional", "no", "needs", "none"}
    article = one(page, "article[data-outcome]")
    assert article["data-region"] == region
    assert article.select(f"a[href='/zh-hans/regions/{region}/{scenario}/']")


def page_of_region(page: BeautifulSoup, region: str) -> tuple[str, BeautifulSoup]:
    """From a province down to a place, by the links to the places below."""
    path = f"{CHECK}?r={region[:2]}0000"
    for code in dict.fromkeys((f"{region[:4]}00", region)):
        if not code.endswith("0000"):
            (link,) = page.select(f"details a[href$='r={code}']")
            path, page = follow(str(link["href"]))
    return path, page


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
    assert form.select("input[type=radio][value='-']"), "not knowing must be offered"
    assert all(label.text.strip() for label in form.select("label.choice"))


def test_an_unmet_condition_carries_its_source() -> None:
    page = fetch(f"{CHECK}?r=440300&e=settle-abroad&abroad=staying")
    article = one(page, "article[data-outcome=no]")
    assert article.select("li a[href*='/sources/']")


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
    now = fetch(f"{CHECK}?r=110000&e=cash-while-insured")
    assert outcomes(now)["cash-while-insured"] == "no"


def test_a_result_of_another_day_leads_to_the_answer_of_that_day() -> None:
    page = fetch(f"{CHECK}?r=110000&e=cash-while-insured&on=2022-08-31")
    link = one(page, "article[data-outcome] a[href*='/regions/']")
    assert answer_on(str(link["href"]))["data-verdict"] == "yes"


def test_the_day_survives_the_question_where_and_the_question_what() -> None:
    page = fetch(f"{CHECK}?on=2022-08-31")
    _, page = submit(page, "110000")
    _, page = submit(page, "cash-while-insured")
    assert outcomes(page) == {"cash-while-insured": "yes"}


def test_choosing_a_place_below_keeps_the_day() -> None:
    page = fetch(f"{CHECK}?r=110000&on=2022-08-31")
    links = [str(a["href"]) for a in page.select("details.narrower a")]
    assert links and all("on=2022-08-31" in link for link in links)


def test_standings_of_citizens_are_neither_indexed_nor_passed_on() -> None:
    for query in ("?r=440300", "?r=440300&e=death", "?r=440300&e=settle-abroad&abroad=settled"):
        response = Client().get(CHECK + query)
        page = BeautifulSoup(response.content, "html.parser")
        assert one(page, "meta[name=robots]")["content"] == "noindex"
        assert response.headers["Referrer-Policy"] == "no-referrer"


def test_the_event_chosen_on_a_scenarios_page_waits_for_the_place() -> None:
    link = one(fetch("/zh-hans/scenarios/settle-abroad/"), "a[href*='check/?e=']")
    _, page = follow(str(link["href"]))
    address, page = submit(page, "440000")
    assert "e=settle-abroad" in address
    assert one(page, "form[data-question]")["data-question"] == "abroad"


def test_the_place_can_be_searched_within_the_wizard() -> None:
    page = fetch(f"{CHECK}?e=settle-abroad&q=gulou")
    assert "320106" in offered(page)
    address, _ = submit(page, "320106")
    assert "r=320106" in address and "e=settle-abroad" in address


@pytest.mark.parametrize("region", TEN_REGIONS)
def test_wizard_table_and_answer_page_agree(region: str) -> None:
    """A no is a no, and no rule is no rule, wherever one looks; a yes never comes from a no."""
    assert find_region(region)
    for kind in ("withdraw", "use", "move", "rule"):
        table = fetch(f"/zh-hans/compare/?regions={region}&kind={kind}")
        for cell in table.select("td[data-verdict]"):
            scenario, verdict = str(cell["data-scenario"]), str(cell["data-verdict"])
            answer = answer_on(f"/zh-hans/regions/{region}/{scenario}/")
            for hook in ("data-verdict", "data-evidence", "data-level", "data-edition"):
                assert answer.get(hook) == cell.get(hook), (scenario, hook)
            _, page, asked = walk(fetch(f"{CHECK}?r={region}&e={scenario}"), always_unknown)
            outcome = outcomes(page)[scenario]
            assert outcome in possible_outcomes(verdict), (scenario, verdict, outcome)
            if verdict in ("no", "none"):
                assert not asked, f"{scenario} asks although the answer is settled"
            label = one(page, "article[data-outcome]").get("data-edition")
            assert label == cell.get("data-edition")


def always_unknown(code: str, options: list[str]) -> str:
    return "-"


def possible_outcomes(verdict: str) -> set[str]:
    """What the wizard may say of whoever knows nothing of himself."""
    return {
        "no": {"no"},
        "none": {"none"},
        "yes": {"yes", "conditional", "needs"},
        "conditional": {"conditional", "needs", "yes"},
    }[verdict]
