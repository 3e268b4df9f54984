"""What is not public yet, or no longer, shows on no page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from policies.models import Policy
from policies.publishing import actions
from tests import factories as make
from tests.shipped import LANGUAGES, TODAY, answer_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ANSWER = "/zh-hans/regions/440000/settle-abroad/"
SECRET = "未公布的句子"
EARLIER = TODAY - make.DAY
PUBLIC = (
    "/{}/", "/{}/regions/", "/{}/regions/440000/", "/{}/regions/440000/settle-abroad/",
    "/{}/scenarios/", "/{}/scenarios/settle-abroad/", "/{}/compare/",
    "/{}/compare/?regions=440000", "/{}/compare.csv?regions=440000",
    "/{}/compare.json?regions=440000", "/{}/check/?r=440000",
    "/{}/check/?r=440000&e=settle-abroad", "/{}/check/?r=440000&e=-", "/{}/sources/",
    "/{}/sources/guangdong-yuefuban-2021-56/", "/{}/compare/?regions=440000&known_on=2099-01-01",
    "/{}/regions/440000/settle-abroad/?known_on=2099-01-01",
    "/{}/regions/440000/settle-abroad/?on=2027-06-01",
)  # fmt: skip


def live(**columns: Any) -> Policy:
    return make.policy(live=True, at=EARLIER, **columns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_shows_nowhere(language: str) -> None:
    make.policy(answer_zh_hans=SECRET)
    in_review = make.policy(answer_zh_hans=SECRET, region=make.nation())
    actions.submit(in_review, by=make.user("author"))
    nothing_leaks(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_draft_leaves_the_published_text_alone(language: str) -> None:
    draft = actions.revise(live(), by=make.user("author"))
    draft.answer_zh_hans = SECRET  # type: ignore[attr-defined]
    draft.save()
    nothing_leaks(language)
    assert answer_on(ANSWER)["data-edition"].endswith("/v1")  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scheduled_edition_shows_nowhere_before_its_time(language: str) -> None:
    made = make.policy(answer_zh_hans=SECRET)
    make.publish(made, at=EARLIER, publish_at=TODAY + make.DAY)
    nothing_leaks(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_withdrawn_edition_shows_nowhere(language: str) -> None:
    withdrawn = live(answer_zh_hans=SECRET)
    actions.withdraw(withdrawn, by=make.user("approver"), reason="写错了。", now=TODAY)
    nothing_leaks(language)


def nothing_leaks(language: str) -> None:
    make.source()
    for address in PUBLIC:
        response = Client().get(address.format(language), follow=True)
        assert response.status_code == 200, address
        assert SECRET not in response.content.decode(), address
        assert "\\u672a\\u516c" not in response.content.decode(), address
