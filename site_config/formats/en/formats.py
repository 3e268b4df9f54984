"""Days in English as the texts of the content write them: 22 Nov 2026."""

from __future__ import annotations

DATE_FORMAT = "j M Y"
