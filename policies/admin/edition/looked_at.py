"""Which text of an edition somebody looked at: what every page says that a step is taken from."""

from __future__ import annotations

from policies.models import Edition
from policies.models.canonical import content_hash, json_text
from policies.models.edition import DECIDED_BY_VERBS, WORKFLOW_COLUMNS

# What is no text and yet decided by the author: when it goes live, and how the change is announced.
ANNOUNCED = sorted(WORKFLOW_COLUMNS - DECIDED_BY_VERBS - {"author"})


def looked_at(edition: Edition) -> str:
    """Names everything that the author of an edition decides, in 64 digits.

    The text, the instant of publication, and the size and the words of the change. As many queries
    as the text costs.
    """
    announced = {name: str(getattr(edition, name) or "") for name in ANNOUNCED}
    return content_hash(edition.text_now() + json_text(announced))
