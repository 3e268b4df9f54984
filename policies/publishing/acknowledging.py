"""What rulecheck finds in a rule and does not forbid: its author says in writing why it may stand.

That is written with the submission and kept for ever, with what was found as it read then. Nothing
is approved of which more is found than was acknowledged.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence

from policies.models import Acknowledgement, Edition, Transition
from policies.rules.journey_link import journey_link
from policies.rules.rulecheck.findings import BLOCKING, Finding, Kind

# What is missing in a language is decided by whoever approves, who leaves the language out.
ELSEWHERE = frozenset({Kind.UNTRANSLATED})


def to_judge(findings: Collection[Finding]) -> tuple[Finding, ...]:
    """Of what was found, what a person may say to be right nevertheless."""
    return tuple(each for each in findings if each.kind not in BLOCKING | ELSEWHERE)


def state_of(findings: Collection[Finding]) -> str:
    """Names what was found, in 64 digits: what a form says that it showed."""
    said = sorted([each.kind.value, each.message] for each in findings)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def acknowledge_blockers(findings: Collection[Finding], text: str, shown: str | None) -> list[str]:
    """Why a draft is not submitted with these words; `shown` names what their author was shown,
    None if that was not a form."""
    if shown is not None and shown != state_of(findings):
        return ["你看过之后，规则检查的结果变了。请看过现在的结果，再写一次。"]
    if not findings or text.strip():
        return []
    found = "".join(each.message for each in findings)
    return [f"规则检查有 {len(findings)} 处要你写明为什么这样也对：{found}"]


def acknowledge(entry: Transition, findings: Sequence[Finding], text: str) -> None:
    """Keep for ever what was found and what its author wrote about it."""
    Acknowledgement.objects.create(entry=entry, text=text.strip(), findings=told(findings))


def shown(findings: Collection[Finding]) -> list[dict[str, str]]:
    """What was found, as the form shows it: as it would be kept, and with the journey's query."""
    return Acknowledgement(findings=told(findings)).shown


def told(findings: Collection[Finding]) -> list[dict[str, str]]:
    """What was found, as it is kept: kind, message, link of a journey."""
    return [
        {"kind": each.kind.value, "message": each.message, "link": journey_link(each.witness)}
        for each in findings
    ]


def acknowledgement_of(edition: Edition) -> Acknowledgement | None:
    """What was written when an edition was last submitted, if anything had to be. One query."""
    submitted = Transition.objects.filter(
        code=edition.code, version=edition.version, verb=Transition.Verb.SUBMIT
    )
    entry = submitted.select_related("acknowledgement", "by").first()
    return getattr(entry, "acknowledgement", None)


def unacknowledged(edition: Edition, findings: Collection[Finding]) -> list[str]:
    """Why an edition is not approved: its author never wrote about what is found now. One query
    where anything is found."""
    if not findings:
        return []
    written = acknowledgement_of(edition)
    known = {(each["kind"], each["message"]) for each in written.findings} if written else set()
    new = [each.message for each in findings if (each.kind.value, each.message) not in known]
    if not new:
        return []
    said = "".join(new)
    return [f"规则检查有作者没有写过说明的发现：{said}请退回，让作者看过、写明，再提交。"]
