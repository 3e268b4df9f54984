"""One rule of the database, and the words with which it refuses."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

UNCITED = "an approved edition needs a citation"
UNEXPLAINED = "a correction needs a public note"
NOT_LIVE = "only what is live stands in the place of what is withdrawn"
CHANGED = "what was approved is kept as it was approved"
UNPERMITTED = "a shared row changes by an approved proposal or a content pack alone"
FIXED = "what names a shared row never changes"
CIRCLE = "what leads on leads to a place of this site, and never back"
NEVER_DELETED = "a region is never deleted"
DECIDED = "a proposal is kept as it was made and as it was decided"
RECORDED = "a record is kept for ever as it was written"


@dataclass(frozen=True, slots=True)
class Standing:
    """A trigger or exclusion in the database; `mark` names its wording."""

    table: str
    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A trigger or a constraint: on which table, under which name, made by which statements."""

    kind: Literal["TRIGGER", "CONSTRAINT"]
    table: str
    name: str
    statements: tuple[str, ...]

    @property
    def standing(self) -> Standing:
        """What is in the database when exactly this rule is installed."""
        return Standing(self.table, self.name, mark_of(*self.statements))


def mark_of(*statements: str) -> str:
    """Names a wording, so that a changed rule is told from the one installed."""
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()
