"""Numbers to dial are found in sentences, figures are not."""

from __future__ import annotations

import pytest

from policies import prose
from policies.dialling import dialled
from policies.speech import Said
from policies.templatetags.telephones import dialled as shown

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("先拨110报警，再打96110。", ["110", "96110"]),
        ("Call 110 first, then 12393.", ["110", "12393"]),
        ("打0755-12345，或者400-123-4567。", ["0755-12345", "400-123-4567"]),
        ("区号加12393（工作日）", ["12393"]),
        ("每月110元，一共12345 yuan，110%，110 份", []),
        ("粤医保〔2021〕12345号文的第110项", []),
        ("/regions/110000/、112393、12393-4、v12345、1.12393、12393.5", []),
    ],
)
def test_numbers_to_dial_are_told_from_figures(text: str, numbers: list[str]) -> None:
    for number in numbers:
        assert f'<a href="tel:{number}">{number}</a>' in dialled(text)
    assert dialled(text).count("<a") == len(numbers)


def test_prose_dials_outside_its_links() -> None:
    html = prose.render("先打12393，再看[12345的说明](/zh-hans/about/)或`110`。")
    assert html.count('href="tel:') == 1 and 'href="tel:12393"' in html


def test_a_text_keeps_its_language_and_what_it_escapes() -> None:
    assert shown(Said("打12393<b>", "zh-Hans")) == (
        '<span lang="zh-Hans">打<a href="tel:12393">12393</a>&lt;b&gt;</span>'
    )
    assert shown("") == ""
    html = prose.render("打12393")
    assert shown(html) == html, "it has its links"
