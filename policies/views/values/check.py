"""The way from an answer to the wizard: where there is something to qualify for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from policies.addresses import address_of
from policies.models import Region, Scenario
from policies.rules.applicability import Applicable
from policies.rules.state import State, verdict_of
from policies.views.page import Reader
from policies.views.values.region import full_name


@dataclass(frozen=True, slots=True)
class WaysOn:
    """Where the first facts lead on; each empty where it leads nowhere."""

    sheet_url: str  # the page of paper to take to the counter
    check_url: str = ""
    check_label: str = ""
    change_url: str = ""  # the same matter in another place
    report_url: str = ""  # where to say that something is wrong
    is_past: bool = False  # then the page of paper is no more to be taken to the counter


def is_to_check(found: Applicable) -> bool:
    """Whether a citizen may qualify for it: not where a rule is only stated, or forbids outright.

    What nobody has recorded, somebody may qualify for.
    """
    if found.policy is None:
        return True
    is_rule = found.scenario.kind == Scenario.Kind.RULE
    return not is_rule and verdict_of(found.policy) != State.NO


def check_label(found: Applicable, reader: Reader) -> str:
    """The words of the button: it names the place; the nation is none."""
    if found.region.level == Region.Level.NATION:
        return _("查我符合不符合")
    return _("查我在%(region)s符合不符合") % {"region": full_name(found.region, reader.speech)}


def check_url(found: Applicable, reader: Reader) -> str:
    """The wizard for this place and situation, on the day chosen; empty if nobody can qualify."""
    if not is_to_check(found):
        return ""
    asked = {"r": found.region.code, "e": found.scenario.code}
    if reader.on != reader.today:
        asked["on"] = str(reader.on)
    return f"{address_of('check')}?{urlencode(asked)}"
