"""The wizard's results in words: the outcome, its reasons, what would have to change."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from policies.rules.applicability import Applicable
from policies.rules.eligibility import Result
from policies.rules.in_force import RulesInForce
from policies.rules.rulebook import Change
from policies.rules.state import State
from policies.views.page import Reader
from policies.views.values import Values, answer_url, full_name


def result_values(
    result: Result, rules: RulesInForce, answers: Mapping[str, str], reader: Reader
) -> Values:
    """One result as its component takes it."""
    found = rules.applicable[result.scenario]
    said = reader.speech.of(found.policy, "answer") if found.policy else None
    return {
        "scenario_code": result.scenario,
        "region_code": found.region.code,
        "region_name": full_name(found.region, reader.speech),
        "title": reader.speech.of(found.scenario, "name"),
        "url": answer_url(found.region, found.scenario)
        + (f"?{reader.days}" if reader.days else ""),
        "outcome": result.outcome,
        "word": outcome_word(result, found),
        "sentence": said if said is not None else nothing_recorded(reader),
        "lang": said.lang if said is not None else None,
        "ways": [met_words(condition.question, answers, reader) for condition in result.met],
        "unmet": [unmet_values(change, rules, reader) for change in result.changes],
        "needs": [need_values(code, reader) for code in result.open_questions],
        "edition": found.policy.edition_label if found.policy else "",
    }


def outcome_word(result: Result, found: Applicable) -> str:
    """Another word than the outcome's usual one: not yet, or that a rule is what was asked for."""
    if result.unmet:
        return _("你现在还不符合")
    if result.outcome == "conditional" and result.met:
        return _("看来符合，还要核实")
    is_stated = result.outcome == "yes" and found.state == State.RULE
    return _("有规定") if is_stated else ""


def nothing_recorded(reader: Reader) -> str:
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


def unmet_values(change: Change, rules: RulesInForce, reader: Reader) -> Values:
    """A condition in the way: what is missing, whether it can change, and its source."""
    source = rules.sources[change.condition.source]
    return {
        "text": reader.speech.of(rules.conditions[change.condition.id], "text_if_unmet"),
        "changeable": change.changeable,
        "source_label": source.title,
        "source_url": reverse("source", args=[source.code]),
    }


def need_values(question: str, reader: Reader) -> Values:
    """A question that is still open, and where its answer can be found."""
    row = reader.vocabulary.questions[question]
    return {
        "text": reader.speech.of(row, "text"),
        "where": reader.speech.of(row, "where_to_find_out"),
    }
