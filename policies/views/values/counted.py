"""What can be counted of an answer: conditions, papers, days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from policies.models import Policy, Procedure
from policies.rules.answer import procedures_for
from policies.rules.applicability import Applicable
from policies.rules.comparison import Comparison
from policies.rules.procedure_parts import paper_numbers
from policies.rules.ways import Rows, rows_of
from policies.views.values.procedure import working_days


@dataclass(frozen=True, slots=True)
class Numbers:
    """What can be counted of answers: the rows of a rule by its key, how it is done by place, and
    the papers of that."""

    rows: Mapping[int, Rows]
    done: Mapping[tuple[int, int], Sequence[Procedure]]
    papers: Mapping[int, int]

    def ways(self, found: Applicable) -> tuple[int, ...]:
        """How it is done where an answer holds, by key."""
        done = self.done.get((found.region.pk, found.scenario.pk), ())
        return tuple(each.pk for each in done)


def numbers_of(shown: Comparison) -> Numbers:
    """Of all cells of a comparison. Three queries."""
    cells = [cell for row in shown.rows for cell in row.cells]
    done = procedures_for(cells, at=shown.at)
    papers = paper_numbers({each.pk for group in done.values() for each in group})
    return Numbers(rows_of(shown.policies()), done, papers)


def counted(found: Applicable, numbers: Numbers) -> list[str]:
    """What the answer can be counted in: conditions, papers, days; nothing made up."""
    done = numbers.done.get((found.region.pk, found.scenario.pk), ())
    asked = brief_asked(numbers.rows.get(found.policy.pk, ())) if found.policy else ""
    return [asked, papers_words(done, numbers.papers), days_words(done, found.policy)]


def asked_words(rows: Rows) -> str:
    """How many conditions a rule has, or how many ways of which one is enough; empty without."""
    ways = {row.way for row in rows}
    if len(ways) > 1:
        return _("%s 种情形，任一种") % len(ways)
    return ngettext("%s 个条件", "%s 个条件", len(rows)) % len(rows) if rows else ""


def brief_asked(rows: Rows) -> str:
    """The same, shorter."""
    ways, number = len({row.way for row in rows}), len(rows)
    if ways > 1:
        return ngettext("%s 种情形", "%s 种情形", ways) % ways
    form = npgettext("in a word", "%s 个条件", "%s 个条件", number)
    return form % number if rows else ""


def papers_words(done: Sequence[Procedure], papers: Mapping[int, int]) -> str:
    """How many papers to bring, by the way that asks for fewest; empty if none are recorded."""
    numbers = [papers[each.pk] for each in done if papers.get(each.pk)]
    least = min(numbers, default=0)
    return ngettext("%s 样材料", "%s 样材料", least) % least if numbers else ""


def days_words(done: Sequence[Procedure], policy: Policy | None = None) -> str:
    """How long it may take, by the quickest way: as promised, else by law, else by the rule."""
    days = [
        each.statutory_days if each.promised_days is None else each.promised_days for each in done
    ]
    by_rule = policy.time_limit_days if policy else None
    return working_days(min((each for each in days if each is not None), default=by_rule))
