"""What checks make of a source, and what of it reaches an editor."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from policies.links.check import alarms
from policies.management.commands.check_links import Command
from policies.models import CitedSentence, LinkCheck, Policy, Source
from tests import admin_factories
from tests import factories as make
from tests.policies.links.office import Office, Reply, open_office, page
from tests.verifying import read_again

pytestmark = pytest.mark.django_db
SENTENCE = "出境定居的，可以申请一次性提取"
FIRST = dt.datetime(2026, 12, 1, 4, tzinfo=dt.UTC)
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    with open_office() as found:
        monkeypatch.setattr(Command, "browser", found.browser())
        yield found


@pytest.fixture
def cited(office: Office) -> Policy:
    """A live rule that cites a sentence of the office's page."""
    make.source(url=office.url())
    draft = make.policy()
    draft.citations.update(quote=SENTENCE)
    return make.publish(draft)


def check(day: int, office: Office, reply: Reply | None = None, **options: Any) -> str:
    """Run the command on a day of December; what it says."""
    if reply:
        office.replies["/a"] = reply
    out = io.StringIO()
    with time_machine.travel(FIRST + (day - 1) * make.DAY, tick=False):
        call_command("check_links", stdout=out, **options)
    return out.getvalue()


def state() -> str:
    return Source.objects.get().link_state


def good(sentence: str = SENTENCE, **columns: Any) -> Reply:
    return Reply(body=page(sentence), headers=HTML, **columns)


def test_a_page_that_opens_works_and_its_sentence_is_found(cited: Policy, office: Office) -> None:
    assert "可以打开 1" in check(1, office, good())
    assert state() == "works"
    found = CitedSentence.objects.get()
    assert (found.state, found.before, found.after) == ("found", "首页第十二条参保人", "")
    assert alarms(FIRST).number == 0


def test_a_sentence_that_changed_reaches_an_editor_until_somebody_read_it(
    cited: Policy, office: Office
) -> None:
    check(1, office, good())
    check(2, office, good("出境定居的，不能申请提取"))
    (row,) = alarms(FIRST).changed
    assert (row.quote, row.lost_on) == (SENTENCE, dt.date(2026, 12, 2))
    read_again(cited, "changed", at=FIRST + 2 * make.DAY)
    assert alarms(FIRST).number == 0


def test_a_banner_that_changed_reaches_nobody(cited: Policy, office: Office) -> None:
    check(1, office, good())
    banner = page(SENTENCE).replace("首页".encode(), "国庆节快乐".encode())
    check(2, office, Reply(body=banner, headers=HTML))
    assert state() == "changed" and alarms(FIRST).number == 0


def test_a_sentence_that_was_never_found_is_no_change(cited: Policy, office: Office) -> None:
    check(1, office, good("别的话"))
    assert CitedSentence.objects.get().state == "gone" and alarms(FIRST).number == 0


def test_a_text_that_was_read_is_the_one_to_compare_with(cited: Policy, office: Office) -> None:
    check(1, office, good())
    check(2, office, good(SENTENCE + "。附则"))
    assert state() == "changed"
    read_again(cited, at=FIRST + make.DAY)
    check(3, office)
    assert state() == "works"


def test_a_page_is_gone_when_it_was_so_on_three_days(cited: Policy, office: Office) -> None:
    check(1, office, good())
    for day in (2, 3):
        check(day, office, Reply(404))
        assert state() == "works" and alarms(FIRST).number == 0
    assert "不在那里 1" in check(4, office)
    assert state() == "gone"
    assert [source.code for source in alarms(FIRST).gone] == [make.source().code]


def test_a_day_that_works_begins_the_count_anew(cited: Policy, office: Office) -> None:
    for day, reply in enumerate([Reply(404), Reply(404), good(), Reply(410), Reply(404)], 1):
        check(day, office, reply)
    assert state() == "works"


@pytest.mark.parametrize("status", [401, 403, 412, 429])
def test_a_page_that_refuses_programs_is_blocked_and_not_gone(
    cited: Policy, office: Office, status: int
) -> None:
    for day in (1, 2, 3):
        check(day, office, Reply(status))
    assert state() == "blocked" and alarms(FIRST).number == 0


@pytest.mark.parametrize("robots", [200, 403])
def test_a_page_that_programs_are_asked_not_to_open_is_blocked_and_says_why(
    cited: Policy, office: Office, robots: int
) -> None:
    office.replies["/robots.txt"] = Reply(robots, b"User-agent: *\nDisallow: /\n")
    assert "拒绝程序访问 1" in check(1, office, good())
    noted = LinkCheck.objects.get()
    assert (noted.outcome, noted.note) == ("blocked", "robots.txt 不让程序打开")
    assert state() == "blocked" and office.paths() == []
    assert alarms(FIRST).number == 0


def test_no_answer_on_three_days_is_timed_out(cited: Policy, office: Office) -> None:
    for day in (1, 2):
        check(day, office, Reply(500))
        assert state() == "unchecked"
    check(3, office)
    assert state() == "timed_out"


def test_a_page_that_moved_for_good_is_said_with_where_it_is(cited: Policy, office: Office) -> None:
    office.replies["/new"] = good()
    check(1, office, Reply(301, headers={"Location": "/new"}))
    assert state() == "moved"
    assert LinkCheck.objects.get().url == office.url("/new")
    assert CitedSentence.objects.get().state == "found"


def test_what_did_not_change_is_not_sent_again(cited: Policy, office: Office) -> None:
    check(1, office, good(etag='"1"'))
    check(2, office)
    first, second = LinkCheck.objects.order_by("day")
    assert (second.status, second.text_sha256) == (304, first.text_sha256)
    assert state() == "works" and CitedSentence.objects.get().state == "found"


def test_a_page_in_an_older_encoding_is_read(cited: Policy, office: Office) -> None:
    body = page(SENTENCE, "gb18030")
    check(1, office, Reply(body=body, headers={"Content-Type": "text/html; charset=gb2312"}))
    assert CitedSentence.objects.get().state == "found"


def test_a_document_that_cannot_be_read_says_so(cited: Policy, office: Office) -> None:
    check(1, office, Reply(body=b"%PDF-1.7", headers={"Content-Type": "application/pdf"}))
    assert state() == "works" and "读不出" in LinkCheck.objects.get().note
    assert not CitedSentence.objects.exists() and alarms(FIRST).number == 0


def test_a_run_that_was_broken_off_goes_on_where_it_was(cited: Policy, office: Office) -> None:
    make.source("other", url=office.url("/b"))
    office.replies |= {"/a": good(), "/b": good()}
    check(1, office, limit=1)
    check(1, office)
    assert sorted(office.paths()) == ["/a", "/b"]
    assert "查了 0 个" in check(1, office)


def test_only_one_host_is_asked_if_one_is_named(cited: Policy, office: Office) -> None:
    make.source("other", url=office.url("/b", "www.other.gov.cn"))
    check(1, office, good(), host=f"www.other.gov.cn:{office.port}")
    assert office.paths() == ["/b"]


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_that_is_none_is_refused(limit: int) -> None:
    with pytest.raises(CommandError, match="--limit"):
        call_command("check_links", limit=limit)


def test_hosts_take_turns_and_who_says_later_is_asked_another_day(
    cited: Policy, office: Office
) -> None:
    make.source("second", url=office.url("/b"))
    make.source("third", url=office.url("/c", "www.other.gov.cn"))
    office.replies |= {"/b": good(), "/c": good()}
    said = check(1, office, Reply(429, headers={"Retry-After": "60"}))
    assert office.paths() == ["/a", "/c"] and "改天再查 1" in said


def test_sources_without_an_official_address_are_not_asked(office: Office) -> None:
    make.source()
    make.source("press", url="https://www.example.com/a")
    assert "查了 0 个" in check(1, office) and office.asked == []


def test_readers_see_that_a_page_cannot_be_opened(cited: Policy, office: Office) -> None:
    for day in (1, 2, 3):
        check(day, office, Reply(404))
    shown = Client().get("/zh-hans/regions/440000/settle-abroad/").content.decode()
    assert "原网页现在打不开" in shown


def test_the_first_page_of_the_desk_names_what_changed(cited: Policy, office: Office) -> None:
    check(1, office, good())
    check(2, office, good("别的话"))
    checker = admin_factories.browser_of(admin_factories.make_user("checker", "Approver"))
    shown = checker.get(reverse("admin:index")).content.decode()
    assert 'data-desk="links" data-count="1"' in shown and SENTENCE in shown
