"""Rules for the wording of content: plain, dated, covered by a source, and no help for fraud."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from policies.languages import SOURCE
from policies.models.translated import column, columns, translated_fields
from policies.pack.content_kinds import POLICY
from policies.pack.files import Finding
from policies.pack.lint import words
from policies.pack.lint.checked import ENGLISH, Checked, Text, digits
from policies.pack.parts import Part
from policies.pack.refusals import is_edition
from policies.rules.rulecheck.figures import FIGURE

LONGEST_SENTENCE = 40
SUM = re.compile(r"(?<!\d)(?<!\d[,.])\d[\d,.]*[万亿]?元")
YEAR = re.compile(r"[0-9]{4}年|没写年份")
SENTENCE = re.compile(r"[^。；！？\n]+")
HEADLINES = {"claim", "question", "title", "name", "item_name"}  # stand above the text they name
NOT_PROSE = {"code", "sha256", "url", "entrance_url", "content_hash"}


def long_sentences(checked: Checked) -> Iterator[Finding]:
    """A sentence of more than 40 Chinese characters where plain words are promised."""
    for text in checked.texts:
        if text.language == SOURCE and text.name in text.part.kind.plain:
            yield from _long_sentences(text)


def long_sentences_elsewhere(checked: Checked) -> Iterator[Finding]:
    """The same in conditions, guides and procedures, where a hint is enough."""
    for text in checked.texts:
        if text.language == SOURCE and text.name not in text.part.kind.plain:
            yield from _long_sentences(text)


def _long_sentences(text: Text) -> Iterator[Finding]:
    for match in re.finditer(r"[^。！？\n]+", text.text):
        length = len(words.HAN.findall(match.group()))
        if length > LONGEST_SENTENCE:
            start = match.group().strip()[:12]
            yield text.finding(
                f"“{start}…”一句有{length}个字，最多{LONGEST_SENTENCE}个。", match.start()
            )


def undated_words(checked: Checked) -> Iterator[Finding]:
    """A word that means "now", or one that claims to be an office."""
    for text in checked.texts:
        for word in words.UNDATED + words.CLAIMS_OFFICE:
            if (at := text.text.find(word)) >= 0:
                advice = (
                    "改写成日期。" if word in words.UNDATED else "本站不是官方网站，不用这个词。"
                )
                yield text.finding(f"不要写“{word}”，{advice}", at)


def uncited_figures(checked: Checked) -> Iterator[Finding]:
    """A percentage, an amount or a count of days in a row that has no citation."""
    for text in checked.texts:
        if not is_edition(text.part.owner):
            for match in FIGURE.finditer(text.text):
                yield text.finding(
                    f"“{match.group()}”没有依据：这种行不能引用来源。", match.start()
                )


def undated_sums(checked: Checked) -> Iterator[Finding]:
    """A sum of money in the answer of a policy without the year it is of, or that none is named, in
    the same sentence."""
    for text in checked.texts:
        if text.part.kind is POLICY and text.name == "answer" and text.language == SOURCE:
            for sentence in SENTENCE.finditer(text.text):
                match = SUM.search(sentence.group())
                if match and not YEAR.search(sentence.group()):
                    at = sentence.start() + match.start()
                    yield text.finding(f"“{match.group()}”没有写是哪一年的。", at)


def unknown_phones(checked: Checked) -> Iterator[Finding]:
    """A telephone number that is not in the list of contacts."""
    for text in checked.texts:
        for match in words.PHONE.finditer(text.text):
            if digits(match.group()) not in checked.phones:
                yield text.finding(f"电话“{match.group().strip()}”不在电话表里。", match.start())


def risk_without_warning(checked: Checked) -> Iterator[Finding]:
    """A word for cashing out in a paragraph that does not say that this is illegal or a fraud."""
    for text in checked.texts:
        legality = words.LEGALITY[text.language]
        for start, paragraph in _paragraphs(text):
            match = words.RISK[text.language].search(paragraph)
            if match and not legality.search(_beside(text, paragraph)):
                message = f"“{match.group()}”同一段里要写明违法或者是骗局。"
                yield text.finding(message, start + match.start())


PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def _paragraphs(text: Text) -> Iterator[tuple[int, str]]:
    """Paragraphs with their positions; a heading, or a line ending in a colon, joins the next."""
    start: int | None = None
    for match in PARAGRAPH.finditer(text.text):
        start = match.start() if start is None else start
        last_line = match.group().rpartition("\n")[2]
        if not last_line.startswith("#") and not last_line.endswith(("：", ":")):
            yield start, text.text[start : match.end()]
            start = None
    if start is not None:
        yield start, text.text[start:]


def _beside(text: Text, paragraph: str) -> str:
    """What a reader sees with the paragraph: a headline stands above the rest of its row."""
    if text.name not in HEADLINES:
        return paragraph
    content = text.part.owner.content
    names = translated_fields(text.part.owner.kind.model)
    return " ".join(str(content.get(column(name, text.language), "")) for name in names)


def contact_handles(checked: Checked) -> Iterator[Finding]:
    """A contact handle, a mobile number or a name from an advertisement, in any column."""
    for part in checked.parts:
        for name, value in part.content.items():
            if isinstance(value, str) and not name.startswith(tuple(NOT_PROSE)):
                yield from _handles(part, name, value)


def _handles(part: Part, name: str, value: str) -> Iterator[Finding]:
    match = words.HANDLE.search(value)
    if match or holds_never(value):
        fields = translated_fields(part.kind.model)
        field = next((each for each in fields if name in columns(each)), name)
        yield part.finding(field, "有联系方式或者广告里的名字，任何地方都不能出现。")


def holds_never(text: str) -> bool:
    """Whether a text holds a name or a number of the advertisements studied."""
    return any(
        hashlib.sha256(text[at : at + length].encode()).hexdigest().startswith(start)
        for first, length, start in words.NEVER
        for at in (match.start() for match in re.finditer(first, text))
    )


def chinese_in_english(checked: Checked) -> Iterator[Finding]:
    """Chinese characters in English text, except terms quoted in brackets."""
    for text in checked.texts:
        if text.language == ENGLISH:
            match = words.HAN.search(words.BRACKETED.sub(_blank, text.text))
            if match:
                yield text.finding("英文里有汉字；术语原文只能写在括号里。", match.start())


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def terms_off_glossary(checked: Checked) -> Iterator[Finding]:
    """A term of the glossary whose English text does not use the glossary's word."""
    for text in checked.texts:
        english = text.in_other(ENGLISH).lower() if text.language == SOURCE else ""
        chinese = words.BRACKETED.sub(_blank, text.text)  # titles and what stands on a button
        for term, accepted in checked.glossary.items() if english else ():
            if term in chinese and not any(word in english for word in accepted):
                yield text.finding(
                    f"“{term}”的英文应为 {' / '.join(accepted)}。", chinese.find(term)
                )
