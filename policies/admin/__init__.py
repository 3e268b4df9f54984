"""The editors' side: one file a model or two."""

from policies.admin import (
    expected_case,
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
    "expected_case",
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
