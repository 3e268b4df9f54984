"""What verbs did or why they refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from policies.models import Edition, Policy
from policies.publishing.actions import Refused
from tests import factories as make

T0, DAY = make.NOON, make.DAY


def live_at(at: dt.datetime) -> list[str]:
    return [policy.edition_label.partition("/")[2] for policy in Policy.objects.live(at)]


def reasons(verb: Any, edition: Edition, **arguments: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        verb(edition, **arguments)
    assert str(refused.value) == "；".join(refused.value.reasons)
    return refused.value.reasons
