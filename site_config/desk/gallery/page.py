"""The gallery: each component as it looks, in each language. For staff only."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.safestring import SafeString

from policies.speech import HTML_LANGUAGE
from site_config.desk.gallery.answers import answers
from site_config.desk.gallery.example import Example
from site_config.desk.gallery.frames import frames
from site_config.desk.gallery.journeys import journeys
from site_config.storage import ENTRIES


@dataclass(frozen=True, slots=True)
class Shown:
    """A component and how its examples look."""

    name: str
    cases: list[tuple[str, SafeString]]


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its examples; `?lang=` chooses the language."""
    asked = request.GET.get("lang", settings.LANGUAGE_CODE)
    language = asked if asked in HTML_LANGUAGE else settings.LANGUAGE_CODE
    with translation.override(language):
        context = {
            "components": shown(),
            "lang_code": HTML_LANGUAGE[language],
            "languages": settings.LANGUAGES,
            "sheets": ENTRIES[-1:],
        }
        return render(request, "admin/components.html", context)


def every_example() -> list[Example]:
    """All examples of all components, in the active language."""
    return [*frames(), *answers(), *journeys()]


def shown() -> list[Shown]:
    """The components by name, each once."""
    examples = sorted(every_example(), key=lambda each: each.component)
    groups = groupby(examples, key=lambda each: each.component)
    return [Shown(name, [(each.case, each.render()) for each in group]) for name, group in groups]
