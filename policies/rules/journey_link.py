"""The address that opens a journey in the wizard."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from policies.rules.rulecheck.findings import Witness


def journey_link(witness: Witness) -> str:
    """The canonical address of a journey, in the source language."""
    with translation.override(settings.LANGUAGE_CODE):
        return f"{reverse('check')}?{witness.query}"
