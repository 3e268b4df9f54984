"""What loading a pack did."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Report:
    """What loading did: counts, and the rows of editors that were left alone."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    is_same: bool = False  # these very files were loaded last; nothing was read
