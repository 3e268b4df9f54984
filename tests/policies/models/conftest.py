"""What tests of models share."""

from __future__ import annotations

import pytest

from policies.models import Policy
from tests import factories as make


@pytest.fixture
def live(db: None) -> Policy:
    """A published policy with a citation and a condition."""
    draft = make.policy()
    make.condition(draft)
    return make.publish(draft)
