"""The country as a content pack says it, without a database: to compare two packs.

Rows become the models' own instances, never stored, so that what applies where is resolved by the
code that answers pages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from policies.models import (
    Condition,
    ImpossibleCombination,
    Option,
    Policy,
    Question,
    Region,
    Scenario,
    Source,
)
from policies.models.canonical import Content, content_hash, json_text
from policies.models.region import MUNICIPALITIES
from policies.pack.read import Pack
from policies.rules.applicability import applicable_among
from policies.rules.in_force import rule_of
from policies.rules.rule_sets import Places, Tree
from policies.rules.rulebook import Rule
from policies.rules.rulecheck.recorded import Country, Recorded
from policies.rules.vocabulary import Vocabulary


def country_of(pack: Pack, *, on: dt.date, at: dt.datetime) -> Country:
    """The rule sets of a day as a pack says them; `at` is when all of it is taken to be live."""
    made = _Made(pack)
    regions, words = made.regions(), made.words()
    policies = list(made.policies(regions, words, on))
    recorded = {policy.pk: each for policy, each in policies}
    holding = _resolving_by_themselves(regions, [policy for policy, _ in policies])
    kept = [region for region in regions.values() if not region.successor_id]
    tree = Tree.of([(each.pk, each.code, each.parent_id) for each in kept], holding)
    chosen = [region for region in kept if region.pk in tree.shared]
    rules = (policy for policy, _ in policies)
    found = applicable_among(rules, chosen, words.scenarios, on, at)
    return Places(words, recorded, tree, chosen).country(on, found)


def _resolving_by_themselves(regions: Mapping[str, Region], policies: list[Policy]) -> set[int]:
    """As `policies.rules.country` finds them in the database."""
    stopping = {policy.region_id for policy in policies if not policy.passes_down}
    return {policy.region_id for policy in policies}.union(
        region.pk
        for region in regions.values()
        if region.parent_id in stopping or region.code in MUNICIPALITIES
    )


@dataclass
class _Made:
    """Instances of the models for the rows of a pack, each with a key of its own."""

    pack: Pack
    questions: dict[str, Question] = field(default_factory=dict)

    def _contents(self, model: str) -> list[Content]:
        return [row.content for row in self.pack.rows if row.kind.name == model]

    def regions(self) -> dict[str, Region]:
        """Every division by its code, with the level above it."""
        rows = self._contents("region")
        made = {
            str(row["code"]): Region(pk=key, code=row["code"], level=row["level"])
            for key, row in enumerate(rows, 1)
        }
        for row in rows:
            region = made[str(row["code"])]
            region.parent = made.get(str(row["parent"]))
            region.successor = made.get(str(row["successor"]))
        return made

    def words(self) -> Vocabulary:
        """Scenarios and the wizard's words."""
        scenarios = tuple(
            Scenario(pk=key, code=row["code"], kind=row["kind"], position=key)
            for key, row in enumerate(self._contents("scenario"), 1)
        )
        options: dict[str, tuple[Option, ...]] = {}
        for key, row in enumerate(self._contents("question"), 1):
            code = str(row["code"])
            question = Question(
                pk=key, code=code, position=key, pin=row["pin"], changeable=row["changeable"]
            )
            self.questions[code] = question
            options[code] = tuple(
                Option(
                    question=question,
                    code=each["code"],
                    changeable=each["changeable"],
                    residual=each["residual"],
                    not_in_municipality=each["not_in_municipality"],
                )
                for each in row["options"]
            )
        impossible = {
            tuple(_fact(each) for each in row["options"]): ImpossibleCombination()
            for row in self._contents("impossiblecombination")
        }
        return Vocabulary(scenarios, self.questions, options, impossible, {})

    def policies(
        self, regions: Mapping[str, Region], words: Vocabulary, on: dt.date
    ) -> Iterator[tuple[Policy, Recorded]]:
        """Every rule of the pack, and what it says as a value."""
        scenarios = {each.code: each for each in words.scenarios}
        sources = {str(row["code"]): row for row in self._contents("source")}
        rows = [row for row in self.pack.rows if row.kind.model is Policy]
        for key, row in enumerate(rows, 1):
            said = row.content
            policy = Policy(
                pk=key,
                code=row.code,
                region=regions[said["region"]],
                scenario=scenarios[said["scenario"]],
                verdict=said["verdict"],
                evidence=said["evidence"],
                effective_from=_day(said["effective_from"]),
                effective_to=_day(said["effective_to"]),
                passes_down=said["passes_down"],
                conditions_modelled=said["conditions_modelled"],
            )
            policy.known_from = _known_from(policy, said["citations"], sources, on)
            label = f"{row.code}/{content_hash(json_text(said))[:8]}"
            place = policy.region.code, policy.scenario.code
            yield policy, Recorded(label, *place, self._rule(policy, said))

    def _rule(self, policy: Policy, said: Content) -> Rule:
        conditions, named = [], {}
        for key, row in enumerate(said["conditions_in_ways"], 1):
            condition = Condition(
                pk=key,
                way=row["way"],
                question=self.questions.get(str(row["question"])),
                text_if_unmet_zh_hans=row["text_if_unmet_zh_hans"],
                source=Source(code=row["source"]),
            )
            conditions.append(condition)
            named[key] = _options(row["accepted"]), _options(row["unclear"])
        return rule_of(policy, conditions, named)


def _fact(reference: str) -> tuple[str, str]:
    question, _equals, option = reference.partition("=")
    return question, option


def _options(references: list[str]) -> set[str]:
    return {_fact(each)[1] for each in references}


def _day(text: object) -> dt.date | None:
    return dt.date.fromisoformat(str(text)) if text else None


def _known_from(
    policy: Policy, citations: list[Content], sources: Mapping[str, Content], on: dt.date
) -> dt.date:
    """The first day that is vouched for, as `PolicyQuerySet.with_known_from` reckons it; without
    any, the day that is looked at."""
    if policy.effective_from:
        return policy.effective_from
    days = [_day(each["seen_on"]) for each in citations]
    for each in citations:
        source = sources[each["source"]]
        days += [_day(source["issued_on"]), _day(source["effective_from"])]
    first = min((day for day in days if day), default=on)
    return min(first, policy.effective_to or first)
