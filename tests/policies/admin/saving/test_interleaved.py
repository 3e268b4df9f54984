"""Two editors on one draft, in any order of opening, writing, saving and choosing: no word goes
away that whoever saved had not been shown."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from django.db.models import Model

from guides.models import Faq
from tests import admin_factories as make
from tests import factories as rows
from tests.admin_factories import Browser, browser_of, form_of
from tests.policies.admin.saving.desk import Window, chosen_on, fields_of, page_of, table_on
from tests.running import IS_WHOLE, examples

WORD = re.compile(r"词\d+词")  # nothing that a signed field holds by chance
TEXTS = ("question_zh_hans", "question_en", "answer_zh_hans", "answer_en", "change_note_zh_hans")
STEPS = 12
HISTORIES = 200 if IS_WHOLE else examples(4)


def words_stored(faq: Faq) -> set[str]:
    """The words of a draft and of the rows inside it; none once it is gone."""
    found: list[Model] = [*Faq._base_manager.filter(pk=faq.pk), *faq.citations.filter(faq=faq.pk)]
    return set(WORD.findall(" ".join(str(value) for row in found for value in vars(row).values())))


class Editor:
    """Somebody with a window open, who has been shown some words and writes new ones."""

    def __init__(self, client: Browser, faq: Faq, chance: random.Random, words: Any) -> None:
        self.client, self.faq, self.chance, self.words = client, faq, chance, words
        self.times_asked = 0
        self.open()

    def open(self) -> None:
        """Load the form; what is typed and not sent is left behind on purpose."""
        self.window = Window(self.client, form_of(self.faq))
        self.shown: set[str] = set()
        self.settled: set[str] = set()  # stored once, or laid beside what stood then
        self._look()

    def write(self) -> None:
        """Put a new word in the place of a text."""
        rows = [name for name in self.window.sent if name.endswith(("-locator", "-quote"))]
        self.write_in(self.chance.choice([*TEXTS, *rows]))

    def write_in(self, name: str) -> None:
        self.window.sent[name] = f"词{next(self.words)}词"

    def add_row(self) -> None:
        """Cite one more passage."""
        sent = self.window.sent
        number = int(sent["citations-TOTAL_FORMS"])
        sent["citations-TOTAL_FORMS"] = str(number + 1)
        sent[f"citations-{number}-source"] = sent["citations-0-source"]
        sent[f"citations-{number}-locator"] = f"词{next(self.words)}词"

    def strike_row(self) -> None:
        """Take a passage out, unless it is the only one."""
        kept = [name for name in self.window.sent if re.fullmatch(r"citations-\d+-id", name)]
        if len(kept) > 1 and self.window.sent[kept[-1]]:
            self.window.sent[kept[-1].replace("-id", "-DELETE")] = "on"

    def save(self) -> None:
        """Press a button, and choose where both changed something."""
        button = self.chance.choice(["_save", "_save", "_continue"])
        self._send(lambda: self.window.save(button))
        while self.is_asked():
            self.times_asked += 1
            if self.chance.random() < 0.2:
                return  # called away; the page stays open
            places = set(table_on(self.window.answer)) - set(chosen_on(self.window.answer))
            sides = {
                place.replace(":", "__"): self.chance.choice(["stored", "entered"])
                for place in sorted(places)
            }
            self._send(lambda: self.window.choose(**sides))  # noqa: B023
        if self.window.answer.status_code == 422:
            self.window.sent = fields_of(self.window.answer)
        elif self.chance.random() < 0.7:  # the rest goes back in the browser and writes on
            self.open()

    def is_asked(self) -> bool:
        """Whether the page lays three states side by side."""
        answer = self.window.answer
        return answer.status_code == 409 and bool(page_of(answer).select(".merge"))

    def save_twice(self) -> None:
        """Click twice."""
        self._send(self.window.save)
        self._send(self.window.save)
        self.open()

    def _send(self, act: Any) -> None:
        before, sent = words_stored(self.faq), self._words_sent()
        answer = act()
        after, seen = words_stored(self.faq), set(WORD.findall(answer.content.decode()))
        assert before - after <= self.shown | sent, "gone, and whoever saved had not been shown it"
        given_back = self.settled if answer.status_code == 302 else seen
        assert sent <= after | given_back, "sent, and neither stored nor given back"
        self.settled |= (sent & after) | (seen if self.is_asked() else set())
        self._look()

    def _words_sent(self) -> set[str]:
        """The words in the window, those of rows that were struck out left out."""
        sent = self.window.sent
        struck = tuple(name.removesuffix("DELETE") for name in sent if "DELETE" in name)
        kept = [str(text) for name, text in sent.items() if not name.startswith(struck)]
        return set(WORD.findall(" ".join(kept)))

    def _look(self) -> None:
        self.shown |= set(WORD.findall(self.window.answer.content.decode()))


def play(seed: int) -> int:
    """One history of a draft under the hands of two persons, who meet in its first sentence and
    then do as chance has it; how often they were asked to choose."""
    chance, words = random.Random(seed), iter(range(10_000))  # noqa: S311
    first = make.make_user(f"first-{seed}", is_superuser=True)
    second = make.make_user(f"second-{seed}", is_superuser=True)
    faq = rows.faq(author=first)
    editors = [Editor(browser_of(each), faq, chance, words) for each in (first, second)]
    for editor in editors:
        editor.write_in("question_zh_hans")
    for editor in editors:
        editor.save()
    for _step in range(STEPS):
        editor = chance.choice(editors)
        acts = [editor.write] * 4 + [editor.save] * 4
        acts += [editor.add_row, editor.strike_row, editor.save_twice, editor.open]
        chance.choice(acts)()
    return sum(editor.times_asked for editor in editors)


@pytest.mark.django_db
def test_two_editors_lose_no_word_whatever_the_order(pytestconfig: pytest.Config) -> None:
    """A few histories; two hundred in the long tier."""
    start = int(pytestconfig.option.hypothesis_seed)
    asked = [play(seed) for seed in range(start, start + HISTORIES)]
    assert all(asked), "two persons who never met tell nothing"
