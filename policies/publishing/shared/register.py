"""The register of approved proposals: numbered, each with the hash of the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from policies.models import Proposal, PublicationState
from policies.models.canonical import Content, content_hash, json_text, read_text

FORM = 1
# The columns that the hashed text repeats: what was proposed, and who decided it when.
TOLD = (
    "number", "kind", "key", "code", "name", "place", "action", "before", "after", "author_id",
    "why", "decided_by_id", "note", "only_wording", "previous_hash",
)  # fmt: skip
INSTANTS = ("made_at", "decided_at")
APPROVED = Proposal.State.APPROVED


@dataclass(frozen=True, slots=True)
class Checked:
    """An entry of the register by its number, and everything found wrong with it, in Chinese."""

    number: int
    damages: tuple[str, ...]


def enter(proposal: Proposal) -> None:
    """Give an approved proposal its number, its text and its place in the chain; not stored yet.

    Whoever approves at the same time waits until this transaction ends.
    """
    PublicationState.objects.get_or_create(pk=1)
    PublicationState.objects.select_for_update().get(pk=1)
    last = Proposal.objects.filter(state=APPROVED).order_by("-number").first()
    proposal.number = (last.number or 0) + 1 if last else 1
    proposal.previous_hash = last.content_hash if last else ""
    names = {"author_name": str(proposal.author), "decided_by_name": str(proposal.decided_by)}
    proposal.text = json_text({"form": FORM, **_told(proposal), **names})
    proposal.content_hash = content_hash(proposal.text)


def verify() -> Iterator[Checked]:
    """Look at every entry of the register, oldest first. One query."""
    number, before = 0, ""
    for proposal in Proposal.objects.filter(state=APPROVED).order_by("number").iterator():
        number += 1
        yield Checked(proposal.number or 0, tuple(_damages(proposal, number, before)))
        number, before = proposal.number or 0, proposal.content_hash


def _damages(proposal: Proposal, number: int, before: str) -> Iterator[str]:
    if content_hash(proposal.text) != proposal.content_hash:
        yield "校验值不是登记时原文的校验值。"
    try:
        said = read_text(proposal.text)
    except ValueError:
        yield "登记的原文读不出来。"
    else:
        told = _told(proposal)
        if names := sorted(name for name in told if said.get(name) != told[name]):
            yield f"内容和登记的原文不一样：{'、'.join(names)}。"
    if proposal.number != number:
        yield "前面缺了登记号。"
    if proposal.previous_hash != before:
        yield "上一条的校验值不是前一条建议的校验值。"


def _told(proposal: Proposal) -> Content:
    instants = {name: _in_utc(getattr(proposal, name)) for name in INSTANTS}
    return {name: getattr(proposal, name) for name in TOLD} | instants


def _in_utc(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).isoformat()
