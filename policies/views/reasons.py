"""Why a situation ends as it does: answer, row of the rule, words and place of its source."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _

from policies.condition_list import Text, sentence_of, text_of, unstated_words
from policies.models import Condition, Policy, Question
from policies.rules.applicability import Applicable
from policies.rules.citations import Cited, of_row, strongest
from policies.rules.eligibility import Result
from policies.rules.in_force import RulesInForce
from policies.rules.rulebook import Change, Fact, Way
from policies.rules.told import is_unsaid, told_if_unclear, told_if_unmet
from policies.views.page import Reader
from policies.views.values import citation_lines
from policies.views.values.citation import CitationLine
from policies.views.values.wizard import Need, Reason, Reasons


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was said, against which rules, by whom it is read."""

    rules: RulesInForce
    answers: Mapping[str, str]
    reader: Reader


def reasons(result: Result, cited: Sequence[Cited], hearing: Hearing) -> Reasons:
    """The reasons of one result; `cited` are the citations of the rule it comes from."""
    found = hearing.rules.applicable[result.scenario]
    of_rows = (result.met, result.unmet, result.unclear, result.unasked)
    was_walked = any((*of_rows, result.ruled_out, result.open_questions))
    return Reasons(
        met=[met(row, hearing) for row in rows(result.met, hearing)],
        unmet=[unmet(change, hearing) for change in result.changes],
        unclear=[unclear(row, hearing) for row in rows(result.unclear, hearing)],
        unasked=[unasked(row, hearing) for row in rows(worth_asking(result), hearing)],
        checked=checked_words(result, hearing.rules),
        ruled_out=[each for facts in result.ruled_out for each in ruled_out(facts, hearing)],
        needs=[need(code, hearing.reader) for code in result.open_questions],
        grounds=None if was_walked else grounds(cited, hearing.reader),
        text=None if was_walked else old_text(found, hearing.reader),
        unstated=left_to_verify(result, found.policy) if was_walked else unstated(found.policy),
    )


def unstated(policy: Policy | None) -> str:
    """That a rule of which no row was looked at names no conditions."""
    return unstated_words(policy) if policy else ""


def left_to_verify(result: Result, policy: Policy | None) -> str:
    """Why whoever meets every row is not told a plain yes; empty where a row says it."""
    is_left = result.unmet or result.unclear or result.unasked
    if policy is None or result.outcome != "conditional" or is_left:
        return ""
    if policy.verdict == Policy.Verdict.NO:
        return _("这是“不可以”之外的例外。你算不算，办理前打电话问清楚。")
    if policy.is_conflicting:
        return _("几个来源说法不一，办理前打电话问清楚。")
    return _("依据没有说这些就是全部条件，办理前打电话问清楚。")


def rows(way: Way, hearing: Hearing) -> list[Condition]:
    """The rows behind conditions of the engine."""
    return [hearing.rules.conditions[each.id] for each in way]


def met(row: Condition, hearing: Hearing) -> Reason:
    """A row that is known to be met."""
    return Reason(
        text=sentence_of(row, hearing.reader.speech),
        answer=answer_to(row, hearing),
        passage=passage(row, hearing),
    )


def is_final(result: Result) -> bool:
    """Whether a no can never become another answer: something in the way cannot change."""
    return result.outcome == "no" and any(each.changeable == "no" for each in result.changes)


def worth_asking(result: Result) -> Way:
    """The rows that nobody was asked about; none where that can change nothing any more, or the
    sources do not speak of somebody like this at all."""
    return () if is_final(result) or is_unsaid(result) else result.unasked


def unmet(change: Change, hearing: Hearing) -> Reason:
    """A row in the way, and who or what could change that."""
    speech, row = hearing.reader.speech, hearing.rules.conditions[change.condition.id]
    return Reason(
        text=told_if_unmet(row, speech),
        answer=answer_to(row, hearing),
        rule=speech.of(row, "text"),
        changeable=Question.Changeable.word(change.changeable),
        passage=passage(row, hearing),
    )


def unclear(row: Condition, hearing: Hearing) -> Reason:
    """A row of which the source does not say what the answer means for it."""
    speech = hearing.reader.speech
    return Reason(
        text=told_if_unclear(row, speech),
        answer=answer_to(row, hearing),
        rule=sentence_of(row, speech),
        passage=passage(row, hearing),
    )


def unasked(row: Condition, hearing: Hearing) -> Reason:
    """A row that nobody was asked about, and where to find out."""
    return Reason(
        text=sentence_of(row, hearing.reader.speech),
        where=hearing.reader.speech.of(row.question or row, "where_to_find_out"),
        passage=passage(row, hearing),
    )


def answer_to(row: Condition, hearing: Hearing) -> str:
    """What was answered to a row's question; empty if it was inferred."""
    return answer_words(row.question.code, hearing) if row.question else ""


def answer_words(question: str, hearing: Hearing) -> str:
    """The answer to a question in its option's words, empty without one."""
    code, known = hearing.answers.get(question), hearing.reader.vocabulary
    option = next((each for each in known.options[question] if each.code == code), None)
    return hearing.reader.speech.of(option, "text") if option else ""


def passage(row: Condition, hearing: Hearing) -> CitationLine:
    """Where a row stands in its source."""
    return citation_lines([of_row(row)], hearing.reader.speech)[0]


def grounds(cited: Collection[Cited], reader: Reader) -> CitationLine | None:
    """What a rule rests on, in one passage."""
    chosen = strongest(cited)
    return citation_lines([chosen], reader.speech)[0] if chosen else None


def checked_words(result: Result, rules: RulesInForce) -> str:
    """How many rows of the way shown were checked; empty where none was."""
    if result.way is None or not (result.met or result.unmet):
        return ""
    total = len(rules.book.rule_of[result.scenario].ways[result.way])
    numbers = {"total": total, "checked": len(result.met) + len(result.unmet)}
    return _("%(total)s 条里核对了 %(checked)s 条") % numbers


def old_text(found: Applicable, reader: Reader) -> Text | None:
    """The conditions of a rule of before that has none in rows."""
    return text_of(found.policy, "conditions", reader.speech) if found.policy else None


def ruled_out(facts: tuple[Fact, ...], hearing: Hearing) -> list[str]:
    """Why answers leave a rule no way: what its editors say of them, or the answers themselves."""
    known, speech = hearing.reader.vocabulary, hearing.reader.speech
    if why := speech.of(known.impossible[facts], "why"):
        return [str(why)]
    return [
        format_html(
            _("{question}你答：{answer}"),
            question=speech.of(known.questions[code], "text"),
            answer=answer_words(code, hearing),
        )
        for code, option in facts
        if hearing.answers.get(code) == option
    ]


def need(question: str, reader: Reader) -> Need:
    """A question that is still open, and where its answer can be found."""
    row = reader.vocabulary.questions[question]
    return Need(reader.speech.of(row, "text"), reader.speech.of(row, "where_to_find_out"))
