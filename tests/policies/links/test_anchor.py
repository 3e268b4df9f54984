"""Cited sentences in a text: found, ambiguous, or gone, whatever surrounds them."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from policies.links.anchor import Anchor, Found, anchored
from policies.links.readable import readable_text
from tests.running import examples

QUOTE = "出境定居的，可以申请一次性提取"
CHARACTERS = st.text("甲乙丙丁，。（）ab12", max_size=30)


def state(text: str, quote: str = QUOTE, before: str = "", after: str = "") -> str:
    return anchored(text, Anchor(quote, before, after))[0]


def test_a_sentence_is_found_with_what_stands_around_it_cut_at_punctuation() -> None:
    found, anchor = anchored(f"第十二条。参保人{QUOTE}余额；其他人不行。", Anchor(QUOTE))
    assert found == Found.FOUND
    assert (anchor.before, anchor.after) == ("参保人", "余额")


def test_blanks_line_ends_and_widths_do_not_count() -> None:
    assert state("出境 定居的,\n可以申请一次性　提取 。") == Found.FOUND


def test_another_word_is_another_sentence() -> None:
    assert state("出境定居的，不可以申请一次性提取") == Found.GONE


def test_a_sentence_that_stands_twice_is_ambiguous_unless_its_surroundings_are_known() -> None:
    text = f"甲：{QUOTE}余额。乙：参保人{QUOTE}全部。"
    assert state(text) == Found.AMBIGUOUS
    assert state(text, before="参保人", after="全部") == Found.FOUND
    assert state(text, before="别人", after="没有") == Found.AMBIGUOUS


def test_punctuation_alone_is_no_sentence() -> None:
    assert state("……。", "。") == state("任何文字", "") == Found.GONE


@settings(max_examples=examples(200), deadline=None)
@given(before=CHARACTERS, after=CHARACTERS)
def test_whatever_changes_around_it_a_sentence_is_never_gone(before: str, after: str) -> None:
    found, anchor = anchored(f"{before}{QUOTE}{after}", Anchor(QUOTE, "从前", "以后"))
    assert found == Found.FOUND
    assert anchor.before in "".join(before.split()) or not anchor.before
    assert "，" not in anchor.before + anchor.after


@settings(max_examples=examples(200), deadline=None)
@given(text=CHARACTERS, quote=CHARACTERS)
def test_what_does_not_stand_there_is_never_found(text: str, quote: str) -> None:
    assume(quote not in text)
    assert state(text, quote) == Found.GONE


@settings(max_examples=examples(100), deadline=None)
@given(
    tags=st.lists(st.sampled_from(["<b>", "</b>", "<span>", "<!-- x -->", "\n", " "]), max_size=9)
)
def test_marks_inside_a_sentence_do_not_hide_it(tags: list[str]) -> None:
    parts = [QUOTE[:4], *tags, QUOTE[4:]]
    page = f"<p>{''.join(parts)}</p><script>var a = 1</script>"
    text = readable_text(page.encode(), "text/html; charset=utf-8")
    assert text is not None and state(text) == Found.FOUND and "var" not in text


def test_a_page_is_decoded_as_it_says_or_as_it_must_be() -> None:
    page = f"<meta charset=gb2312><p>{QUOTE}</p>"
    assert QUOTE in (readable_text(page.encode("gb18030"), "text/html") or "")
    assert QUOTE in (readable_text(f"<p>{QUOTE}".encode("gb18030"), "text/html") or "")
    assert QUOTE in (readable_text(f"<p>{QUOTE}".encode(), "text/html; charset=nonsense") or "")
    assert QUOTE in (readable_text(QUOTE.encode("gbk"), "text/plain; charset=GBK") or "")


def test_what_is_no_page_cannot_be_read() -> None:
    assert readable_text(b"%PDF-1.7", "application/pdf") is None
    assert readable_text(b"%PDF-1.7", "text/html") is None
    assert readable_text(b"a\0b", "text/plain") is None
