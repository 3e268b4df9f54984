"""The queue of passages to read again: what stands first, one click, many at once, refusals."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from policies.models import Policy, Verification
from policies.publishing.readings import Need, readings
from tests import admin_factories as make
from tests import factories as rows
from tests.admin_factories import browser_of, form_of, said
from tests.verifying import read_again

pytestmark = pytest.mark.django_db
QUEUE = "/admin/policies/verification/queue/"


@pytest.fixture
def checker() -> Client:
    return browser_of(make.make_user("checker", "Approver"))


@pytest.fixture
def reader_only() -> Client:
    return browser_of(make.make_user("reads", "Reader"))


def page(client: Client, query: str = "") -> BeautifulSoup:
    response: Any = client.get(QUEUE + query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def needs(shown: BeautifulSoup) -> list[str]:
    return [str(row["data-need"]) for row in shown.select(".readings tbody tr")]


def key_of(policy: Policy) -> str:
    return f"policies.policy-{policy.citations.get().pk}"


def one_of_each() -> dict[str, Policy]:
    """A live rule for each need, by its need."""
    today = timezone.localdate()
    days = {Need.OVERDUE: -1, Need.SOON: 5, Need.DOUBTFUL: 200, Need.NONE: 200, Need.NEVER: 200}
    found = {}
    for number, (need, left) in enumerate(days.items()):
        policy = rows.policy(
            live=True,
            scenario=rows.scenario(f"event-{number}"),
            review_by=today + dt.timedelta(days=left),
        )
        if need != Need.NEVER:
            result = "cannot_open" if need == Need.DOUBTFUL else "unchanged"
            read_again(policy, result)
        found[need.value] = policy
    return found


def test_who_needs_it_most_stands_first(checker: Client) -> None:
    one_of_each()
    assert needs(page(checker)) == ["never", "overdue", "soon", "doubtful", "none"]


@pytest.mark.parametrize("need", Need.values)
def test_the_queue_is_narrowed_down_to_a_need(checker: Client, need: str) -> None:
    one_of_each()
    assert needs(page(checker, f"?need={need}")) == [need]


def test_the_queue_is_narrowed_down_to_a_kind_and_to_a_source(checker: Client) -> None:
    rows.policy(live=True)
    draft = rows.guide()
    draft.citations.update(source=rows.source("other"))
    rows.publish(draft)
    assert len(needs(page(checker, "?kind=guides.guide"))) == 1
    assert len(needs(page(checker, "?source=other"))) == 1
    assert len(needs(page(checker, "?source=nothing&need=what&page=9"))) == 0
    assert len(needs(page(checker))) == 2


def test_drafts_and_what_was_replaced_need_nothing() -> None:
    policy = rows.policy(live=True)
    rows.new_version(policy, at=rows.NOON + rows.DAY)
    rows.policy(scenario=rows.scenario("death"))
    found = readings(timezone.now())
    assert [each.edition.version for each in found] == [2]


def test_one_click_says_that_nothing_changed(checker: Client) -> None:
    policy = rows.policy(live=True)
    response = checker.post(QUEUE, {"one": key_of(policy)})
    assert response.status_code == 302 and "没有变化" in said(response)
    stored = Verification.objects.get()
    assert (stored.code, stored.result) == (policy.code, "unchanged")
    assert stored.day == timezone.localdate() and str(stored.person) == "checker"


def test_one_click_stands_on_the_edition_and_leads_back_to_it(checker: Client) -> None:
    policy = rows.policy(live=True)
    form = BeautifulSoup(checker.get(form_of(policy)).content, "html.parser").select_one(
        f'.edition-panel form[action="{QUEUE}"]'
    )
    assert form is not None
    sent = {str(each["name"]): str(each.get("value", "")) for each in form.select("[name]")}
    response = checker.post(QUEUE, sent)
    assert response.headers["Location"] == form_of(policy)
    assert Verification.objects.get().code == policy.code
    assert "没有变化" in checker.get(form_of(policy)).content.decode()


def test_many_passages_of_a_source_are_recorded_after_one_reading(checker: Client) -> None:
    policies = [rows.policy(live=True, scenario=rows.scenario(f"event-{n}")) for n in range(3)]
    sent = {"passage": [key_of(each) for each in policies[:2]], "result": "gone", "note": "404"}
    response = checker.post(f"{QUEUE}?source=guangdong-yuefuban-2021-56", sent)
    assert response.headers["Location"] == f"{QUEUE}?source=guangdong-yuefuban-2021-56"
    assert {each.code for each in Verification.objects.all()} == {p.code for p in policies[:2]}
    assert {each.note for each in Verification.objects.all()} == {"404"}


def test_a_change_names_the_draft_that_was_made(checker: Client) -> None:
    policy = rows.policy(live=True)
    sent = {"passage": key_of(policy), "result": "changed", "note": "期限改为三十日。"}
    response = checker.post(QUEUE, sent)
    draft = Policy.objects.get(version=2)
    assert form_of(draft) in said(response) and draft.state == "draft"
    assert Verification.objects.get().note == "期限改为三十日。"


def test_the_author_is_refused_with_the_reason_and_gets_the_text_back() -> None:
    wang = make.make_user("wang", "Author")
    policy = rows.publish(rows.policy(author=wang))
    sent = {"passage": key_of(policy), "result": "unchanged", "note": "我读过了。"}
    response = browser_of(wang).post(QUEUE, sent)
    shown = response.content.decode()
    assert response.status_code == 422 and "由另一个人来记" in shown
    assert "我读过了。" in shown and " checked" in shown
    assert not Verification.objects.exists()


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"result": "gone"}, "请先选出"),
        ({"passage": "policies.policy-9", "result": "gone"}, "不在网站上"),
        ({"passage": "policies.policy-x", "result": "gone"}, "不在网站上"),
        ({"passage": "auth.user-1", "result": "gone"}, "不在网站上"),
        ({"one": "nothing"}, "不在网站上"),
        ({"result": "perhaps"}, "perhaps"),
        ({"result": "gone", "day": "2999-01-01"}, "还没有到"),
    ],
)
def test_what_was_made_by_hand_is_refused(
    checker: Client, sent: dict[str, str], reason: str
) -> None:
    policy = rows.policy(live=True)
    if "day" in sent:
        sent = sent | {"passage": key_of(policy)}
    response = checker.post(QUEUE, sent)
    assert response.status_code == 422 and reason in response.content.decode()
    assert not Verification.objects.exists()


@pytest.mark.parametrize("known", ["", "2026-13-45T99:00", "2026-01-01T00:00"])
def test_that_nothing_changed_is_no_answer_to_a_finding_that_was_not_seen(
    checker: Client, known: str
) -> None:
    policy = rows.policy(live=True)
    seen = [str(each["value"]) for each in page(checker).select("[name=known]")]
    read_again(policy, "changed", by="other", note="期限改为三十日。")
    sent = {"one": key_of(policy), "known": f"{key_of(policy)} {known}" if known else seen}
    response = checker.post(QUEUE, sent)
    shown = response.content.decode()
    assert response.status_code == 422 and "期限改为三十日。" in shown and "请看过再记" in shown
    assert Verification.objects.get().result == "changed"
    sent["known"] = [str(each["value"]) for each in page(checker).select("[name=known]")]
    assert checker.post(QUEUE, sent).status_code == 302
    assert checker.post(QUEUE, sent).status_code == 302  # the same button pressed twice
    assert Verification.objects.count() == 2


def test_who_only_reads_sees_the_queue_and_records_nothing(reader_only: Client) -> None:
    policy = rows.policy(live=True)
    shown = page(reader_only)
    assert needs(shown) == ["never"] and not shown.select(".reading-queue button")
    assert reader_only.post(QUEUE, {"one": key_of(policy)}).status_code == 403
    assert not Verification.objects.exists()


def test_the_way_back_leads_to_no_other_site(checker: Client) -> None:
    policy = rows.policy(live=True)
    response = checker.post(QUEUE, {"one": key_of(policy), "next": "//evil.example/"})
    assert response.headers["Location"] == QUEUE


def test_the_first_page_of_the_desk_counts_what_is_to_be_read(checker: Client) -> None:
    one_of_each()
    shown = BeautifulSoup(checker.get(reverse("admin:index")).content, "html.parser")
    section = shown.select_one("section[data-desk=verify]")
    assert section is not None and section["data-count"] == "4"
    assert QUEUE in str(section)


def test_the_source_page_opens_when_passages_of_it_were_read(root: Any) -> None:
    policy = rows.policy(live=True)
    read_again(policy)
    address = reverse("admin:policies_source_change", args=[rows.source().pk])
    assert "政策的引用 1 条" in browser_of(root).get(address).content.decode()


def test_the_queue_costs_two_queries_a_kind_however_long_it_is(checker: Client) -> None:
    rows.policy(live=True)
    costs = []
    for number in range(2):
        with CaptureQueriesContext(connection) as captured:
            page(checker)
        costs.append(len(captured))
        read_again(rows.policy(live=True, scenario=rows.scenario(f"event-{number}")))
    assert costs[0] == costs[1] <= 18


def test_records_are_listed_and_cannot_be_changed(checker: Client) -> None:
    read_again(rows.policy(live=True))
    stored = Verification.objects.get()
    shown = checker.get(reverse("admin:policies_verification_changelist")).content.decode()
    assert "没有变化" in shown and QUEUE in shown
    address = reverse("admin:policies_verification_change", args=[stored.pk])
    assert checker.post(address, {"result": "gone"}).status_code == 403
