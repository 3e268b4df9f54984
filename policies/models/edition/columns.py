"""Which columns of an edition are no text, and who decides them."""

from __future__ import annotations

from django.conf import settings

from policies.models.translated import column


def _in_every_language(*fields: str) -> set[str]:
    """Translated fields together with their column in each language."""
    return {*fields, *(column(name, code) for name in fields for code, _ in settings.LANGUAGES)}


# That a second person stands for what one published alone.
COUNTERSIGNATURE = frozenset({"countersigned_by", "countersigned_at"})
# What may still happen to an edition once it is approved.
AFTER_APPROVAL = frozenset(
    {"state", "live_until", "withdrawn_at", "replaced_by", *_in_every_language("withdrawal_reason")}
    | COUNTERSIGNATURE
)
# What the verbs of publishing and the loading of content decide, and no form.
DECIDED_BY_VERBS = AFTER_APPROVAL | {
    "code", "version", "copied_from", "submitted_at", "returned_at", "returned_by", "return_note",
    "approved_by", "approved_at", "canonical_text", "content_hash", "previous_hash", "origin",
    "forced_reason", "languages_left_out",
}  # fmt: skip
# Everything that is no text: the content of an edition leaves it out.
WORKFLOW_COLUMNS = DECIDED_BY_VERBS | {
    "author", "publish_at", "change_size", *_in_every_language("change_note"),
}  # fmt: skip
