"""Links that open a document at the words quoted from it."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from policies.quoting import at_the_words

PAGE = "https://www.nhsa.gov.cn/art/2021/4/22/art_1.html"
LONG = "参保人员死亡的，其余额可以依法继承，由继承人到参保地的医疗保险经办机构办理支取手续。"


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("余额可以依法继承", "余额可以依法继承"),
        ("a-b, c & d", "a%2Db%2C%20c%20%26%20d"),
        ("（一）100%退还", "（一）100%25退还"),
        ("余额(含利息)可继承", "余额%28含利息%29可继承"),
        (LONG, "参保人员死亡的,由继承人到参保地的医疗保险经办机构办理支取手续"),
        ("余额……可以继承", "余额,可以继承"),
        ("一、余额可以取", "一、余额可以取"),
        ("个人账户的余额" * 5, "个人账户的余额" * 5),
        ("“余额可以依法继承”", "余额可以依法继承"),
        (f"一、{LONG}", "一、参保人员死亡的,由继承人到参保地的医疗保险经办机构办理支取手续"),
        (f"附则：{LONG}", "附则：参保人员死亡的,由继承人到参保地的医疗保险经办机构办理支取手续"),
        (f"余额可取：{LONG}", "余额可取,由继承人到参保地的医疗保险经办机构办理支取手续"),
        (f"{LONG}可以取，三天", "参保人员死亡的,可以取，三天"),
        (f"{LONG}可以取的，四天内办", "参保人员死亡的,四天内办"),
        ("余" * 24, "余" * 24),
        ("余额可以" + "，" + "取" * 20, "余额可以," + "取" * 20),
    ],
)
def test_the_words_stand_behind_the_address(quote: str, found: str) -> None:
    assert at_the_words(PAGE, quote) == f"{PAGE}#:~:text={found}"


@pytest.mark.parametrize("quote", ["余额可以依法继承", LONG, "余额……可以继承", "a-b, c & d"])
def test_what_is_looked_for_stands_in_the_quote(quote: str) -> None:
    words = at_the_words(PAGE, quote).partition("text=")[2]
    places = [quote.find(unquote(each)) for each in words.split(",")]
    assert -1 not in places and places == sorted(places)


@pytest.mark.parametrize("quote", ["", "  ", "……", "，。", "“”", "……。"])
def test_without_words_the_address_stays(quote: str) -> None:
    assert at_the_words(PAGE, quote) == PAGE


@pytest.mark.parametrize("name", ["a.pdf", "a.PDF?x=1", "a.docx", "a.doc#page=2", "a.xls"])
def test_a_file_that_is_no_page_is_linked_as_it_is(name: str) -> None:
    address = f"https://www.nhsa.gov.cn/{name}"
    assert at_the_words(address, "余额可以依法继承") == address


def test_a_fragment_of_its_own_stays_before_the_words() -> None:
    assert at_the_words(f"{PAGE}#part2", "余额") == f"{PAGE}#part2:~:text=余额"


def test_marks_left_over_at_an_omission_are_not_looked_for() -> None:
    assert at_the_words(PAGE, "余额可以继承……，。").endswith("#:~:text=余额可以继承")
