"""Prose as a reader gets it: links in their language, and what the rules it names say by now."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import override

from policies.languages import CODES, SOURCE
from policies.references import references
from policies.referring import Referring
from policies.rules.referred import Referred, referred
from policies.speech import Said, Speech
from policies.views.page import Reader

OUR_LINK = re.compile(rf"\]\(/(?:{'|'.join(CODES)})/")


def named_in(texts: Iterable[str], reader: Reader) -> Referred:
    """The rules that texts name, on the reader's day. Two queries, none where they name none."""
    wanted = references(texts)
    scenarios = reader.vocabulary.scenarios if wanted else ()
    return referred(wanted, scenarios, on=reader.on, at=reader.at)


def as_read(text: Said, known: Referred, reader: Reader) -> Said:
    """A text in which references are said in its own language. `known`: the rules that it names.

    Links to this site stay in the reader's language even if the text fell back.
    """
    bound = in_language(text, SOURCE if text.lang else reader.language, known)
    return Said(OUR_LINK.sub(f"](/{reader.language}/", bound), text.lang)


def in_language(text: str, language: str, known: Referred) -> str:
    """A text of a language with what the rules it names say by now."""
    with override(language):
        return Referring(known, Speech(language)).bound(text)


def read_alone(text: Said, reader: Reader) -> Said:
    """The same of a text that is the only one of its page."""
    return as_read(text, named_in([text], reader), reader)
