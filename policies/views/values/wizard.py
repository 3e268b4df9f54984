"""The wizard: a question with its options, what was answered, and the results."""

from __future__ import annotations

from dataclasses import dataclass, field

from policies.condition_list import Text
from policies.speech import Said
from policies.views.values.answer import OtherPeriod
from policies.views.values.badge import Badge
from policies.views.values.citation import CheckedDays, CitationLine
from policies.views.values.how import Plan


@dataclass(frozen=True, slots=True)
class Option:
    """One answer as a large card; `is_unsure` is "I don't know"."""

    value: str
    text: str
    hint: str = ""
    is_unsure: bool = False
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far: the number of this question, and how many there are at most."""

    number: int
    at_most: int


class Choosing:
    """A step with options: each a button, or fields where one was chosen before and is ticked."""

    __slots__ = ()

    def choices(self) -> list[Option]:
        """Every option of the step."""
        raise NotImplementedError

    @property
    def is_asked_again(self) -> bool:
        """Whether an answer was given before."""
        return any(each.is_checked for each in self.choices())

    @property
    def choice_type(self) -> str:
        """What an option is in the form."""
        return "radio" if self.is_asked_again else "submit"


@dataclass(frozen=True, slots=True)
class QuestionShown(Choosing):
    """A question of the wizard; `hidden` are the answers so far, which its form carries along."""

    code: str
    text: Said
    hint: Said
    where_to_find_out: Said
    options: list[Option]
    hidden: list[tuple[str, str]]
    progress: Progress

    def choices(self) -> list[Option]:
        return self.options


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered, with the address that asks it again and keeps the rest; `note` says why
    nothing follows from it, if so."""

    question: str
    answer: str
    change_url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One row of a rule and what is known of it: from the answer given to the words of the source.

    `text` says it of the citizen; `answer` is what they answered, `rule` the rule's own sentence,
    each empty where it would say nothing new. `changeable` says of one in the way whether that can
    change, `where` of one that is open where to find out.
    """

    text: Said
    answer: str = ""
    rule: str = ""
    changeable: str = ""
    where: str = ""
    passage: CitationLine | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What is still to be found out, and where."""

    text: Said
    where: Said


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a situation ends as it does.

    Of one way of the rule: the rows known to be met, known not to be, answered in a way of which
    the source says nothing, and never asked about; `checked` counts them. `ruled_out` are words for
    a way that is closed although nobody was asked. `needs` are the questions still open. `grounds`
    is what a rule rests on of which no row was looked at, `text` its conditions where they are no
    rows; `unstated` says that it names none.
    """

    met: list[Reason] = field(default_factory=list)
    unmet: list[Reason] = field(default_factory=list)
    unclear: list[Reason] = field(default_factory=list)
    unasked: list[Reason] = field(default_factory=list)
    checked: str = ""
    ruled_out: list[str] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    grounds: CitationLine | None = None
    text: Text | None = None
    unstated: str = ""


@dataclass(frozen=True, slots=True)
class LawfulUse:
    """What the money may be used for where somebody is insured, in its badge."""

    title: Said
    url: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class OutcomeCard:
    """What the wizard found for one situation, why, what the money may be used for instead, and
    what to say at the counter (in Chinese). `is_folded`: of many matters asked about at once, one
    that is not the first. `not_found_yet` says that the rule is another place's, and why. `plan` is
    what to do next, of the one matter asked about where it is possible, or may be."""

    scenario_code: str
    region_code: str
    region_name: Said
    title: Said
    url: str
    outcome: str
    badge: Badge
    sentence: str
    edition: str
    reasons: Reasons
    coming: list[OtherPeriod] = field(default_factory=list)
    counter: list[str] = field(default_factory=list)
    uses: list[LawfulUse] = field(default_factory=list)
    is_folded: bool = False
    not_found_yet: str = ""
    evidence_word: str = ""
    checked: CheckedDays | None = None
    plan: Plan | None = None

    @property
    def is_open(self) -> bool:
        """Whether something has to be found out before there is anything to do."""
        return self.outcome == "needs"

    @property
    def leads_with_reasons(self) -> bool:
        """Whether what is in the way comes before the rule's own sentence: that says of others
        that it is possible."""
        return self.outcome == "no" and bool(self.reasons.unmet)
