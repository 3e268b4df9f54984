"""The picture of a rule: its rows from top to bottom with what is asked, the ways on a rail at the
left that leads on, and one at the right that leads from what is asked to the other ends.

Pure: sentences in, boxes and lines out, in units of an SVG whose width fits a phone. The words that
stand in a box are broken here, as SVG breaks none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html

WIDTH = 340
EM = 15  # the size of the letters
SMALL = 13  # of those that say what is asked
LINE = 21
PADDING = 10
GAP = 26  # between two boxes, with room for a word
RAIL = 22  # how far the ways stand in from the left, and all boxes from the right
NARROW = 0.56  # of an em: a letter that is not Chinese


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text, its baseline at `y`; `lang` is set where it is not the reader's."""

    x: int
    y: int
    text: str
    lang: str | None = None

    @property
    def place(self) -> str:
        return format_html('x="{}" y="{}"', self.x, self.y)

    @property
    def below(self) -> str:
        return format_html('x="{}" dy="{}"', self.x, LINE)  # many lines share it: it packs well


@dataclass(frozen=True, slots=True)
class Box:
    """One row with what is asked in smaller letters, or how the rule ends; `kind` is row, unasked,
    end, failed or needs."""

    x: int
    y: int
    width: int
    height: int
    kind: str
    lines: tuple[Words, ...]
    asked: tuple[Words, ...] = ()

    @property
    def place(self) -> str:
        size = format_html('width="{}" height="{}"', self.width, self.height)
        return format_html('x="{}" y="{}" {}', self.x, self.y, size)

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line from one point to another."""

    x1: int
    y1: int
    x2: int
    y2: int

    @property
    def path(self) -> str:
        """As SVG says it; of an upright or level one only where it ends."""
        upright, level = self.x1 == self.x2, self.y1 == self.y2
        end = f"V{self.y2}" if upright else f"H{self.x2}" if level else f"L{self.x2} {self.y2}"
        return f"M{self.x1} {self.y1}{end}"


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A row to draw: what it asks for, and the question that the wizard asks, if it asks one."""

    text: str
    question: str = ""
    lang: str | None = None
    lang_of_question: str | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """The words between the boxes, in the reader's language."""

    both: str
    one_of: str
    either: str
    end: str


@dataclass(frozen=True, slots=True)
class OtherEnd:
    """How else a rule may end: for whom, how, and in which kind of box."""

    whose: str
    how: str
    kind: str


@dataclass
class _Sheet:
    """What is drawn so far, and how far down."""

    y: int = 0
    boxes: list[Box] = field(default_factory=list)
    asked: list[Box] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def box(self, step: Step, kind: str, x: int) -> Box:
        """A row with its question, or an end."""
        width = WIDTH - x - 1 - RAIL
        top = self.y
        self.y += PADDING
        lines = self.lines(step.text, step.lang, x + PADDING, (width - 2 * PADDING) / EM)
        narrower = (width - 2 * PADDING) / SMALL
        asked = self.lines(step.question, step.lang_of_question, x + PADDING, narrower)
        self.y += PADDING
        self.boxes.append(Box(x, top, width, self.y - top, kind, lines, asked))
        return self.boxes[-1]

    def lines(self, text: str, lang: str | None, x: int, width: float) -> tuple[Words, ...]:
        """A text of at most so many ems a line, from here down."""
        broken = broken_into_lines(text, width)
        begin, self.y = self.y, self.y + len(broken) * LINE
        return tuple(Words(x, begin + n * LINE + EM, line, lang) for n, line in enumerate(broken))

    def step_down(self, word: str, x: int) -> None:
        """A line to the next box with a word beside it."""
        self.strokes.append(Stroke(x, self.y, x, self.y + GAP))
        self.words.append(Words(x + PADDING, self.y + GAP - 8, word))
        self.y += GAP

    def rows(self, steps: Sequence[Step], labels: Labels, x: int) -> None:
        """Boxes below one another with a word between them."""
        for place, step in enumerate(steps):
            if place:
                self.step_down(labels.both, x + RAIL)
            box = self.box(step, "row" if step.question else "unasked", x)
            if step.question:
                self.asked.append(box)

    def other_ends(self, others: Sequence[OtherEnd]) -> None:
        """Where the rows that are asked may lead to else, on a rail at the right."""
        joined = list(self.asked)
        for other in others:
            self.words.append(Words(1 + PADDING, self.y + GAP - 8, other.whose))
            self.y += GAP
            joined.append(self.box(Step(other.how), other.kind, 1))
        rail = WIDTH - RAIL // 2
        for box in joined:
            self.strokes.append(Stroke(box.x + box.width, box.middle, rail, box.middle))
        self.strokes.append(Stroke(rail, joined[0].middle, rail, joined[-1].middle))


def picture(
    always: Sequence[Step],
    ways: Sequence[Sequence[Step]],
    labels: Labels,
    others: Sequence[OtherEnd] = (),
) -> Picture:
    """Draw a rule: what is always asked for, then the ways of which one is enough, how it ends, and
    how else it may end."""
    sheet = _Sheet(y=1)
    sheet.rows(always, labels, 1)
    if ways:
        _ways(sheet, ways, labels, follow=bool(always))
    else:
        sheet.step_down("", 1 + RAIL)
    sheet.box(Step(labels.end), "end", 1)
    if others:
        sheet.other_ends(others)
    return Picture(WIDTH, sheet.y + 1, tuple(sheet.boxes), tuple(sheet.strokes), tuple(sheet.words))


def _ways(sheet: _Sheet, ways: Sequence[Sequence[Step]], labels: Labels, *, follow: bool) -> None:
    """The ways hang on a rail at the left that leads on to the end."""
    top = sheet.y
    if follow:
        sheet.step_down(labels.one_of, 1 + RAIL)
    for place, way in enumerate(ways):
        if place:
            sheet.words.append(Words(1 + RAIL + PADDING, sheet.y + GAP - 8, labels.either))
            sheet.y += GAP
        begin = sheet.y
        sheet.rows(way, labels, 1 + RAIL)
        middle = (begin + sheet.y) // 2
        sheet.strokes.append(Stroke(1 + RAIL // 2, middle, 1 + RAIL, middle))
    sheet.y += GAP
    sheet.strokes.append(Stroke(1 + RAIL // 2, top, 1 + RAIL // 2, sheet.y))


def broken_into_lines(text: str, width: float) -> list[str]:
    """A text in lines of at most so many ems; in a word only if that is wider than a line."""
    lines, line = list[str](), ""
    for each in _words(text):
        for word in [each] if ems(each.rstrip()) <= width else each:
            if line and ems(line + word.rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += word
    return [*lines, line.rstrip()] if line.strip() else lines


def _words(text: str) -> list[str]:
    """What may not be broken: a Chinese letter, with the marks that may not begin a line, or a word
    with the blank behind it."""
    found: list[str] = []
    for letter in text:
        is_joined = bool(found) and (
            letter in "，。；：、？！）》”" or not (is_wide(letter) or is_wide(found[-1][-1]))
        )
        if is_joined and not (found[-1].endswith(" ") and letter != " "):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def ems(text: str) -> float:
    """How wide a text is, roughly."""
    return sum(1 if is_wide(letter) else NARROW for letter in text)


def is_wide(letter: str) -> bool:
    """Whether a letter takes a whole square, as Chinese ones and their marks do."""
    return letter >= "\u2e80" or letter in "“”‘’…—"
