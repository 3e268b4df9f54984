"""Links that open a document at the words that are quoted from it (text fragments)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

MARK = "#:~:text="
NO_HTML = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|jpe?g|png|txt)$", re.I)
CLAUSE = re.compile(r"[^，。；：！？、,;!?\s]+")
LEFT_OUT = re.compile(r"…+|\.{3,}")
LONGEST, SHORTEST = 24, 4  # signs of a text found as a whole; of the words at one of its ends
SYNTAX = re.compile(r"[-,&%\s\"'<>()\[\]`\\^{|}]")  # of the fragment, of HTML and of Markdown


def at_the_words(url: str, quote: str) -> str:
    """An address that opens at these words; as it is where there are none, and where no browser
    looks for words: in a file that is no page.

    A long text is named by its first and its last words, cut where marks stand: browsers look for
    whole words, and what lies between may be several paragraphs.
    """
    parts = [part.strip() for part in LEFT_OUT.split(quote.strip('“”" ')) if CLAUSE.search(part)]
    if not parts or not url or NO_HTML.search(urlsplit(url).path):
        return url
    if len(parts) == 1 and len(parts[0]) <= LONGEST:
        return f"{url}{_mark(url)}{_encoded(parts[0])}"
    first, last = _first_words(parts[0]), _last_words(parts[-1])
    ends = [first] if first == last else [first, last]
    return f"{url}{_mark(url)}{','.join(map(_encoded, ends))}"


def _mark(url: str) -> str:
    """What stands before the words: behind a fragment of the address's own, without its sign."""
    return MARK.removeprefix("#") if "#" in url else MARK


def _first_words(text: str) -> str:
    """The text up to the first mark behind enough signs."""
    ends = (found.end() for found in CLAUSE.finditer(text) if found.end() >= SHORTEST)
    return text[: next(ends, len(text))]


def _last_words(text: str) -> str:
    """The text from the last mark before enough signs, without marks at its end."""
    clauses = list(CLAUSE.finditer(text))
    end = clauses[-1].end()
    starts = (found.start() for found in reversed(clauses) if end - found.start() >= SHORTEST)
    return text[next(starts, 0) : end]


def _encoded(words: str) -> str:
    """Signs that mean something in a fragment as percent; Chinese stands as it is, as elsewhere on
    the page, and the browser encodes it."""
    return SYNTAX.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), words)
