"""What becomes of the wizard's words in the whole country when a new edition of a rule asks
otherwise: a question that no rule asks any more, an option that none accepts or tells apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from django.utils import timezone

from policies.models import Policy
from policies.rules.country import read_country
from policies.rules.recorded_rules import rules_alone
from policies.rules.rulebook import Rule
from policies.rules.rulecheck.findings import Finding
from policies.rules.rulecheck.recorded import Recorded
from policies.rules.rulecheck.words import in_words_asked
from policies.rules.vocabulary import Vocabulary


def words_left(
    edition: Policy,
    recorded: Recorded,
    words: Callable[[], Vocabulary],
    *,
    day: dt.date,
    at: dt.datetime,
) -> Iterator[Finding]:
    """Findings about words shared by all rules that an edition, with its rule as recorded, brings
    by replacing the live one. No query for a first version, two where it asks as before; else the
    country is read."""
    if edition.version == 1 or not _asks_otherwise(edition, recorded.rule, at):
        return
    country = read_country(words(), on=day, at=at, is_today=day == timezone.localdate(at))
    known = {(each.kind, each.message) for each in in_words_asked(country)}
    for each in in_words_asked(country.replacing(recorded)):
        if (each.kind, each.message) not in known:
            yield each


def _asks_otherwise(edition: Policy, rule: Rule, at: dt.datetime) -> bool:
    """Whether the live edition of the code asks something else, or takes answers otherwise."""
    live = Policy.objects.live(at).filter(code=edition.code).exclude(pk=edition.pk)
    former = rules_alone(live.select_related("region", "scenario"))
    return any(_taken(each.rule) != _taken(rule) for each in former.values())


def _taken(rule: Rule) -> set[object]:
    rows = (each for way in rule.ways for each in way)
    return {(each.question, each.accepts, each.unclear) for each in rows if each.question}
