"""Telephones to call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policies.models import Contact, Scenario
from policies.speech import Said, Speech
from policies.views.page import Reader

HOTLINES = ("medical-insurance-hotline", "government-hotline")
FRAUD = "cash-out-fraud"  # the one matter that starts with what to do at once
OF_EACH_CITY = "12393"
AT_ONCE = ("anti-fraud-hotline", "police", "medical-insurance-hotline")


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number large enough to tap; `scope` says what it is for, if that helps."""

    name: Said
    phone: str
    scope: str

    @property
    def needs_area_code(self) -> bool:
        """Whether it is answered in the caller's own city: from elsewhere its area code goes before
        it, as the scope of the number says."""
        return self.phone == OF_EACH_CITY


def contact_lines(contacts: Iterable[Contact], speech: Speech) -> list[Hotline]:
    """Contacts as the hotline component takes them."""
    return [
        Hotline(speech.of(contact, "name"), contact.phone, speech.of(contact, "scope"))
        for contact in contacts
    ]


def of_fraud(reader: Reader) -> list[Hotline]:
    """Whom to call while somebody tries to cheat."""
    return hotlines(reader, AT_ONCE)


def to_call_at_once(scenarios: Iterable[Scenario], reader: Reader) -> list[Hotline]:
    """Whom somebody calls before reading on; empty but for the one matter that does not wait, if
    nothing else is asked about."""
    return of_fraud(reader) if [each.code for each in scenarios] == [FRAUD] else []


def hotlines(reader: Reader, codes: Iterable[str] = HOTLINES) -> list[Hotline]:
    """Whom to call; if not said otherwise, about medical insurance, anywhere."""
    known = reader.vocabulary.contacts
    return contact_lines([known[code] for code in codes if code in known], reader.speech)
