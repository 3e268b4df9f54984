"""The picture of a rule: its rows from top to bottom, the ways side by side on a rail.

Pure: sentences in, boxes and lines out, in units of an SVG whose width fits a phone. The words that
stand in a box are broken here, as SVG breaks none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH = 340
EM = 15  # the size of the letters
LINE = 21
PADDING = 10
GAP = 26  # between two boxes, with room for a word
RAIL = 22  # how far the ways stand in from the edge
NARROW = 0.56  # of an em: a letter that is not Chinese


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text, its baseline at `y`."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """One row, or how the rule ends; `kind` is row, unasked or end."""

    x: int
    y: int
    width: int
    height: int
    kind: str
    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line from one point to another."""

    x1: int
    y1: int
    x2: int
    y2: int


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
    """A row to draw: what it asks for, and whether the wizard asks it."""

    text: str
    is_asked: bool = True


@dataclass(frozen=True, slots=True)
class Labels:
    """The words between the boxes, in the reader's language."""

    both: str
    one_of: str
    either: str
    end: str


@dataclass
class _Sheet:
    """What is drawn so far, and how far down."""

    y: int = 0
    boxes: list[Box] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def box(self, text: str, kind: str, x: int) -> None:
        width = WIDTH - x - 1
        broken = broken_into_lines(text, (width - 2 * PADDING) / EM)
        lines = tuple(
            Words(x + PADDING, self.y + PADDING + n * LINE + EM, line)
            for n, line in enumerate(broken)
        )
        height = len(lines) * LINE + 2 * PADDING
        self.boxes.append(Box(x, self.y, width, height, kind, lines))
        self.y += height

    def step_down(self, word: str, x: int) -> None:
        """A line to the next box with a word beside it."""
        self.strokes.append(Stroke(x, self.y, x, self.y + GAP))
        self.words.append(Words(x + PADDING, self.y + GAP - 8, word))
        self.y += GAP

    def rows(self, steps: Sequence[Step], word: str, x: int) -> None:
        """Boxes below one another with a word between them."""
        for place, step in enumerate(steps):
            if place:
                self.step_down(word, x + RAIL)
            self.box(step.text, "row" if step.is_asked else "unasked", x)


def picture(always: Sequence[Step], ways: Sequence[Sequence[Step]], labels: Labels) -> Picture:
    """Draw a rule: what is always asked for, then the ways of which one is enough, then its end."""
    sheet = _Sheet(y=1)
    sheet.rows(always, labels.both, 1)
    if ways:
        _ways(sheet, ways, labels, follow=bool(always))
    else:
        sheet.step_down("", 1 + RAIL)
    sheet.box(labels.end, "end", 1)
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
        sheet.rows(way, labels.both, 1 + RAIL)
        middle = (begin + sheet.y) // 2
        sheet.strokes.append(Stroke(1 + RAIL // 2, middle, 1 + RAIL, middle))
    sheet.y += GAP
    sheet.strokes.append(Stroke(1 + RAIL // 2, top, 1 + RAIL // 2, sheet.y))


def broken_into_lines(text: str, width: float) -> list[str]:
    """A text in lines of at most so many ems; between letters in Chinese, between words else."""
    lines: list[str] = []
    line = ""
    for word in _words(text):
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
