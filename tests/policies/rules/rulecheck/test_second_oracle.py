"""A solver that knows nothing of sets finds the same gaps and contradictions.

Each rule is put as a formula over "this question is answered so", once more from record 0056.
"""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from pysat.solvers import Minisat22  # type: ignore[import-untyped]

from policies.rules.rulebook import Condition, Fact, Rule, RuleBook
from policies.rules.rulecheck.findings import Kind
from policies.rules.rulecheck.recorded import Recorded
from policies.rules.rulecheck.ways import in_ways
from tests.policies.rules.random_books import books, can_mend
from tests.running import examples


class Formulas:
    """What is put to the solver: each formula is a number, and its opposite the number below 0."""

    def __init__(self) -> None:
        self.solver, self.number_of, self.last = Minisat22(), dict[Fact, int](), 0

    def fact(self, fact: Fact) -> int:
        if fact not in self.number_of:
            self.number_of[fact] = self._next()
        return self.number_of[fact]

    def answered(self, question: str, options: Iterable[str]) -> int:
        return self.some(self.fact((question, option)) for option in options)

    def every(self, formulas: Iterable[int]) -> int:
        whole, parts = self._next(), list(formulas)
        self.solver.add_clause([whole, *(-each for each in parts)])
        for each in parts:
            self.solver.add_clause([-whole, each])
        return whole

    def some(self, formulas: Iterable[int]) -> int:
        return -self.every(-each for each in formulas)

    def can_be(self, *formulas: int) -> bool:
        return bool(self.solver.solve(assumptions=list(formulas)))

    def _next(self) -> int:
        self.last += 1
        return self.last


def somebody(to: Formulas, book: RuleBook, asked: set[str]) -> int:
    """One answer to each question asked, and none that a combination forbids."""
    said = [to.answered(code, book.by_code[code].options) for code in asked]
    twice = [
        -to.every((to.fact((code, one)), to.fact((code, other))))
        for code in asked
        for one in book.by_code[code].options
        for other in book.by_code[code].options
        if one < other
    ]
    forbidden = [
        -to.every(map(to.fact, facts))
        for facts in book.impossible
        if {code for code, _ in facts} <= asked
    ]
    return to.every([*said, *twice, *forbidden])


class Weighed:
    """A way: what of it is against somebody, for good or only until a step is made, and what the
    source leaves open."""

    def __init__(self, to: Formulas, book: RuleBook, rule: Rule, rows: list[Condition]) -> None:
        def rejected(row: Condition, *, mends: bool) -> int:
            code = row.question or ""
            options = set(book.by_code[code].options) - row.accepts - row.unclear
            may = rule.verdict != "no"
            found = {o for o in options if (may and can_mend(book, code, o, row.accepts)) is mends}
            return to.answered(code, frozenset(found))

        self.lost = to.some(rejected(row, mends=False) for row in rows)
        broken = to.some(rejected(row, mends=True) for row in rows)
        unclear = to.some(to.answered(row.question or "", row.unclear) for row in rows)
        self.met = to.every((-self.lost, -broken, -unclear))
        self.may_be_met = to.every((-self.lost, -broken, unclear))
        self.mendable = to.every((-self.lost, broken, -unclear))


def by_the_solver(book: RuleBook, rule: Rule) -> set[Kind]:
    to, rows = Formulas(), [[row for row in way if row.question] for way in rule.ways]
    there = somebody(to, book, {row.question or "" for way in rows for row in way})
    ways = [Weighed(to, book, rule, way) for way in rows]
    refused = to.every(way.lost for way in ways)
    met, mendable = (to.some(way.met for way in ways), to.some(way.mendable for way in ways))
    waits = to.every((-met, to.some(way.may_be_met for way in ways)))
    promised = to.some((met, to.every((mendable, -waits))))
    found = set()
    if to.can_be(there, to.some((waits, to.every((-met, -mendable, -refused))))):
        found.add(Kind.NO_RESULT)
    if not all(to.can_be(there, way.met) for way in ways):
        found.add(Kind.NEVER_MET)
    contradicts = {
        "yes": to.can_be(there, refused)
        or not all(row.question for way in rule.ways for row in way),
        "conditional": to.can_be(there, refused) and not to.can_be(there, promised),
        "no": not to.can_be(there, refused),
    }
    if to.can_be(there) and contradicts[rule.verdict]:
        found.add(Kind.CONTRADICTION)
    return found


def leaves_an_option(book: RuleBook) -> bool:
    """Whether every question has an option that no combination names: else it may not apply."""
    named: set[Fact] = {fact for facts in book.impossible for fact in facts}
    return all(
        any((each.code, option) not in named for option in each.options) for each in book.questions
    )


@settings(max_examples=examples(150))
@given(books().filter(leaves_an_option))
def test_a_solver_finds_the_same_gaps_contradictions_and_idle_ways(book: RuleBook) -> None:
    for rule in book.rules:
        if rule.is_settled:
            continue
        recorded = Recorded("1", "100000", rule.scenario, rule)
        kinds = {Kind.NO_RESULT, Kind.NEVER_MET, Kind.CONTRADICTION}
        found = {kind for kind, _, _ in in_ways(book, recorded)}
        assert by_the_solver(book, rule) == found & kinds
