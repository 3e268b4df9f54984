"""Editions: what every publishable row shares, and what the database refuses of it."""

from policies.models.edition.children import EditionChild, EditionChildQuerySet
from policies.models.edition.codes import (
    CODE_ALPHABET,
    CODE_LENGTH,
    CODE_PATTERN,
    code_is_used,
    unused_code,
)
from policies.models.edition.columns import (
    AFTER_APPROVAL,
    COUNTERSIGNATURE,
    DECIDED_BY_VERBS,
    WORKFLOW_COLUMNS,
)
from policies.models.edition.constraints import EDITION_CONSTRAINTS
from policies.models.edition.edition import Edition
from policies.models.edition.kinds import edition_models
from policies.models.edition.querysets import (
    CHANGE_REFUSED,
    DELETION_REFUSED,
    OPEN_STATES,
    EditionQuerySet,
    PublishedTextError,
    refuse_if_approved,
)

__all__ = [
    "AFTER_APPROVAL",
    "CHANGE_REFUSED",
    "CODE_ALPHABET",
    "CODE_LENGTH",
    "CODE_PATTERN",
    "COUNTERSIGNATURE",
    "DECIDED_BY_VERBS",
    "DELETION_REFUSED",
    "EDITION_CONSTRAINTS",
    "OPEN_STATES",
    "WORKFLOW_COLUMNS",
    "Edition",
    "EditionChild",
    "EditionChildQuerySet",
    "EditionQuerySet",
    "PublishedTextError",
    "code_is_used",
    "edition_models",
    "refuse_if_approved",
    "unused_code",
]
