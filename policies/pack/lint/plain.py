"""Rules for what readers meet beside the rules: no editors' words, every statement with the words
it rests on, and a choice of papers said once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policies.languages import SOURCE
from policies.pack.content_kinds import CONDITION
from policies.pack.files import Finding
from policies.pack.lint.checked import Checked

# What editors call how they saw a source; readers are told in plain words what was seen where.
EDITORS_WORDS = re.compile(r"转引|轉引|条号未见|原文未见|二手|研究(?:稿|笔记)|种子文")
CHOICE = re.compile(r"任选|任一|[一二两三四]选一|\bany one of|\beither\b", re.IGNORECASE)


def editors_words(checked: Checked) -> Iterator[Finding]:
    """A word of those who compile the content, in a text for readers."""
    for text in checked.texts:
        if match := EDITORS_WORDS.search(text.text):
            yield text.finding(
                f"“{match.group()}”是编辑的话，读者看不懂，换成平常的话。", match.start()
            )


def conditions_without_words(checked: Checked) -> Iterator[Finding]:
    """A condition whose words in the source nobody wrote down: pages say so beside it."""
    for part in checked.parts:
        if part.kind is CONDITION and not part.content["quote"]:
            yield part.finding("quote", "没有摘录写这个条件的原话，网页上会写明；看到以后补上。")


def citations_without_words(checked: Checked) -> Iterator[Finding]:
    """A citation that quotes nothing: nobody can compare it with the statement that it carries."""
    for part in checked.parts:
        if part.key == "citations" and not part.content["quote"]:
            source = part.content["source"]
            yield part.finding(
                "quote", f"引用 {source} 没有摘录原话，读者没法核对：摘录，或者删去。"
            )


def choices_said_twice(checked: Checked) -> Iterator[Finding]:
    """A paper of a group "one of these" that says so again: said at each, it reads as many."""
    for text in checked.texts:
        grouped = text.name == "when" and text.part.content.get("any_of")
        if grouped and text.language == SOURCE and (match := CHOICE.search(text.text)):
            yield text.finding(
                f"“{match.group()}”页面已经写在这一组前面，这里只写是谁的、什么时候要。",
                match.start(),
            )
