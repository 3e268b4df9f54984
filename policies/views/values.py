"""Turns rows into the plain values that the components take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policies.models import Contact, Policy, Procedure, Region, Scenario
from policies.models.source import is_official_address
from policies.rules.answer import CitedProcedure
from policies.rules.applicability import Applicable
from policies.rules.citations import Cited
from policies.speech import Said, Speech
from policies.views.page import Reader

Values = dict[str, Any]


def answer_url(region: Region, scenario: Scenario) -> str:
    return reverse("answer", args=[region.code, scenario.code])


def region_url(region: Region) -> str:
    return reverse("region", args=[region.code])


def full_name(region: Region, speech: Speech) -> Said:
    """A region's name with its province where the name alone is not clear: 江苏省南京市鼓楼区."""
    names = [speech.of(level, "name") for level in region.lineage() if level.level != "nation"]
    if not names:
        return speech.of(region, "name")
    if speech.language == "en":
        return Said(", ".join(names), names[0].lang)
    return Said("".join(reversed(names)), names[0].lang)


def verdict_values(found: Applicable) -> Values:
    """What the badge and the hooks of DESIGN section 8 show of an answer."""
    policy = found.policy
    values: Values = {
        "region": found.region.code,
        "region_code": found.region.code,
        "scenario": found.scenario.code,
        "scenario_code": found.scenario.code,
        "verdict": policy.verdict if policy else "none",
        "kind": found.state.value,
    }
    if policy:
        values |= {
            "evidence": policy.evidence,
            "level": policy.region.level,
            "edition": policy.edition_label,
        }
    return values


def whose_rule(found: Applicable, speech: Speech) -> str:
    """Whose rule is shown, and that it is inherited if it is."""
    if found.policy is None:
        return ""
    name = speech.of(found.policy.region, "name")
    if not found.is_inherited:
        return str(name)
    return _("%(name)s（%(region)s没有自己的规定）") % {
        "name": name,
        "region": speech.of(found.region, "name"),
    }


def citation_values(citations: Iterable[Cited], speech: Speech) -> list[Values]:
    """Citations as the source list takes them; only official addresses become links."""
    return [
        {
            "code": cited.code,
            "title": cited.title,
            "lang": speech.untranslated(cited.title).lang,
            "issuer": cited.issuer,
            "doc_number": cited.doc_number,
            "issued_on": cited.issued_on,
            "locator": cited.locator,
            "quote": cited.quote,
            "seen_on": cited.seen_on,
            "verified_on": cited.verified_on,
            "page_url": reverse("source", args=[cited.code]),
            "link": cited.url if is_official_address(cited.url) else "",
            "link_state": "broken" if cited.link_state in ("gone", "timed_out") else "",
        }
        for cited in citations
    ]


def last_days(citations: Iterable[Cited]) -> Values:
    """The day from which all citations are verified, and the day all were seen, or None."""
    verified = [cited.verified_on for cited in citations]
    seen = [cited.seen_on for cited in citations if cited.seen_on]
    all_verified = [day for day in verified if day]
    return {
        "verified_on": min(all_verified)
        if verified and len(all_verified) == len(verified)
        else None,
        "seen_on": min(seen) if seen else None,
    }


def period_words(policy: Policy) -> str:
    """From when to when a policy is in force, in words."""
    start = policy.effective_from.isoformat() if policy.effective_from else _("起点不明")
    end = policy.effective_to.isoformat() if policy.effective_to else _("另行通知")
    return _("%(start)s 至 %(end)s") % {"start": start, "end": end}


def procedure_values(cited: CitedProcedure, reader: Reader) -> Values:
    """A procedure as its component takes it."""
    procedure, citations, speech = cited.procedure, cited.citations, reader.speech
    days = last_days(citations)
    return {
        "anchor": f"procedure-{procedure.code}",
        "title": _("%(region)s · %(channel)s")
        % {
            "region": speech.of(procedure.region, "name"),
            "channel": procedure.get_channel_display(),
        },
        "channel": procedure.channel,
        "edition": procedure.edition_label,
        "facts": _procedure_facts(procedure, speech),
        "items": requirement_values(procedure, speech),
        "steps": [
            {"text": (said := speech.of(step, "text")), "lang": said.lang}
            for step in procedure.steps.all()
        ],
        "entrance_url": procedure.entrance_url
        if is_official_address(procedure.entrance_url)
        else "",
        "offline_help": speech.of(procedure, "offline_help"),
        "citations": citation_values(citations, speech),
        **days,
    }


def _procedure_facts(procedure: Procedure, speech: Speech) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [
        (_("官方事项名称"), speech.of(procedure, "item_name")),
        (_("事项编码"), procedure.item_code),
        (_("谁可以申请"), speech.of(procedure, "who_may_apply")),
        (_("受理机关"), speech.of(procedure, "handled_by")),
        (_("办理地点"), speech.of(procedure, "place")),
        (_("办理时间"), speech.of(procedure, "hours")),
        (_("法定时限"), working_days(procedure.statutory_days)),
        (_("承诺时限"), working_days(procedure.promised_days)),
        (_("收费"), speech.of(procedure, "fee")),
        (_("要去几次"), visit_words(procedure.visits)),
        (_("办理结果"), speech.of(procedure, "result")),
        (_("咨询电话"), contact_words(procedure.phone, speech)),
        (_("监督电话"), contact_words(procedure.complaints_phone, speech)),
    ]
    return [(name, value) for name, value in facts if value]


def working_days(number: int | None) -> str:
    """A time limit with its unit, empty if none is recorded."""
    if number is None:
        return ""
    return ngettext("%s 个工作日", "%s 个工作日", number) % number


def visit_words(number: int | None) -> str:
    """How often one has to go, empty if that is not recorded."""
    return "" if number is None else ngettext("%s 次", "%s 次", number) % number


def contact_words(contact: Contact | None, speech: Speech) -> str:
    return (
        _("%(phone)s（%(name)s）") % {"phone": contact.phone, "name": speech.of(contact, "name")}
        if contact
        else ""
    )


def contact_values(contacts: Iterable[Contact], speech: Speech) -> list[Values]:
    """Contacts as the hotline component takes them."""
    return [
        {
            "name": speech.of(contact, "name"),
            "phone": contact.phone,
            "scope": speech.of(contact, "scope"),
        }
        for contact in contacts
    ]


def hotlines(reader: Reader) -> list[Values]:
    """Whom to ask about medical insurance, anywhere."""
    known = reader.vocabulary.contacts
    codes = ("medical-insurance-hotline", "government-hotline")
    return contact_values([known[code] for code in codes if code in known], reader.speech)


def requirement_values(procedure: Procedure, speech: Speech) -> list[Values]:
    """The papers to bring; groups of which one is enough are numbered if there are several."""
    items = list(procedure.requirements.all())
    groups = list(dict.fromkeys(item.any_of for item in items if item.any_of))
    values = []
    for item in items:
        name = speech.of(item.material, "name")
        number = groups.index(item.any_of) + 1 if item.any_of and len(groups) > 1 else ""
        values.append(
            {
                "code": item.material.code,
                "name": name,
                "lang": name.lang,
                "how_to_get": speech.of(item.material, "how_to_get"),
                "when": speech.of(item, "when"),
                "originals": item.originals,
                "copies": item.copies,
                "any_of": _("第 %s 组任选一种") % number
                if number
                else (_("任选一种") if item.any_of else ""),
            }
        )
    return values
