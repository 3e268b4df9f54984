"""What somebody entered in a form that could not be stored, so that it can be copied."""

from __future__ import annotations

from django.http import QueryDict

NOT_TEXT = ("csrfmiddlewaretoken", "_save", "_continue", "_submit", "_addanother", "seen")
# What the rows inside a form count and are told apart by; the row that others are copied from.
OF_ROWS = ("_FORMS", "__prefix__")


def entered_texts(posted: QueryDict) -> dict[str, str]:
    """Each field of a form that holds something, as it was sent; never a password."""
    return {
        name: "\n".join(str(value) for value in values)
        for name, values in posted.lists()
        if any(values) and _is_text(name)
    }


def _is_text(name: str) -> bool:
    machinery = name in NOT_TEXT or any(part in name for part in OF_ROWS) or name.endswith("-id")
    return not machinery and "password" not in name
