"""Answering again: each answer, the place and the event included, with the present one ticked."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.policies.views.walking import CHECK, follow, offered, outcomes, submit, walk
from tests.shipped import LANGUAGES, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
RESULT = f"{CHECK}?r=440300&e=settle-abroad&abroad=staying"
UNSURE = f"{CHECK}?r=440300&e=-"


def asked(page: BeautifulSoup) -> str:
    return str(one(page, "main form[data-question]")["data-question"])


def ticked(page: BeautifulSoup) -> list[str]:
    chosen = page.select("form[data-question] input[checked], form[data-question] [aria-current]")
    return [str(each["value"]) for each in chosen]


def changes(page: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in page.select(".answers-so-far dd a")]


@pytest.mark.parametrize("start", [RESULT, UNSURE])
def test_every_change_of_a_result_asks_that_question_with_its_answer_ticked(start: str) -> None:
    address, page, _asked = walk(follow(start)[1], lambda _code, options: options[-1])
    address, page = follow(address or start)
    given = [pair.split("=") for pair in address.partition("?")[2].split("&")]
    assert len(changes(page)) == len(given) >= 3
    for (name, value), link in zip(given, changes(page), strict=True):
        address, again = follow(link)
        assert address == link and address.endswith(f"&ask={name}")
        assert asked(again) == name and ticked(again) == [value] and not outcomes(again)
        assert one(again, "meta[name=robots]")["content"] == "noindex"
        assert str(one(again, "link[rel=canonical]")["href"]).endswith(CHECK)


def test_a_new_answer_keeps_the_rest() -> None:
    _, page = follow(f"{RESULT}&on=2026-11-22&ask=abroad")
    address, page = submit(page, "settled")
    assert address.startswith(f"{CHECK}?r=440300&e=settle-abroad&abroad=settled")
    assert address.endswith("&on=2026-11-22")


def test_another_place_keeps_the_event_and_the_answers() -> None:
    _, page = follow(f"{RESULT}&ask=r")
    _, page = submit(page, "330000")
    address, _ = submit(page, "330100")
    assert address.startswith(f"{CHECK}?r=330100&e=settle-abroad&abroad=staying")
    _, page = follow(f"{RESULT}&ask=r&q=gulou")
    assert asked(page) == "r" and "440300" not in offered(page)
    hidden = {str(i["name"]): str(i["value"]) for i in page.select("form input[type=hidden]")}
    assert hidden["e"] == "settle-abroad" and hidden["abroad"] == "staying"


def test_another_event_keeps_the_place() -> None:
    _, page = follow(f"{RESULT}&ask=e")
    address, _ = submit(page, "death")
    assert address == f"{CHECK}?r=440300&e=death"


def test_the_same_answer_leads_back_to_the_same_result() -> None:
    _, page = follow(f"{RESULT}&ask=abroad")
    assert submit(page, "staying")[0] == RESULT


@pytest.mark.parametrize("ask", ["ret", "x", "on", "ask", "%25", "abroad2"])
def test_what_was_never_answered_is_not_asked_again(ask: str) -> None:
    assert follow(f"{RESULT}&ask={ask}")[0] == RESULT


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_place_of_a_beginning_can_be_changed_before_the_event(language: str) -> None:
    _, page = follow(f"/{language}/check/?r=440300&ask=r")
    assert asked(page) == "r" and ticked(page) == ["440300"]


def test_an_option_that_is_impossible_beside_the_rest_is_not_offered() -> None:
    start = f"{CHECK}?r=330100&e=transfer-refused&dest=none"
    address, page = follow(f"{start}&ask=dest")
    assert address == f"{start}&ask=dest" and {"none", "-"} <= {*offered(page)}


def test_the_address_that_asks_again_costs_no_second_redirect() -> None:
    response = Client().get(f"{CHECK}?e=settle-abroad&ask=abroad&abroad=staying&r=440300")
    assert response.status_code == 302
    assert response.headers["Location"] == f"{RESULT}&ask=abroad"


# Answers that others, or another place, leave without use


def said(page: BeautifulSoup) -> list[str]:
    return [row.get_text("|", strip=True) for row in page.select(".answers-so-far__row")]


def told(page: BeautifulSoup, kind: str) -> str:
    return " ".join(each.get_text(" ") for each in page.select(f"[data-reasons={kind}]"))


def test_an_answer_that_another_makes_idle_stands_and_so_does_its_row() -> None:
    """Hangzhou: whoever has not settled abroad is not asked where the household registration is."""
    address, page = follow(f"{CHECK}?r=330100&e=settle-abroad&abroad=staying&hukou=local")
    assert "hukou=local" in address and "abroad=staying" in address
    assert any("你的户口在哪里？|在参保的城市" in each for each in said(page))
    assert "你的户籍还没有注销。" in told(page, "unmet")
    assert "注销户籍" not in told(page, "unasked")


def test_an_answer_that_goes_against_another_is_shown_with_the_reason() -> None:
    start = f"{CHECK}?r=440300&e=transfer-refused"
    address, page = follow(f"{start}&dest=none&refused=yes")
    assert follow(address)[0] == address and "refused=yes" in address
    (row,) = [each for each in said(page) if "不能同时成立" in each]
    assert "还没有新的参保地，就不会有" in row and "收不了" in row


def test_an_answer_that_another_place_does_not_know_is_asked_again() -> None:
    address, page = follow(f"{CHECK}?r=110000&e=transfer&dest=province&on=2026-11-22")
    assert asked(page) == "dest" and "province" not in offered(page)
    assert any("在这个参保地没有这种情况" in each for each in said(page))
    address, page = submit(page, "other")
    assert "dest=other" in address and "province" not in address
    assert not any("没有按这一条算" in each for each in said(page))


def test_what_no_rule_there_asks_is_still_dropped() -> None:
    assert follow(f"{RESULT}&heir=first&abroad2=x&ret=perhaps")[0] == RESULT
