"""What rulecheck would find in the rules in force, and does not find now, if a proposal about the
wizard's words came true: nothing of one rule's edition, so it is answered for with the proposal.

The author quotes it in the reason, which is kept for ever with the proposal. A contradiction or a
case that ends otherwise is refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from typing import cast

from django.utils import timezone

from policies.models import ExpectedCase, ImpossibleCombination, Option, Policy, Proposal
from policies.models.canonical import Content
from policies.models.plain import SharedRow
from policies.publishing import events
from policies.publishing.acknowledging import to_judge
from policies.publishing.shared.values import content_of
from policies.rules.cases import failed_cases
from policies.rules.country import read_country
from policies.rules.rulecheck.check import in_order, touching
from policies.rules.rulecheck.findings import BLOCKING, Finding
from policies.rules.vocabulary import Vocabulary, vocabulary

Action = Proposal.Action
TO_WRITE = (
    "规则检查会有新的发现：{message}也许没有错。请把这句话原样抄进“为什么”，再写明为什么这样也对。"
)
NOT_WRITTEN = (
    "规则检查会有提出的人没有写过说明的发现：{message}请退回，让提出的人看过、写明，再提出。"
)


def brought_by(row: SharedRow, action: str, after: Content, at: dt.datetime) -> list[Finding]:
    """What is found only if an option or a combination comes, goes or is another; a change of words
    brings nothing. One query where no rule asks about it."""
    asked = _asked_about(row, action, after)
    policies = Policy.objects.filter(conditions_in_ways__question__code__in=asked)
    rules = policies.exclude(approved_at=None).exclude(live_until__lte=at).order_by()
    scenarios = set(rules.values_list("scenario__code", flat=True)) if asked else set()
    if not scenarios:
        return []
    words = vocabulary(events.token(at))
    wanted = _with(words, row, action, after)
    before, found = (_found(each, asked, at) for each in (words, wanted))
    known = {(each.kind, each.edition, each.message) for each in before}
    new = (each for each in found if (each.kind, each.edition, each.message) not in known)
    return list(in_order([*new, *_failing(words, wanted, scenarios, at)]))


def brought_blockers(found: Collection[Finding], why: str, *, to_author: bool) -> list[str]:
    """Why a proposal that brings these findings cannot go on with the reason that it has."""
    wrong = [f"规则检查：{each.message}" for each in found if each.kind in BLOCKING]
    messages = dict.fromkeys(each.message for each in to_judge(found))
    if silent := [each for each in messages if each not in why]:
        said = TO_WRITE if to_author else NOT_WRITTEN
        return [*wrong, *(said.format(message=each) for each in silent)]
    for each in messages:
        why = why.replace(each, "")
    if messages and not any(map(str.isalnum, why)):
        return [*wrong, "抄了规则检查的发现，还要写明为什么这样也对。"]
    return wrong


def unwritten_blockers(proposal: Proposal, row: SharedRow, at: dt.datetime) -> list[str]:
    """Why a proposal does not come true at an instant: by then it brings what its author never
    wrote about."""
    found = brought_by(row, proposal.action, proposal.values_after, at)
    return brought_blockers(found, proposal.why, to_author=False)


def _asked_about(row: SharedRow, action: str, after: Content) -> set[str]:
    """The codes of the questions of which rules may end otherwise."""
    if isinstance(row, Option) and action != Action.CHANGE:
        return {row.question.code}
    if isinstance(row, ImpossibleCombination):
        both = {*content_of(row)["options"], *after.get("options", ())}
        is_about = action != Action.CHANGE or "options" in after
        return {each.partition("=")[0] for each in both} if is_about else set()
    return set()


def _found(words: Vocabulary, asked: set[str], at: dt.datetime) -> set[Finding]:
    return touching(read_country(words, on=timezone.localdate(at), at=at), asked)


def _failing(
    words: Vocabulary, wanted: Vocabulary, scenarios: set[str], at: dt.datetime
) -> list[Finding]:
    """The expected cases of some scenarios that end otherwise only with the words wanted."""
    speaking = ExpectedCase.objects.filter(outcomes__has_any_keys=sorted(scenarios))
    cases = list(speaking.select_related("region__parent__parent__parent", "event"))
    failing = list(failed_cases(wanted, at, cases=cases))
    of_them = list({each.case.pk: each.case for each in failing}.values())
    before = failed_cases(words, at, cases=of_them) if failing else ()
    known = {(each.case.pk, each.scenario) for each in before}
    return [each.finding() for each in failing if (each.case.pk, each.scenario) not in known]


def _with(words: Vocabulary, row: SharedRow, action: str, after: Content) -> Vocabulary:
    """The wizard's words as if the proposal had come true."""
    if isinstance(row, Option):
        code = row.question.code
        others = (each for each in words.options.get(code, ()) if each.pk != row.pk)
        offered = [*others] if action == Action.DELETE else [*others, row]
        in_turn = tuple(sorted(offered, key=lambda each: (each.position, each.pk)))
        return replace(words, options={**words.options, code: in_turn})
    row = cast(ImpossibleCombination, row)
    impossible = {facts: each for facts, each in words.impossible.items() if each.pk != row.pk}
    if action != Action.DELETE:
        options = after.get("options") or content_of(row)["options"]
        named = (each.partition("=") for each in options)
        impossible[tuple((question, code) for question, _, code in named)] = row
    return replace(words, impossible=impossible)
