"""Lines of the source list, and what the days of several citations say together."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from django.utils.translation import override

from policies.rules.citations import Cited
from policies.speech import Joined, Said, Speech
from policies.views.values.citation import checked_days, citation_lines, doubt_words

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
EARLY, LATE = dt.date(2026, 5, 1), dt.date(2026, 9, 1)
NOTED = dt.datetime(2026, 9, 2, tzinfo=dt.UTC)
PLAIN = Cited(
    code="gd-2021-56", title="广东省实施办法", issuer="广东省医保局", doc_number="粤医〔2021〕56号",
    issued_on=EARLY, url="https://www.gd.gov.cn/a", link_state="works", kind="notice",
    effective_from=None, locator="第三条", quote="经本人申请", seen_on=EARLY, checked_on=None,
    check_result=None, check_noted_at=None, handed_in_at=None,
)  # fmt: skip


def cited(result: str | None = None, day: dt.date = EARLY, **columns: object) -> Cited:
    """A citation read on a day with a result; never read without one."""
    read = {"check_result": result, "checked_on": day, "check_noted_at": NOTED} if result else {}
    return dataclasses.replace(PLAIN, **(read | columns))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://www.gd.gov.cn/a", True),
        ("http://gd.gov.cn/a", True),
        ("https://gd.gov.cn.example.com/a", False),
        ("https://example.com/gov.cn", False),
        ("javascript:alert(1)//www.gov.cn", False),
        ("", False),
    ],
)
def test_only_official_addresses_become_links(url: str, is_link: bool) -> None:
    (line,) = citation_lines([cited(url=url)], Speech("zh-hans"))
    opened, _, at = line.link.partition("#:~:text=")
    assert opened == (url if is_link else "") and bool(at) == is_link


@pytest.mark.parametrize(
    ("state", "is_broken"),
    [("works", False), ("moved", False), ("blocked", False), ("gone", True), ("timed_out", True)],
)
def test_a_source_that_does_not_answer_is_called_broken(state: str, is_broken: bool) -> None:
    (line,) = citation_lines([cited(link_state=state)], Speech("zh-hans"))
    assert line.is_broken is is_broken


@pytest.mark.parametrize(
    ("language", "lang"), [("zh-hans", None), ("zh-hant", "zh-Hans"), ("en", "zh-Hans")]
)
def test_titles_of_documents_stay_chinese_and_say_so(language: str, lang: str | None) -> None:
    speech = Speech(language)
    (line,) = citation_lines([cited()], speech)
    assert line.title == "广东省实施办法" and isinstance(line.title, Said)
    assert line.title.lang == lang
    assert not speech.fell_back, "a title is never translated: that is no fallback"


def test_what_the_site_notes_behind_a_title_is_said_in_the_language_of_the_page() -> None:
    noted = dataclasses.replace(cited(), title="绑定说明（转述）", issuer="深圳市（原文未见）")
    with override("en"):
        (line,) = citation_lines([noted], Speech("en"))
    title = '<span lang="zh-Hans">绑定说明</span> (paraphrased)'
    assert isinstance(line.title, Joined) and line.title.__html__() == title
    assert str(line.issuer) == "深圳市 (original not seen)"


def test_a_line_carries_everything_a_reader_needs_to_find_the_passage() -> None:
    (line,) = citation_lines([cited()], Speech("zh-hans"))
    assert line.page_url.endswith("/sources/gd-2021-56/")
    assert (line.issuer, line.doc_number, line.issued_on) == (
        PLAIN.issuer,
        PLAIN.doc_number,
        EARLY,
    )
    assert (line.article, line.quote, line.checked.seen_on) == ("第三条", "经本人申请", EARLY)


def test_several_are_verified_from_the_day_the_last_of_them_needs() -> None:
    both = [cited("unchanged", LATE), cited("unchanged", EARLY)]
    assert checked_days(both).verified_on == EARLY
    assert checked_days([*both, cited()]).verified_on is None, "one was never read"


def test_nothing_cited_is_nothing_verified() -> None:
    assert checked_days([]).verified_on is None
    assert checked_days([]).seen_on is None and checked_days([]).doubt == ""


def test_the_first_day_on_which_any_was_seen_counts() -> None:
    days = checked_days([cited(seen_on=LATE), cited(seen_on=None), cited(seen_on=EARLY)])
    assert days.seen_on == EARLY


def test_that_a_text_changed_weighs_more_than_a_newer_doubt() -> None:
    days = checked_days([cited("gone", LATE), cited("changed", EARLY), cited("unreachable", LATE)])
    assert (days.doubt, days.doubted_on) == (doubt_words("changed"), EARLY)


def test_of_equal_doubts_the_newest_is_told() -> None:
    days = checked_days([cited("gone", EARLY), cited("gone", LATE)])
    assert days.doubted_on == LATE


def test_an_edition_handed_in_after_a_change_answers_it() -> None:
    later = NOTED + dt.timedelta(hours=1)
    assert checked_days([cited("changed", handed_in_at=later)]).doubt == ""
    assert checked_days([cited("gone", handed_in_at=later)]).doubt == doubt_words("gone")


def test_each_finding_has_words_of_its_own() -> None:
    assert len({doubt_words(result) for result in ("changed", "gone", "unreachable")}) == 3
    assert "打不开" in doubt_words("unreachable")
