"""Days that matter, for a calendar: rules that take effect later (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from policies.models import Policy
from policies.public_page import Kind
from policies.rules.coming import coming_rules
from policies.views import parameters
from policies.views.page import Reader, reader_of, region_or_404, scenario_or_404
from policies.views.values.region import answer_url_on

FOLD = 74  # octets of a line; the rest goes on behind a blank
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@require_safe
def changes_calendar(request: HttpRequest) -> HttpResponse:
    """The next rules to take effect, of a region with the levels above, and of a matter."""
    reader = reader_of(request)
    region = parameters.region_code(request.GET, "region")
    scenario = parameters.text(request.GET, "scenario")
    place = region_or_404(region) if region else None
    matter = scenario_or_404(reader.vocabulary, scenario) if scenario else None
    rules = coming_rules(reader.on, reader.at, region=place, scenario=matter)
    lines = [*calendar(rules, reader)]
    text = "".join(f"{part}\r\n" for line in lines for part in folded(line))
    return HttpResponse(text, content_type=f"{Kind.CALENDAR.value}; charset=utf-8")


def calendar(rules: list[Policy], reader: Reader) -> Iterator[str]:
    """The lines of a calendar, not yet folded."""
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{settings.SITE_URL}//changes//ZH")
    for rule in rules:
        if rule.effective_from and rule.publish_at:
            yield from event(rule, rule.effective_from, rule.publish_at, reader)
    yield "END:VCALENDAR"


def event(rule: Policy, day: dt.date, published: dt.datetime, reader: Reader) -> Iterator[str]:
    """One day as an event: what changes where, with the page that says it."""
    speech = reader.speech
    title = f"{speech.of(rule.region, 'name')} · {speech.of(rule.scenario, 'name')}"
    stamp = timezone.localtime(published, dt.UTC)
    yield "BEGIN:VEVENT"
    yield f"UID:{rule.code}@{settings.SITE_URL.partition('://')[2]}"
    yield f"SEQUENCE:{rule.version}"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"SUMMARY:{title.translate(ESCAPED)}"
    yield f"DESCRIPTION:{str(speech.of(rule, 'answer')).translate(ESCAPED)}"
    address = answer_url_on(rule.region, rule.scenario, f"on={day}")
    yield f"URL:{settings.SITE_URL}{address}"
    yield "END:VEVENT"


def folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets; never inside a character."""
    piece = b""
    for letter in line:
        if len(piece) + len(letter.encode()) > FOLD:
            yield piece.decode()
            piece = b" "
        piece += letter.encode()
    yield piece.decode()
