"""How a situation is answered across the country: one word, by a rule that is published.

The rule stands in docs/explanation/comparison.md and on the pages that show the word. What is not
known is counted and said, never taken for a no; where more than 30 % is not known there is no word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from policies.models import Region
from policies.rules.applicability import Applicable
from policies.rules.state import State

ALLOWED = (State.YES, State.CONDITIONAL)
MOST, FEW, MOST_UNKNOWN = 2 / 3, 1 / 3, 0.3


class Spread(TextChoices):
    """In how many provinces the money can be had so, in the word that readers see."""

    EVERYWHERE = "everywhere", _("各地都可以")
    MOST = "most", _("多数地方可以")
    DIFFERS = "differs", _("各地不同")
    FEW = "few", _("少数地方可以")
    MOST_NOT = "most-not", _("多数地方不可以")
    NOWHERE = "nowhere", _("各地都不可以")


@dataclass(frozen=True, slots=True)
class Across:
    """How many provinces there are, in how many the answer is yes (under conditions or without),
    no with exceptions, or no, and how many of the answers are the nation's rule."""

    number: int
    allowed: int
    depends: int
    refused: int
    of_nation: int

    @property
    def unknown(self) -> int:
        """Where no yes or no is known: not recorded, in doubt, disputed, or a rule about sums."""
        return self.number - self.allowed - self.depends - self.refused

    @property
    def is_known(self) -> bool:
        """Whether enough is known for a word."""
        return bool(self.number) and self.unknown <= MOST_UNKNOWN * self.number

    @property
    def spread(self) -> Spread | None:
        """The word; None where too little is known."""
        if not self.is_known:
            return None
        possible = self.allowed + self.depends
        if self.allowed == self.number:
            return Spread.EVERYWHERE
        if possible == 0:
            return Spread.MOST_NOT if self.unknown else Spread.NOWHERE
        if self.allowed >= MOST * self.number:
            return Spread.MOST
        return Spread.FEW if possible <= FEW * self.number else Spread.DIFFERS

    @property
    def counted(self) -> int:
        """The provinces that the word speaks of."""
        if self.spread in (Spread.NOWHERE, Spread.MOST_NOT):
            return self.refused
        return self.allowed + self.depends if self.spread == Spread.FEW else self.allowed


def across(found: Iterable[Applicable]) -> Across:
    """The count of the answers of the provinces, each once."""
    answers = list(found)
    states = [each.state for each in answers]
    nation = Region.Level.NATION
    return Across(
        number=len(answers),
        allowed=sum(state in ALLOWED for state in states),
        depends=states.count(State.DEPENDS),
        refused=states.count(State.NO),
        of_nation=sum(1 for a in answers if a.policy and a.policy.region.level == nation),
    )
