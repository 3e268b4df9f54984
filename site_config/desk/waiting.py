"""The work that waits for one person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def waiting(request: HttpRequest, apps: list[Any]) -> list[dict[str, Any]]:
    """Per kind of edition in an app list: how many wait for this person, how many are theirs."""
    found = []
    for app in apps:
        for entry in app["models"]:
            if hasattr(entry["model"], "edition_label"):
                found.append({"entry": entry, **_numbers(request, entry["model"])})
    return [row for row in found if row["mine"] or row["review"]]


def _numbers(request: HttpRequest, model: Any) -> dict[str, int]:
    rows, meta = model._default_manager.open(), model._meta
    approves = request.user.has_perm(f"{meta.app_label}.approve_{meta.model_name}")
    waiting = rows.filter(state="in_review").exclude(author=request.user)
    return {
        "mine": rows.filter(author=request.user).count(),
        "review": waiting.count() if approves else 0,
    }
