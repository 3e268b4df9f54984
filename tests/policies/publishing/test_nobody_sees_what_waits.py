"""Nobody but editors sees a row that waits for its approval."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from policies.models.plain import shared_models
from policies.pack.dump import dump_content
from policies.rules.vocabulary import vocabulary
from site_config.pages import PAGES
from tests import factories as make
from tests.policies.publishing.rows_that_wait import MARK, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _one_of_each_waits(rows_of_module: None) -> None:
    make.procedure(live=True)
    rule = make.policy()
    make.condition(rule)
    make.publish(rule)
    make.guide(live=True, slug="abroad")
    for model in shared_models():
        waiting(model, make.user("author"))


def addresses() -> list[str]:
    wizard = ["check/?r=440000", "check/?r=440000&e=settle-abroad", "search/?q=ZZWAITS"]
    search = ["regions/?q=ZZWAITS", "regions/440000/", "regions/440000/settle-abroad/"]
    plain = [
        (f"/zh-hans/{page.route}" if page.in_languages else f"/{page.route}")
        for page in PAGES
        if "<" not in page.route
    ]
    return plain + [f"/zh-hans/{address}" for address in wizard + search]


@pytest.mark.parametrize("address", addresses())
def test_no_page_shows_a_row_that_waits(address: str) -> None:
    body = Client().get(address, follow=True).content.decode()
    for echo in (f"q={MARK}", f'value="{MARK}"', f"搜索：{MARK}", f"“{MARK}”"):
        body = body.replace(echo, "")
    assert MARK.lower() not in body.lower() and "440987" not in body


@pytest.mark.parametrize(
    "address",
    ["regions/440987/", "regions/440987/settle-abroad/", "scenarios/zzwaits/", "sources/zzwaits/",
     "check/?r=440987", "compare/?regions=440987", "zzwaits/"],
)  # fmt: skip
def test_nothing_answers_at_the_address_of_a_row_that_waits(address: str) -> None:
    response = Client().get(f"/zh-hans/{address}", follow=True)
    assert response.status_code in (400, 404) and MARK not in response.content.decode()


def test_the_wizard_and_the_dump_know_no_row_that_waits(tmp_path: Path) -> None:
    known = vocabulary("now")
    assert len(known.impossible) == 1 and set(known.questions) == {"ret", "job"}
    assert set(known.options) == {"ret", "job"} and "zzwaits" not in known.contacts
    written = dump_content(tmp_path, at=make.NOON + make.DAY)
    assert written and not [path for path in written if MARK in path.read_text("utf-8")]
