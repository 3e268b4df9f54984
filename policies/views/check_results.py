"""The wizard's results in words: the outcome, its reasons, what to say at the counter."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policies.models import Edition, Evidence, Policy, Source
from policies.models.source import NOT_SEEN
from policies.rules.answer import Answer, answer_of, item_names
from policies.rules.applicability import Applicable
from policies.rules.citations import Cited, citations_of, of_row, strongest
from policies.rules.eligibility import Result, evaluate
from policies.rules.in_force import RulesInForce
from policies.rules.state import Outcome, State, verdict_of
from policies.views import counter
from policies.views.journey import Journey
from policies.views.kept_result import KeptResult, kept_now, kept_result
from policies.views.page import Reader
from policies.views.reasons import Hearing, is_final, reasons
from policies.views.values import (
    Badge,
    Hotline,
    badge_of,
    checked_days,
    full_name,
    hotlines,
    to_call_at_once,
)
from policies.views.values.answer import other_period, shown_sentence
from policies.views.values.badge import CASTS_DOUBT, doubted_badge, state_badge
from policies.views.values.how import plan
from policies.views.values.region import answer_url_on, not_found_yet, rule_of
from policies.views.values.scenario import DEATH
from policies.views.values.wizard import LawfulUse, OutcomeCard

TO_DO = ("yes", "conditional", "needs")
BEST_FIRST = (*TO_DO, "none", "no")


@dataclass(frozen=True, slots=True)
class ResultsStep:
    """What was found, and whom to ask. `is_wrong_matter`: what happened is perhaps something else,
    as the answer given can never fit what was asked about. `kept`: how it stands to one of before.
    """

    results: list[OutcomeCard]
    at_once: list[Hotline]  # whom to call before reading on
    hotlines: list[Hotline]
    is_wrong_matter: bool
    kept: KeptResult

    @property
    def names_uses(self) -> bool:
        """Whether a result that is open says what the money may be used for."""
        return any(each.uses for each in self.results if not each.is_folded)

    @property
    def is_told_whom_to_call(self) -> bool:
        """Whether a number stands above already."""
        return bool(self.at_once) or any(each.plan and each.plan.phones for each in self.results)


@dataclass(frozen=True, slots=True)
class Files:
    """What is known beside the rules: their citations by their key, the official names of what is
    applied for by scenario, and the whole answer of one matter that is possible, or may be."""

    citations: Mapping[int, Sequence[Cited]]
    items: Mapping[str, str]
    whole: Answer | None = None


def results_step(hearing: Hearing, uses: RulesInForce, journey: Journey) -> ResultsStep:
    """How each scenario ends, what is possible first; `uses` are the rules about uses of the same
    place, which the first thing that is not possible names: not to heirs, whose money it is not to
    be insured with.

    Two queries: for what the rules rest on, and for how it is done.
    """
    reader = hearing.reader
    ended = evaluate(hearing.rules.book, hearing.answers)
    found = sorted(ended, key=lambda each: BEST_FIRST.index(each.outcome))
    files = files_of(found, hearing)
    refused = (each for each in found if each.outcome == "no" and each.scenario != DEATH)
    named = {first.scenario: lawful_uses(uses, hearing) for first in itertools.islice(refused, 1)}
    results = [
        replace(
            outcome_card(each, hearing, files),
            uses=named.get(each.scenario, []),
            is_folded=each is not found[0],
        )
        for each in found
    ]
    asked = [each.scenario for each in hearing.rules.applicable.values()]
    at_once = to_call_at_once(asked, reader)
    told = {each.phone for card in results if card.plan for each in card.plan.phones}
    told |= {each.phone for each in at_once}
    return ResultsStep(
        results,
        at_once,
        [each for each in hotlines(reader) if each.phone not in told],
        all(is_final(each) for each in found),
        kept_beside(journey, editions_of(hearing, files)),
    )


def editions_of(hearing: Hearing, files: Files) -> list[Edition]:
    """What a result rests on: the rules asked about, and how it is done where that is shown."""
    rules = [each.policy for each in hearing.rules.applicable.values() if each.policy]
    ways = files.whole.procedures if files.whole else ()
    return [*rules, *(each.procedure for each in ways)]


def kept_beside(journey: Journey, editions: list[Edition]) -> KeptResult:
    """How a result that rests on these editions stands to the one in its address."""
    now = kept_now(editions, journey.reader)
    return kept_result(journey.kept, now, url=journey.here, keep_url=journey.url_kept(now))


def files_of(found: Sequence[Result], hearing: Hearing) -> Files:
    """What is known beside the rules; how it is done only of one matter that is possible, or may
    be: whoever is told no needs no papers, and of many matters none is chosen yet."""
    asked, at = list(hearing.rules.applicable.values()), hearing.reader.at
    if len(found) == 1 and found[0].outcome in TO_DO:
        whole = answer_of(asked[0], at=at)
        of_policy = {whole.policy.pk: whole.citations} if whole.policy else {}
        return Files(of_policy, {found[0].scenario: whole.item_name}, whole)
    told = (each.policy or each.ended for each in asked)
    cited = citations_of(filter(None, told), at=at).of_policy
    return Files(cited, item_names(asked, at=at))


def outcome_card(result: Result, hearing: Hearing, files: Files) -> OutcomeCard:
    """One result as its component takes it."""
    found, reader = hearing.rules.applicable[result.scenario], hearing.reader
    policy, speech, item = found.policy, reader.speech, files.items.get(result.scenario, "")
    told = policy or found.ended
    cited = files.citations.get(told.pk, ()) if told else ()
    return OutcomeCard(
        scenario_code=result.scenario,
        region_code=found.region.code,
        region_name=full_name(found.region, speech),
        title=speech.of(found.scenario, "name"),
        url=answer_url_on(found.region, found.scenario, reader.days),
        outcome=result.outcome,
        badge=replace(outcome_badge(result, found), level=rule_of(found, speech)),
        not_found_yet=not_found_yet(found, speech),
        sentence=outcome_sentence(found, reader),
        edition=policy.edition_label if policy else "",
        reasons=reasons(result, cited, hearing),
        coming=[other_period(found, each, reader) for each in found.coming],
        counter=counter.sentences(found, result, item, decisive(result, cited, hearing)),
        evidence_word=Evidence.word(policy.evidence) if policy else "",
        checked=checked_days(cited) if policy else None,
        plan=plan(files.whole, hotlines(reader), reader) if files.whole else None,
    )


def decisive(result: Result, cited: Sequence[Cited], hearing: Hearing) -> Cited | None:
    """The passage to name at the counter: of the row that is in the way; else, of the documents of
    the rule, of the one that most of the rows looked at rest on. One whose words or article are
    known goes first, and a document before a report."""
    own, codes = strongest(cited), {each.code for each in cited}
    looked_at = result.unmet or result.met or [*result.unclear, *result.unasked]
    passages = [of_row(hearing.rules.conditions[each.id]) for each in looked_at]
    rows = [each for each in passages if result.unmet or each.code in codes]
    often = Counter(each.code for each in rows)
    rows.sort(key=lambda each: (-often[each.code], not (each.quote or each.locator != NOT_SEEN)))
    others = [] if result.unmet else [*([own] if own else []), *cited]
    every = sorted([*rows, *others], key=lambda each: _authority(each, own))
    return next(iter(every), own)


def _authority(passage: Cited, own: Cited | None) -> tuple[bool, bool]:
    """Sort key: a document before a report; a law that is not what the rule itself rests on (who is
    kin, who inherits) after what is about the matter."""
    is_other_law = passage.kind == Source.Kind.LAW and (own is None or own.code != passage.code)
    return not counter.is_document(passage), is_other_law


def outcome_badge(result: Result, found: Applicable) -> Badge:
    """The outcome in its usual word, or another: not yet, or that a rule is what was asked for;
    with what casts doubt on the rule behind it."""
    if found.undated or found.withdrawn or found.state == State.EXPIRED:
        return badge_of(State, found.state)
    usual = badge_of(Outcome, result.outcome)
    word = outcome_word(result, found) or usual.word
    if found.state in CASTS_DOUBT:
        return doubted_badge(found.state, word)
    return Badge(usual.kind, word)


def outcome_word(result: Result, found: Applicable) -> str:
    """What is said in place of the outcome's usual word; empty if nothing is."""
    is_no_rule = found.policy is not None and found.policy.verdict == Policy.Verdict.NO
    match result.outcome:
        case "no" if not is_no_rule and (result.unmet or result.ruled_out):
            return _("你不符合") if is_final(result) else _("你现在还不符合")
        case "conditional" if result.unmet:
            steps = len(result.unmet)
            return ngettext("可以，先办 %s 步", "可以，先办 %s 步", steps) % steps
        case "conditional" if is_no_rule:
            return _("看来属于例外，还要核实")
        case "conditional" if result.met:
            return looks_met(left=len(result.unasked))
        case "yes" if found.policy and verdict_of(found.policy) == State.RULE:
            return str(State.RULE.label)
    return ""


def looks_met(*, left: int) -> str:
    """That somebody looks eligible, with the number of rows to be checked if there are any."""
    if left == 0:
        return _("看来符合，还要核实")
    return ngettext("看来符合，还要核实 %s 条", "看来符合，还要核实 %s 条", left) % left


def outcome_sentence(found: Applicable, reader: Reader) -> str:
    """What is answered, or why nothing is."""
    if found.state != State.NONE:
        return shown_sentence(found, reader)
    return _("本站没有记录到这里的规定。没有记录不等于不可以，请打电话问。")


def lawful_uses(uses: RulesInForce, hearing: Hearing) -> list[LawfulUse]:
    """Of rules about uses those that allow one, and do not refuse it to whoever answered so; where
    nothing is recorded nothing is promised."""
    allowed, reader = (Policy.Verdict.YES, Policy.Verdict.CONDITIONAL), hearing.reader
    ends = {each.scenario: each.outcome for each in evaluate(uses.book, hearing.answers)}
    return [
        LawfulUse(
            title=reader.speech.of(each.scenario, "name"),
            url=answer_url_on(each.region, each.scenario, reader.days),
            badge=state_badge(each.state, each.policy, reader),
        )
        for each in uses.applicable.values()
        if each.policy and each.policy.verdict in allowed
        if ends[each.scenario.code] != "no"
    ]
