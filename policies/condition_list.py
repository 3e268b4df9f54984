"""The conditions of a rule as a reader sees them: its rows, grouped by way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from policies import prose
from policies.models import Condition, Policy
from policies.picture import Labels, OtherEnd, Picture, Step, picture
from policies.rules.state import Outcome
from policies.rules.ways import by_way
from policies.speech import Said, Speech


@dataclass(frozen=True, slots=True)
class Text:
    """Prose as HTML; `lang` is set where it is not in the reader's language."""

    html: SafeString
    lang: str | None


@dataclass(frozen=True, slots=True)
class RowLine:
    """One condition: its sentence, the number of its source on the page, the question that the
    wizard asks or else where to find out, whether there is an answer that fails it, whether the
    reader can mend that, whether nobody wrote down the words of the source that carry it, and
    whether another way has said it all before."""

    text: Said
    number: int
    question: Said
    where: Said
    can_fail: bool
    is_a_step: bool = False
    is_wordless: bool = False
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class ConditionList:
    """What a rule asks for, or of a no its exceptions.

    `always` has to be so, then one of `ways`. `unstated` says that the source names nothing. Rules
    of before have `text` instead of rows. `is_whole`: these rows are all that is asked for.
    """

    always: list[RowLine]
    ways: list[list[RowLine]]
    are_exceptions: bool
    unstated: str = ""
    text: Text | None = None
    is_whole: bool = False

    @property
    def end(self) -> str:
        """How it ends at best for whoever meets all that is asked, in the wizard's words."""
        if self.are_exceptions:
            return _("看来属于例外，还要核实")
        ways = [[*self.always, *way] for way in self.ways or [[]]]
        is_certain = self.is_whole and any(not any(row.where for row in way) for way in ways)
        return _("可以") if is_certain else _("看来符合，还要核实")

    @property
    def other_ends(self) -> list[OtherEnd]:
        """How else it may end, in the wizard's words: for whoever meets none of it, if there is an
        answer that leads there, and for whoever cannot say."""
        rows = [*self.always, *(row for way in self.ways for row in way)]
        failing = [row for row in rows if row.can_fail]
        kind = "end" if self._are_steps(failing) else "failed"
        ends = [OtherEnd(self._unmet, self._failed(failing), kind)] if failing else []
        if any(row.question for row in rows):
            ends.append(OtherEnd(_("说不准，或者依据没有写"), str(Outcome.NEEDS.label), "needs"))
        return ends

    @property
    def _unmet(self) -> str:
        if self.ways:
            return _("哪一种都不符合")
        return _("有一条不符合") if self.are_several else _("不符合")

    def _are_steps(self, rows: Sequence[RowLine]) -> bool:
        """Whether who fails can mend all of it by a step: then it is no refusal."""
        return not self.are_exceptions and all(row.is_a_step for row in rows)

    def _failed(self, rows: Sequence[RowLine]) -> str:
        if self.are_exceptions:
            return str(Outcome.NO.label)
        if self._are_steps(rows):
            return _("可以，先办这一步")
        if any(row.is_a_step for row in rows):
            return _("你现在还不符合；有的办一步就可以")
        return _("你现在还不符合")

    @property
    def are_several(self) -> bool:
        """Whether more than one row has to be so whatever the way."""
        return len(self.always) > 1


def condition_list(
    policy: Policy, rows: Sequence[Condition], number_of: Mapping[int, int], speech: Speech
) -> ConditionList | None:
    """The conditions of a rule with the numbers of its sources; None where it has none."""
    text = text_of(policy, "conditions", speech)
    if text:
        return ConditionList([], [], are_exceptions=False, text=text)
    if not rows:
        unstated = unstated_words(policy)
        return ConditionList([], [], False, unstated) if unstated else None
    if any(not row.text_zh_hans for row in rows):  # type: ignore[attr-defined]
        return None  # of before: they were asked, and never shown
    grouped = by_way(rows)
    said: set[RowLine] = set()
    return ConditionList(
        always=_new_first([row_line(row, number_of, speech) for row in grouped.always], said),
        ways=[
            _new_first([row_line(row, number_of, speech) for row in way], said)
            for way in grouped.ways
        ],
        are_exceptions=policy.verdict == Policy.Verdict.NO,
        is_whole=policy.conditions_modelled and not policy.is_conflicting,
    )


def _new_first(rows: Sequence[RowLine], said: set[RowLine]) -> list[RowLine]:
    """The rows of a way, those that stood in one before marked; `said` grows."""
    marked = [replace(row, is_repeated=row in said) for row in rows]
    said.update(rows)
    return marked


def unstated_words(policy: Policy) -> str:
    """That the source of a rule without rows names no conditions; empty where an old text states
    them, or none are needed."""
    has_old_text = bool(policy.conditions_zh_hans)  # type: ignore[attr-defined]
    if has_old_text or policy.verdict != Policy.Verdict.CONDITIONAL:
        return ""
    return _("依据没有写明条件，先打电话问。")


def picture_of(conditions: ConditionList) -> Picture | None:
    """A rule drawn; None where it has no rows."""
    if not (conditions.always or conditions.ways):
        return None
    labels = Labels(
        both=_("并且"),
        one_of=_("任选一种"),
        either=_("或者"),
        end=conditions.end,
    )
    ways = [_steps(way) for way in conditions.ways]
    return picture(_steps(conditions.always), ways, labels, conditions.other_ends)


def _steps(rows: Sequence[RowLine]) -> list[Step]:
    return [
        Step(
            text=str(row.text),
            question=_("问：") + row.question if row.question else "",
            lang=row.text.lang,
            lang_of_question=row.question.lang,
        )
        for row in rows
    ]


def row_line(row: Condition, number_of: Mapping[int, int], speech: Speech) -> RowLine:
    """One row of `rows_of` in the reader's language; one of before has only its question."""
    return RowLine(
        text=sentence_of(row, speech),
        number=number_of.get(row.pk, 0),
        question=speech.of(row.question, "text") if row.question else Said(""),
        where=speech.of(row, "where_to_find_out"),
        can_fail=bool(row.text_if_unmet_zh_hans),  # type: ignore[attr-defined]
        is_a_step=row.question is not None and not row.fails_for_long,
        is_wordless=bool(row.text_zh_hans) and not row.quote,  # type: ignore[attr-defined]
    )


def sentence_of(row: Condition, speech: Speech) -> Said:
    """What a row asks for; one of before has no sentence of its own but its question's."""
    said = speech.of(row, "text")
    return said if said or row.question is None else speech.of(row.question, "text")


def text_of(policy: Policy, field: str, speech: Speech) -> Text | None:
    """A field of prose as HTML, None if it is empty."""
    said = speech.of(policy, field)
    return Text(prose.render(said), said.lang) if said else None
