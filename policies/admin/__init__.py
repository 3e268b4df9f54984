"""The editors' side: one file a model or two."""

from policies.admin import (
    absence,
    expected_case,
    former_division,
    material,
    policy,
    procedure,
    proposal,
    publication,
    question,
    region,
    source,
    verification,
)

__all__ = [
    "absence",
    "expected_case",
    "former_division",
    "material",
    "policy",
    "procedure",
    "proposal",
    "publication",
    "question",
    "region",
    "source",
    "verification",
]
