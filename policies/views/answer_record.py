"""One answer for programs: what its page says, as values that nobody has to read out of prose.

What is not known is a value of its own (`NOT_KNOWN`), never empty and never a no. The form is
published (`/data/answer.schema.json`): keys may be added, none changes its meaning.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from html import unescape
from typing import TypeAlias, cast

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from policies.condition_list import sentence_of, unstated_words
from policies.models import Condition, Policy, Procedure, Requirement
from policies.models.source import NOT_SEEN, is_official_address
from policies.rules.answer import Answer, CitedProcedure
from policies.rules.citations import Cited
from policies.rules.ways import Numbered, Rows, by_way, numbered
from policies.speech import Speech
from policies.views.page import Reader
from policies.views.values import answer_url, checked_days, full_name, hotlines
from policies.views.values.answer import shown_sentence
from policies.views.values.badge import answer_badge
from policies.views.values.procedure import official_name
from policies.views.values.region import answer_data_url
from policies.views.values.times import warnings

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json]"
Record = dict[str, Json]
VERSION = 1
NOT_KNOWN = "not-known"
NOT_VERIFIED = "not-verified"
NO_END = "until-further-notice"


def answer_record(found: Answer, rows: Rows, reader: Reader) -> Record:
    """The answer, its conditions (`rows` of its rule), how it is done, and what all rests on."""
    policy, speech = found.policy, reader.speech
    sources = numbered(found.citations, rows)
    place = policy.region if policy else None
    record: Record = {
        "$schema": settings.SITE_URL + reverse("answer-schema"),
        "schema_version": VERSION,
        "page": _page(found, reader),
        "language": reader.language,
        "on": reader.on.isoformat(),
        "known_on": timezone.localdate(reader.at).isoformat(),
        "region": {"code": found.region.code, "name": str(full_name(found.region, speech))},
        "scenario": {
            "code": found.scenario.code,
            "name": speech.of(found.scenario, "name"),
            "question": speech.of(found.scenario, "question"),
        },
        "verdict": policy.verdict if policy else "none",
        "state": found.state.value,
        "state_in_words": answer_badge(found, reader).word,
        "answer": unescape(strip_tags(shown_sentence(found, reader))),
        "warnings": warnings(found),
        "notes": speech.of(policy, "notes") if policy else "",
        "level": place.level if place else NOT_KNOWN,
        "found_at": {"code": place.code, "name": speech.of(place, "name")} if place else NOT_KNOWN,
        "covers": speech.of(policy, "covers") if policy else "",
        "evidence": _evidence(found),
        "in_force": _in_force(policy),
        "days": _or_not_known(policy.time_limit_days if policy else None),
        "conditions": _conditions(policy, rows, sources, speech),
        "coming": [_coming(found, each, speech) for each in found.coming],
        "procedures_known_on": timezone.localdate(reader.at).isoformat(),
        "procedures_state": _procedures_state(found),
        "procedures": [_procedure(each, speech) for each in found.procedures],
        "sources": [_source(each) for each in sources.passages],
        **_identity(policy),
        "ask": [each.phone for each in hotlines(reader)],
        "cite_as": _citation(found, reader),
    }
    return record | {"is_partly_in_chinese": speech.fell_back}


def _page(found: Answer, reader: Reader) -> str:
    days = f"?{reader.days}" if reader.days else ""
    return settings.SITE_URL + answer_url(found.region, found.scenario) + days


def _evidence(found: Answer) -> Record:
    """How well the rule is supported: by what, seen and verified on which days."""
    if found.policy is None:
        return {"state": NOT_KNOWN, "seen_on": NOT_KNOWN, "verified_on": NOT_KNOWN, "doubt": ""}
    checked = checked_days(found.citations)
    return {
        "state": found.policy.evidence,
        "seen_on": _or_not_known(checked.seen_on),
        "verified_on": checked.verified_on.isoformat() if checked.verified_on else NOT_VERIFIED,
        "doubt": checked.doubt,
    }


def _in_force(policy: Policy | None) -> Record:
    if policy is None:
        return {"from": NOT_KNOWN, "to": NOT_KNOWN}
    end = policy.effective_to
    return {
        "from": _or_not_known(policy.effective_from),
        "to": end.isoformat() if end else NO_END,
    }


def _conditions(
    policy: Policy | None, rows: Rows, sources: Numbered, speech: Speech
) -> Record | str:
    """All of `always` has to be so, and one of `ways` if there are any; of a no these are its
    exceptions. Not known where there is no rule, or its source names none."""
    if policy is None or (not rows and unstated_words(policy)):
        return NOT_KNOWN
    grouped = by_way(rows)
    return {
        "are_exceptions": bool(rows) and policy.verdict == Policy.Verdict.NO,
        "always": [_row(row, sources, speech) for row in grouped.always],
        "ways": [[_row(row, sources, speech) for row in way] for way in grouped.ways],
    }


def _coming(found: Answer, policy: Policy, speech: Speech) -> Record:
    """A rule to come, and the address of its answer on its first day."""
    first = cast(dt.date, policy.effective_from).isoformat()
    data = answer_data_url(found.region, found.scenario, f"on={first}")
    return {
        "from": first,
        "answer": speech.of(policy, "answer"),
        "region": policy.region.code,
        "data": settings.SITE_URL + data,
    }


def _procedures_state(found: Answer) -> str:
    """Whether how it is done is recorded; a procedure has no days of force, it is that of now."""
    if found.withdrawn_procedure:
        return "withdrawn"
    return "recorded" if found.procedures else "none-recorded"


def _row(row: Condition, sources: Numbered, speech: Speech) -> Record:
    return {
        "text": sentence_of(row, speech),
        "question": row.question.code if row.question else "",
        "where_to_find_out": speech.of(row, "where_to_find_out"),
        "source": sources.number_of.get(row.pk, 0),
    }


def _procedure(cited: CitedProcedure, speech: Speech) -> Record:
    one: Procedure = cited.procedure
    entrance = one.entrance_url if is_official_address(one.entrance_url) else ""
    return {
        "edition": one.edition_label,
        "region": one.region.code,
        "channel": one.channel,
        "channel_name": one.get_channel_display(),
        "item_name": str(official_name(one, speech)) or NOT_KNOWN,
        "who_may_apply": speech.of(one, "who_may_apply") or NOT_KNOWN,
        "handled_by": speech.of(one, "handled_by") or NOT_KNOWN,
        "offline_help": speech.of(one, "offline_help") or NOT_KNOWN,
        "place": speech.of(one, "place") or NOT_KNOWN,
        "hours": speech.of(one, "hours") or NOT_KNOWN,
        "fee": speech.of(one, "fee") or NOT_KNOWN,
        "days": {
            "statutory": _or_not_known(one.statutory_days),
            "promised": _or_not_known(one.promised_days),
        },
        "phone": one.phone.phone if one.phone else NOT_KNOWN,
        "entrance": entrance or NOT_KNOWN,
        "papers": [_paper(each, speech) for each in cited.papers],
        "steps": [speech.of(step, "text") for step in cited.steps],
        "sources": [_source(each) for each in cited.citations],
    }


def _paper(item: Requirement, speech: Speech) -> Record:
    """A paper to bring; of those with the same `one_of` one is enough."""
    return {
        "code": item.material.code,
        "name": speech.of(item.material, "name"),
        "when": speech.of(item, "when"),
        "originals": _or_not_known(item.originals),
        "copies": _or_not_known(item.copies),
        "one_of": item.any_of,
    }


def _source(cited: Cited) -> Record:
    """A passage; only an official address is given."""
    return {
        "code": cited.code,
        "title": cited.title,
        "issuer": cited.issuer,
        "document_number": cited.doc_number or NOT_KNOWN,
        "issued_on": _or_not_known(cited.issued_on),
        "locator": NOT_KNOWN if cited.locator in ("", NOT_SEEN) else cited.locator,
        "quote": cited.quote or NOT_KNOWN,
        "url": cited.url if is_official_address(cited.url) else NOT_KNOWN,
        "page": settings.SITE_URL + reverse("source", args=[cited.code]),
    }


def _identity(policy: Policy | None) -> Record:
    """Where this very edition stands for ever, and the hash of its text."""
    if policy is None:
        return {"edition": NOT_KNOWN, "short_address": NOT_KNOWN, "content_hash": NOT_KNOWN}
    address = reverse("short-version", args=[policy.code, policy.version])
    return {
        "edition": policy.edition_label,
        "short_address": settings.SITE_URL + address,
        "content_hash": policy.content_hash,
    }


def _citation(found: Answer, reader: Reader) -> str:
    """How to name this answer where it is repeated: with its edition and its day."""
    edition = f" · {found.policy.edition_label}" if found.policy else ""
    words = _("%(site)s%(edition)s，关于 %(day)s，本站 %(known)s 说的：%(page)s")
    return words % {
        "site": settings.SITE_NAME,
        "edition": edition,
        "day": reader.on,
        "known": timezone.localdate(reader.at),
        "page": _page(found, reader),
    }


def _or_not_known(value: dt.date | int | None) -> str | int:
    if value is None:
        return NOT_KNOWN
    return value.isoformat() if isinstance(value, dt.date) else value
