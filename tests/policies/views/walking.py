"""The wizard, walked as a browser without scripts walks it: by the fields of its forms."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from django.test import Client

from tests.shipped import one

CHECK = "/zh-hans/check/"
MOST_QUESTIONS = 12
CHOICES = "input[type=radio], button[name]"


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
    ways = [each for each in form.select(CHOICES) if each["value"] == choice]
    assert ways, f"{choice} is not offered"
    fields.append((str(ways[0]["name"]), choice))
    return follow(f"{form['action']}?{urlencode(fields)}")


def offered(page: BeautifulSoup) -> list[str]:
    form = one(page, "main form[data-question]")
    return [str(each["value"]) for each in form.select(CHOICES)]


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
