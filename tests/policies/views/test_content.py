"""The shipped content as a citizen meets it: the demonstrations that the issue names."""

from __future__ import annotations

import pytest
from django.conf import settings

from policies.models import Policy, Region
from tests.shipped import LANGUAGES, TODAY, answer_on, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_settling_abroad_from_shenzhen_is_answered_with_all_hooks(language: str) -> None:
    page = fetch(f"/{language}/regions/440300/settle-abroad/")
    answer = one(page, "article[data-verdict]")
    assert (answer["data-region"], answer["data-scenario"]) == ("440300", "settle-abroad")
    assert answer["data-verdict"] == "conditional"
    assert answer["data-evidence"] == "quoted"
    assert answer["data-level"] == "prefecture"
    assert str(answer["data-edition"]) == "NTCMN/v1"
    sources = page.select("ol.source-list")
    assert sources and all(ol.select("li[data-source]") for ol in sources)
    assert all(li.select("time[datetime]") for li in page.select("ol.source-list > li"))
    assert page.select("ul.requirements > li[data-material]")
    assert page.select("ol.steps > li")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_names_its_region_wherever_someone_could_land_wrong(language: str) -> None:
    name = "Shenzhen" if language == "en" else "深圳"
    page = fetch(f"/{language}/regions/440300/settle-abroad/")
    assert page.title and name in page.title.text and name in one(page, "h1").text
    assert name in one(page, "article[data-verdict]").text
    assert name in one(page, "main a[href*='check/?r=440300']").text


def test_every_source_of_an_answer_has_its_page_and_only_gov_cn_is_linked() -> None:
    page = fetch("/zh-hans/regions/440300/settle-abroad/")
    for item in page.select("ol.source-list > li"):
        fetch(f"/zh-hans/sources/{item['data-source']}/")
    links = [str(a["href"]) for a in page.select("a[href^=http]")]
    outward = [href for href in links if not href.startswith(f"{settings.SITE_URL}/r/")]
    assert outward and all(".gov.cn/" in f"{href}/" for href in outward)


def test_beijing_paid_out_until_august_2022_and_no_longer() -> None:
    before = answer_on("/zh-hans/regions/110000/cash-while-insured/?on=2022-08-31")
    after = answer_on("/zh-hans/regions/110000/cash-while-insured/?on=2022-09-01")
    now = answer_on("/zh-hans/regions/110000/cash-while-insured/")
    verdicts = [each["data-verdict"] for each in (before, after, now)]
    assert verdicts == ["yes", "no", "no"]
    assert now["data-edition"] == after["data-edition"] != before["data-edition"]


def test_a_page_of_another_day_says_so_and_leads_back_to_today() -> None:
    path = "/zh-hans/regions/110000/cash-while-insured/"
    page = fetch(f"{path}?on=2022-08-31")
    first, procedures_of_today = page.select(".notice[data-kind=warning]")
    day = "2022年8月31日"
    assert day in first.text and day not in procedures_of_today.text
    assert day in one(page, "title").text
    assert page.select(f".notice a[href='{path}']")
    assert not fetch(path).select(".notice[data-kind=warning]")


def test_todays_page_keeps_the_former_rule_within_reach() -> None:
    page = fetch("/zh-hans/regions/110000/cash-while-insured/")
    (link,) = page.select("ul.former a")
    assert answer_on(str(link["href"]))["data-verdict"] == "yes"


def test_serious_illness_in_shenzhen_is_never_answered_with_yes() -> None:
    for language in LANGUAGES:
        answer = answer_on(f"/{language}/regions/440300/serious-illness/")
        shown = (answer["data-verdict"], answer.get("data-evidence"))
        assert shown[0] == "none" or shown[1] == "conflicting", shown
        assert answer["data-kind"] not in ("yes", "no")


def test_a_district_without_rules_inherits_and_says_from_which_level() -> None:
    """鼓楼区 of Nanjing has no rule of its own."""
    page = fetch("/zh-hans/regions/320106/")
    levels = {str(a["data-level"]) for a in page.select("article[data-level]")}
    assert levels == {"prefecture", "province", "nation"}
    for card in page.select("article[data-verdict]"):
        link = one(card, "a[href]")
        answer = answer_on(str(link["href"]))
        for hook in ("data-verdict", "data-level", "data-edition"):
            assert answer.get(hook) == card.get(hook)


def test_an_inherited_answer_is_the_same_edition_as_its_owners() -> None:
    of_place = {"prefecture": "320100", "province": "320000", "nation": "100000"}
    page = fetch("/zh-hans/regions/320106/")
    for card in page.select("article[data-level]"):
        owner = of_place[str(card["data-level"])]
        own = answer_on(f"/zh-hans/regions/{owner}/{card['data-scenario']}/")
        assert own["data-edition"] == card["data-edition"]
        inherited = fetch(f"/zh-hans/regions/320106/{card['data-scenario']}/")
        canonical = str(one(inherited, "link[rel=canonical]")["href"])
        assert canonical.endswith(f"/regions/{owner}/{card['data-scenario']}/")
        assert one(inherited, "meta[name=robots]")["content"] == "noindex"


def test_the_rule_on_cashing_out_changes_at_the_turn_of_the_year() -> None:
    path = "/zh-hans/regions/100000/cash-out-fraud/?on="
    old, new = answer_on(path + "2026-12-31"), answer_on(path + "2027-01-01")
    assert old["data-verdict"] == new["data-verdict"] == "no"
    assert old["data-edition"] != new["data-edition"]


def test_todays_page_announces_the_rule_to_come() -> None:
    page = fetch("/zh-hans/regions/440300/cash-out-fraud/")
    links = [str(a["href"]) for a in page.select(".notice a[href*='on=']")]
    assert "/zh-hans/regions/440300/cash-out-fraud/?on=2027-01-01" in links


def test_before_the_content_was_loaded_nothing_was_known() -> None:
    path = "/zh-hans/regions/440300/settle-abroad/?known_on="
    assert answer_on(path + "2026-11-21")["data-verdict"] == "none"
    assert answer_on(path + "2026-11-22")["data-verdict"] == "conditional"


def test_where_nothing_is_recorded_the_page_says_whom_to_call_and_never_no() -> None:
    page = fetch("/zh-hans/regions/440300/settle-abroad/?known_on=2026-11-21")
    assert one(page, "article[data-verdict]")["data-kind"] == "none"
    assert page.select("main a[href='tel:12393']")


def test_the_day_before_a_rule_began_has_no_rule() -> None:
    path = "/zh-hans/regions/100000/cash-out-fraud/?on="
    before, first = answer_on(path + "2021-04-30"), answer_on(path + "2021-05-01")
    assert (before["data-verdict"], before["data-kind"]) == ("none", "none")
    assert first["data-verdict"] == "no"


def test_every_region_that_holds_rules_in_force_shows_them_as_its_own() -> None:
    in_force = Policy.objects.in_force(TODAY.date())
    holders = Region.objects.filter(policies__in=in_force).distinct()
    assert holders.count() >= 20
    for region in holders:
        page = fetch(f"/zh-hans/regions/{region.code}/")
        assert region.level in {str(a.get("data-level")) for a in page.select("article")}


def test_one_scenario_lists_exactly_the_places_with_a_rule_of_their_own() -> None:
    page = fetch("/zh-hans/scenarios/settle-abroad/")
    for card in page.select("article[data-verdict]"):
        region = Region.objects.get(code=card["data-region"])
        assert card["data-level"] == region.level
    codes = [str(a["data-region"]) for a in page.select("article[data-verdict]")]
    own = Policy.objects.in_force(TODAY.date()).filter(scenario__code="settle-abroad")
    assert codes == sorted(own.values_list("region__code", flat=True))


def test_a_sources_page_leads_to_what_rests_on_it_and_back() -> None:
    page = fetch("/zh-hans/sources/nation-civil-code/")
    links = [str(a["href"]) for a in page.select("main section a[href*='/regions/']")]
    assert links
    for href in links[:10]:
        path = href.partition("#")[0]
        assert fetch(path).select("li[data-source=nation-civil-code]"), path
