"""What stands behind a permanent address: the live edition, the last one published, or nothing."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TypeVar

from guides.models import OldAddress
from policies.models import Edition
from policies.models.edition import CODE_ALPHABET, CODE_LENGTH, edition_models

Kind = TypeVar("Kind", bound=Edition)
CODE = re.compile(f"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a code stands at an instant. `last` is the newest edition that was ever on the site."""

    live: Edition | None
    last: Edition


def live_by_slug(model: type[Kind], slug: str, at: dt.datetime) -> Kind | None:
    """The live edition at an address, if there is one. One query."""
    found: Kind | None = model.objects.live(at).filter(slug=slug).first()
    return found


def standing_of_slug(model: type[Edition], slug: str, at: dt.datetime) -> Standing | None:
    """How the thing that last had this address stands; None if no edition ever had it."""
    former = model.objects.published_before(at).filter(slug=slug).order_by("-publish_at").first()
    return _standing(model, former.code, at) if former else None


def standing_of_code(code: str, at: dt.datetime) -> Standing | None:
    """How a permanent code stands; None if it was never on the site. Two queries a kind at most.

    Codes are printed on paper and typed from it, so small letters count as capitals.
    """
    code = code.upper()
    if not CODE.fullmatch(code):
        return None
    for model in edition_models():
        if found := _standing(model, code, at):
            return found
    return None


def published_editions(edition: Edition, at: dt.datetime) -> list[Edition]:
    """Every edition of the same thing that was ever on the site, newest first. One query."""
    same = type(edition).objects.published_before(at).filter(code=edition.code)
    return list(same.order_by("-version"))


def former_address(path: str) -> OldAddress | None:
    """What a former address (without its language) became in the end; None if it never was one.

    One query a step. A chain that leads back to itself leads nowhere and counts as unknown.
    """
    found, seen = None, set()
    while path not in seen:
        seen.add(path)
        step = OldAddress.objects.filter(path=path).first()
        if step is None or step.gone_because:
            return step or found
        found, path = step, step.became
    return None


def _standing(model: type[Edition], code: str, at: dt.datetime) -> Standing | None:
    last = model.objects.published_before(at).filter(code=code).order_by("-version").first()
    if last is None:
        return None
    return Standing(model.objects.live(at).filter(code=code).first(), last)
