"""The defaults are part of the canonical form: whoever changes one makes a new form."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.db import models

from policies.models import Policy
from policies.models.canonical import (
    canonical_text,
    defaults,
    part_model,
)
from policies.models.edition import WORKFLOW_COLUMNS, Edition, edition_models
from policies.models.translated import translated_fields

EMPTY_TEXT = {
    "policy": {"evidence", "verdict"},
    "procedure": {"channel", "item_code", "entrance_url", "evidence"},
    "guide": {"slug"},
    "faq": {"slug", "evidence"},
    "factcheck": {"slug", "verdict", "seen_in"},
    "condition": {"quote"},
    "step": set(),
    "requirement": {"any_of"},
}  # fmt: skip
NOTHING = {
    "policy": {"region", "scenario", "effective_from", "effective_to", "time_limit_days"},
    "procedure": {
        "region", "scenario", "phone", "complaints_phone", "statutory_days", "promised_days",
        "visits",
    },
    "guide": set(),
    "faq": {"region", "scenario"},
    "factcheck": {"instead"},
    "condition": {"question", "source"},
    "step": set(),
    "requirement": {"material", "originals", "copies"},
}  # fmt: skip
VALUES: dict[str, dict[str, Any]] = {
    "policy": {"conditions_modelled": False, "passes_down": True},
    "guide": {"position": 0},
    "condition": {"way": 1, "locator": "条号未见"},
    "step": {"position": 1},
}
LISTS = {
    "policy": {"citations", "conditions_in_ways"},
    "procedure": {"citations", "steps", "requirements"},
    "guide": {"citations", "scenarios"},
    "faq": {"citations"},
    "factcheck": {"citations", "regions"},
    "condition": {"accepted", "unclear"},
}
CITATION = {"locator": "", "quote": "", "seen_on": None, "source": None}


def pinned(model: type[models.Model]) -> dict[str, Any]:
    name = str(model._meta.model_name)
    if name.endswith("citation"):
        return CITATION
    texts = {
        f"{field}_{language.replace('-', '_')}"
        for field in set(translated_fields(model)) - {"withdrawal_reason", "change_note"}
        for language, _ in settings.LANGUAGES
    }
    review: dict[str, Any] = {"review_by": None} if issubclass(model, Edition) else {}
    return (
        dict.fromkeys(EMPTY_TEXT[name] | texts, "")
        | dict.fromkeys(NOTHING[name])
        | {many: [] for many in LISTS.get(name, ())}
        | VALUES.get(name, {})
        | review
    )


@pytest.mark.parametrize("model", edition_models(), ids=lambda model: model.__name__)
def test_defaults_of_content_are_those_of_form_1(model: type[Edition]) -> None:
    parts = {part_model(model, relation) for relation in model.parts}
    for each in (model, *parts):
        left_out = {"id", getattr(each, "parent_link", ""), *translated_fields(each)}
        left_out |= getattr(each, "not_content", frozenset())
        left_out |= WORKFLOW_COLUMNS if each is model else set()
        found = {name: value for name, value in defaults(each).items() if name not in left_out}
        assert found == pinned(each), f"{each.__name__}: a changed default needs a new form"
        assert "form" not in found


def test_text_without_content_is_only_its_form() -> None:
    assert canonical_text(Policy, defaults(Policy)) == '{"form":1}'
