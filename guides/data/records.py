"""Open data: everything that is live, as plain records. Empty means not recorded, never no."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone

from guides.citations import cited_by
from guides.models import FactCheck
from guides.views.reading import in_language, named_in
from policies.composed import Composed, Given
from policies.languages import CODES, SOURCE
from policies.models import Edition, Policy, Region, Scenario
from policies.models.translated import STATE, column, columns, said_in_languages, said_now
from policies.rules.checks import with_checks
from policies.rules.citations import Cited, citations_of
from policies.rules.state import state_of
from policies.views.page import Reader
from policies.views.values import checked_days

SCHEMA_VERSION = 1
AT_ONCE = 128  # policies that are read together
# A passage as the code of its source and where it stands there.
Passage = dict[str, str]
Record = dict[str, str | int | list[Passage]]
POLICY_COLUMNS = (
    "code", "version", "region", "region_name", "scenario", "verdict", "evidence",
    "effective_from", "effective_to", *columns("answer"), "sources",
    "seen_on", "verified_on", "published_on", "content_hash", "state", "start_known", "known_from",
)  # fmt: skip
# Of a policy: what a record says, and what its state is reckoned of.
READ = (
    "code", "version", "publish_at", "content_hash", "region", "scenario", "verdict", "evidence",
    "effective_from", "effective_to", "review_by", STATE, *columns("answer"),
)  # fmt: skip


def policy_records(at: dt.datetime) -> Iterator[Record]:
    """Every live policy, of whatever period, with its state on that day. One query for the order,
    two for the places and situations, and two for each `AT_ONCE` of them, composed once: memory
    holds no country's rules."""
    keys = list(Policy.objects.live(at).rewrite(False).values_list("pk", flat=True))
    named = Region.objects.values_list("pk", "code", column("name", SOURCE))
    places = {key: (code, name) for key, code, name in named.order_by()}
    scenarios = Scenario.objects.in_bulk()
    for start in range(0, len(keys), AT_ONCE):
        policies = _policies(keys=keys[start : start + AT_ONCE], at=at)
        for policy in policies:
            policy.scenario = scenarios[policy.scenario_id]
        yield from _records_of(policies, places, at)


def _records_of(
    policies: list[Policy], places: dict[int, tuple[str, str]], at: dt.datetime
) -> Iterator[Record]:
    today = timezone.localdate(at)
    cited = citations_of(policies, at=at).of_policy
    for policy in policies:
        region, region_name = places[policy.region_id]
        yield _edition(policy) | {
            "region": region,
            "region_name": region_name,
            "scenario": policy.scenario.code,
            "verdict": policy.verdict,
            "evidence": policy.evidence,
            "effective_from": _day(policy.effective_from),
            "effective_to": _day(policy.effective_to),
            "state": state_of(policy, today).value,
            "start_known": policy.start_known,
            "known_from": _day(policy.known_from),
            **_in_languages(policy, "answer"),
            **_sources(cited.get(policy.pk, [])),
        }


@Composed
def _policies(keys: Given, at: Given) -> QuerySet[Policy]:
    known = Policy.objects.filter(pk__in=keys).with_known_from()
    return with_checks(known.only(*READ), at)


def region_records() -> Iterator[Record]:
    """Every division, merged ones with what they became. One query."""
    own = ("code", "level", "parent__code", "successor__code", "pinyin")
    for row in Region.objects.order_by("code").values(*own, STATE, *columns("name")):
        row["parent"], row["successor"] = row.pop("parent__code"), row.pop("successor__code")
        texts = {code: row[column("name", code)] for code in CODES}
        said = said_in_languages(texts, row.pop(STATE), "name")
        row |= {column("name", code): text for code, text in said.items()}
        yield {name: "" if value is None else value for name, value in row.items()}


def fact_check_records(reader: Reader) -> Iterator[Record]:
    """Every live fact-check. Three queries; two more where findings name rules."""
    live = FactCheck.objects.live(reader.at)
    checks = list(live.select_related("instead").prefetch_related("regions").order_by("slug"))
    cited = cited_by(checks, at=reader.at)
    findings = [_in_languages(check, "finding") for check in checks]
    known = named_in((str(text) for each in findings for text in each.values()), reader)
    for check, finding in zip(checks, findings, strict=True):
        yield _edition(check) | {
            "slug": check.slug,
            "verdict": check.verdict,
            "scenario": check.instead.code if check.instead else "",
            "regions": [{"code": each.code} for each in check.regions.all()],
            **_in_languages(check, "claim"),
            **_in_languages(check, "truth"),
            **{
                column("finding", code): in_language(
                    str(finding[column("finding", code)]), code, known
                )
                for code in CODES
            },
            **_sources(cited.get(check.pk, [])),
        }


def _edition(edition: Edition) -> Record:
    return {
        "code": edition.code,
        "version": edition.version,
        "published_on": timezone.localdate(edition.publish_at).isoformat(),
        "content_hash": edition.content_hash,
    }


def _in_languages(row: Edition, field: str) -> Record:
    """A text in every language; empty where a translation is missing or of an earlier text."""
    return {column(field, code): said_now(row, field, code) for code in CODES}


def _sources(cited: list[Cited]) -> Record:
    """The sources with their passages; the earliest day seen; the day all of them are verified."""
    checked = checked_days(cited)
    return {
        "sources": [{"code": each.code, "locator": each.locator} for each in cited],
        "seen_on": _day(checked.seen_on),
        "verified_on": _day(checked.verified_on),
    }


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
