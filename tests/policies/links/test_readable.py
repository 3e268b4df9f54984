"""What a person would read of a page, in whatever encoding the office wrote it."""

from __future__ import annotations

import pytest

from policies.links.readable import readable_text

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
HTML = "text/html"


def text(page: str, encoding: str = "utf-8", kind: str = HTML) -> str | None:
    return readable_text(page.encode(encoding), kind)


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "template", "title", "svg"])
def test_what_is_not_shown_is_not_read(tag: str) -> None:
    assert text(f"<p>前</p><{tag}>藏</{tag}><p>后</p>") == "前 后"


def test_an_end_without_a_beginning_hides_nothing() -> None:
    assert text("</svg></template><p>看得见</p>") == "看得见"


def test_blocks_stand_apart_and_the_inside_of_a_sentence_does_not() -> None:
    assert text("<p>一</p><p>二<b>三</b>四<br>五") == "一 二三四 五"


def test_blanks_and_entities_are_what_they_look_like() -> None:
    assert text("<p>5&nbsp;%  &amp;\n\n 6</p>") == "5 % & 6"


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "x-gbk", "GB2312", "gb18030"])
def test_chinese_encodings_are_read_as_what_they_became(encoding: str) -> None:
    page = f'<meta charset="{encoding}"><p>参保人可以申请㐂</p>'
    assert text(page, "gb18030") == "参保人可以申请㐂"


def test_the_header_goes_before_what_the_page_says_of_itself() -> None:
    page = '<meta charset="latin-1"><p>医保</p>'
    assert text(page, kind="text/html; charset=utf-8") == "医保"


@pytest.mark.parametrize("named", ["no-such-encoding", "ascii", "utf-16", "UTF-16LE"])
def test_a_page_that_names_a_wrong_encoding_is_read_all_the_same(named: str) -> None:
    assert text(f'<meta charset="{named}"><p>个人账户余额</p>') == "个人账户余额"


@pytest.mark.parametrize("named", ["hex", "base64", "zlib", "rot13", "idna", "undefined"])
def test_what_is_no_encoding_of_text_ends_no_run(named: str) -> None:
    assert text(f'<meta charset="{named}"><p>个人账户余额</p>') == "个人账户余额"


def test_bytes_of_no_encoding_at_all_still_show_what_can_be_read() -> None:
    found = readable_text(b"<p>12393 \xff\xff\xff</p>", HTML)
    assert found is not None and found.startswith("12393 ")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7 text", HTML),
        (b"<p>a\0b</p>", HTML),
        (b"<p>a</p>", "application/pdf"),
        (b"a", "image/png"),
        (b"PK", "application/zip"),
    ],
)
def test_what_is_no_text_is_none_and_not_an_empty_page(body: bytes, kind: str) -> None:
    assert readable_text(body, kind) is None


@pytest.mark.parametrize(
    "kind", ["", "TEXT/HTML", " text/html ;charset=utf-8", "application/xhtml+xml"]
)
def test_pages_are_known_however_their_kind_is_written(kind: str) -> None:
    assert text("<p>可以</p>", kind=kind) == "可以"


def test_plain_text_is_taken_as_it_is() -> None:
    assert text("<p>不是标签\n第二行", kind="text/plain") == "<p>不是标签\n第二行"


def test_an_empty_page_is_a_text_without_words() -> None:
    assert text("") == ""
