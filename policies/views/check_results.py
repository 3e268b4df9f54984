"""The wizard's results in words: the outcome, its reasons, what would have to change."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from policies.models import Question
from policies.rules.applicability import Applicable
from policies.rules.eligibility import Result
from policies.rules.in_force import RulesInForce
from policies.rules.rulebook import Change, Fact
from policies.rules.state import Outcome, State, verdict_of
from policies.views.page import Reader
from policies.views.values import Badge, badge_of, full_name
from policies.views.values.answer import shown_sentence
from policies.views.values.badge import CASTS_DOUBT, doubted_badge
from policies.views.values.region import answer_url_on
from policies.views.values.wizard import Need, OutcomeCard, Unmet


def outcome_card(
    result: Result, rules: RulesInForce, answers: Mapping[str, str], reader: Reader
) -> OutcomeCard:
    """One result as its component takes it."""
    found, speech = rules.applicable[result.scenario], reader.speech
    policy = found.policy
    return OutcomeCard(
        scenario_code=result.scenario,
        region_code=found.region.code,
        region_name=full_name(found.region, speech),
        title=speech.of(found.scenario, "name"),
        url=answer_url_on(found.region, found.scenario, reader.days),
        outcome=result.outcome,
        badge=outcome_badge(result, found),
        sentence=outcome_sentence(found, reader),
        edition=policy.edition_label if policy else "",
        ways=[met_words(code, answers, reader) for code in questions_met(result)]
        + [said for facts in result.ruled_out for said in ruled_out_words(facts, answers, reader)],
        unmet=[unmet(change, rules, reader) for change in result.changes],
        needs=[need(code, reader) for code in result.open_questions],
    )


def questions_met(result: Result) -> list[str]:
    """The questions whose answers a good end rests on."""
    is_good = result.outcome in (Outcome.YES, Outcome.CONDITIONAL) and not result.unmet
    return [each.question for each in result.met if each.question] if is_good else []


def outcome_badge(result: Result, found: Applicable) -> Badge:
    """The outcome in its usual word, or another: not yet, or that a rule is what was asked for;
    with what casts doubt on the rule behind it."""
    if found.undated or found.withdrawn:
        return badge_of(State, found.state)
    usual = _badge_of(result, found)
    if found.state in CASTS_DOUBT:
        return doubted_badge(found.state, usual.word)
    return usual


def _badge_of(result: Result, found: Applicable) -> Badge:
    usual = badge_of(Outcome, result.outcome)
    if result.outcome == "no" and (result.unmet or result.ruled_out):
        return Badge(usual.kind, _("你现在还不符合"))
    if result.outcome == "conditional" and result.met and not result.unmet:
        return Badge(usual.kind, _("看来符合，还要核实"))
    if result.outcome == "yes" and found.policy and verdict_of(found.policy) == State.RULE:
        return Badge(usual.kind, str(State.RULE.label))
    return usual


def outcome_sentence(found: Applicable, reader: Reader) -> str:
    """What is answered, or why nothing is."""
    if found.policy or found.undated or found.withdrawn:
        return shown_sentence(found, reader)
    return nothing_recorded()


def nothing_recorded() -> str:
    return _("本站没有记录到这里的规定。没有记录不等于不可以，请打电话问。")


def met_words(question: str, answers: Mapping[str, str], reader: Reader) -> str:
    """A condition that is met, in the citizen's own answer."""
    known = reader.vocabulary
    option = next((o for o in known.options[question] if o.code == answers.get(question)), None)
    words = reader.speech.of(known.questions[question], "text")
    if option is None:
        return str(words)
    said = reader.speech.of(option, "text")
    shown = {"question": conditional_escape(words), "answer": conditional_escape(said)}
    return mark_safe(_("%(question)s你答：%(answer)s") % shown)  # noqa: S308 - both are escaped


def ruled_out_words(
    facts: tuple[Fact, ...], answers: Mapping[str, str], reader: Reader
) -> list[str]:
    """Why answers leave a rule no way: what its editors say of them, or the answers themselves."""
    why = reader.speech.of(reader.vocabulary.impossible[facts], "why")
    if why:
        return [str(why)]
    return [
        met_words(code, answers, reader) for code, option in facts if answers.get(code) == option
    ]


def unmet(change: Change, rules: RulesInForce, reader: Reader) -> Unmet:
    """A condition in the way: what is missing, whether it can change, and its source."""
    source = rules.sources[change.condition.source]
    return Unmet(
        text=reader.speech.of(rules.conditions[change.condition.id], "text_if_unmet"),
        changeable=str(Question.Changeable(change.changeable).label),
        source=reader.speech.untranslated(source.title),
        source_url=reverse("source", args=[source.code]),
    )


def need(question: str, reader: Reader) -> Need:
    """A question that is still open, and where its answer can be found."""
    row = reader.vocabulary.questions[question]
    return Need(reader.speech.of(row, "text"), reader.speech.of(row, "where_to_find_out"))
