"""The sentences that a citizen reads of a row that is in the way.

One place for the result of the wizard and for the table in which editors read them before they are
published.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from policies.models import Condition
from policies.rules.eligibility import Result
from policies.speech import Said, Speech


def told_if_unmet(row: Condition, speech: Speech) -> Said:
    """What is read by somebody whose answer the source rejects."""
    return speech.of(row, "text_if_unmet")


def told_if_unclear(row: Condition, speech: Speech) -> Said:
    """What is read by somebody of whose answer the source does not speak."""
    said = speech.of(row, "text_if_unclear")
    return said or Said(_("依据没有写你这种情况，先打电话问。"))


def is_unsaid(result: Result) -> bool:
    """Whether the sources do not speak of what was answered, and nothing else is open."""
    return result.outcome == "needs" and bool(result.unclear) and not result.open_questions
