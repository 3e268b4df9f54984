"""The answers of the shipped content as data."""

from __future__ import annotations

import pytest

from policies import places
from policies.languages import CODES
from policies.views.answer_record import NOT_KNOWN
from tests.policies.views.answers_as_data import data, form
from tests.shipped import TODAY, answer_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "content")]


def test_every_answer_has_the_published_form_and_says_what_its_page_says() -> None:
    """Of the shipped content every sixth, in turn in each language."""
    published = form()
    shown = [each.arguments for each in places.answers(TODAY.date(), TODAY)][::6]
    assert len(shown) > 20
    for number, (region, scenario) in enumerate(shown):
        page = f"/{CODES[number % len(CODES)]}/regions/{region}/{scenario}"
        found, head = data(f"{page}.json"), answer_on(f"{page}/")
        published.validate(found)
        said = [found["verdict"], found["state"], found["evidence"]["state"], found["edition"]]
        hooks = ("data-verdict", "data-kind", "data-evidence", "data-edition")
        assert said == [head.get(hook, NOT_KNOWN) for hook in hooks], page
