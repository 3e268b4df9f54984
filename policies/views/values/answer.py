"""What is answered about a place and a situation: the head of its page, a card, other days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from html import escape

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from policies.models import Evidence, Policy, Procedure
from policies.rules.answer import Answer
from policies.rules.applicability import Applicable
from policies.speech import Said, Speech
from policies.views.page import Reader
from policies.views.values.badge import Badge, answer_badge
from policies.views.values.citation import CheckedDays, checked_days
from policies.views.values.marked import marked
from policies.views.values.region import answer_url_on, changes_url, full_name, not_found_yet


@dataclass(frozen=True, slots=True)
class Hooks:
    """The attributes by which tests and scripts find an answer (docs/reference/html-hooks.md);
    without a rule the last three are left out."""

    region: str
    scenario: str
    verdict: str
    evidence: str = ""
    level: str = ""
    edition: str = ""

    @property
    def attributes(self) -> SafeString:
        """Written out, for inside a tag; the region last: beside its address, it packs better."""
        region, *others = ((field.name, getattr(self, field.name)) for field in fields(self))
        written = (f'data-{name}="{escape(value)}"' for name, value in (*others, region) if value)
        return mark_safe(" ".join(written))  # noqa: S308 - each value is escaped


@dataclass(frozen=True, slots=True)
class AnswerHead:
    """The answer of one place, the first thing on its page; `not_found_yet` where the rule is
    another region's."""

    hooks: Hooks
    region_name: Said
    badge: Badge
    sentence: str
    not_found_yet: str
    evidence_word: str
    checked: CheckedDays | None
    covers: str = ""


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """One answer in a list."""

    hooks: Hooks
    title: Said
    url: str
    badge: Badge
    sentence: str


@dataclass(frozen=True, slots=True)
class OtherPeriod:
    """A rule of another day, with the address that shows it on that day; `marked` is its sentence
    with the words marked that the rule of the day asked about does not say."""

    period: str
    region: Said
    sentence: Said
    marked: SafeString
    from_day: dt.date | None
    url: str
    changes_url: str  # for whom it changes something, from its first day


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """What another level says, with the address of its answer."""

    region: Said
    sentence: Said
    url: str


@dataclass(frozen=True, slots=True)
class UnknownDay:
    """What is known instead: the first day on which the rule is vouched for, with its address, and
    what the level above says of the day that was asked about, if anything."""

    known_from: dt.date
    url: str
    above: AnswerLink | None


def hooks(found: Applicable) -> Hooks:
    policy = found.policy
    region, scenario = found.region.code, found.scenario.code
    if policy is None:
        return Hooks(region, scenario, "none")
    return Hooks(
        region,
        scenario,
        verdict=policy.verdict,
        evidence=policy.evidence,
        level=policy.region.level,
        edition=policy.edition_label,
    )


def answer_head(found: Answer, reader: Reader) -> AnswerHead:
    """The head of the page: the sentence, whose rule it is, how well it is supported."""
    policy = found.policy
    return AnswerHead(
        hooks=hooks(found),
        region_name=full_name(found.region, reader.speech),
        badge=answer_badge(found, reader),
        sentence=shown_sentence(found, reader),
        not_found_yet=not_found_yet(found, reader.speech, found.procedures_from),
        evidence_word=Evidence.word(policy.evidence) if policy else "",
        checked=checked_days(found.citations) if policy else None,
        covers=reader.speech.of(policy, "covers") if policy else "",
    )


def answer_card(found: Applicable, title: Said, reader: Reader) -> AnswerCard:
    """One answer in a list, under the words that tell it from its neighbours."""
    return AnswerCard(
        hooks=hooks(found),
        title=title,
        url=answer_url_on(found.region, found.scenario, reader.days),
        badge=answer_badge(found, reader),
        sentence=shown_sentence(found, reader) if found.policy or found.withdrawn else "",
    )


def shown_sentence(found: Applicable, reader: Reader) -> str:
    """The sentence as pages show it: a reason in another language is marked as such."""
    if found.withdrawn:
        return withdrawn_words(found.withdrawn, reader.speech)
    return sentence(found, reader)


def sentence(found: Applicable, reader: Reader) -> str:
    """The one-sentence answer; without a rule it says so and never sounds like a no."""
    if found.policy:
        return reader.speech.of(found.policy, "answer")
    place = full_name(found.region, reader.speech)
    if found.undated:
        return _("本站不知道 %(day)s 那一天%(place)s怎么规定：现有的依据最早只到 %(known)s。") % {
            "day": date_format(found.on, "DATE_FORMAT"),
            "place": place,
            "known": date_format(found.undated.known_from, "DATE_FORMAT"),
        }
    if found.withdrawn:
        return strip_tags(withdrawn_words(found.withdrawn, reader.speech))
    if reader.first_said:
        day = date_format(reader.first_said, "DATE_FORMAT")
        return _("那一天本站还什么都没有说。本站从 %s 起公布内容。") % day
    if (ended := found.ended) and ended.effective_to:
        last = date_format(ended.effective_to, "DATE_FORMAT")
        return _(
            "%(place)s的规定到 %(day)s 为止，以后怎样规定，本站还没有查到。"
            "没有查到不等于不可以，请打电话问。"
        ) % {"place": full_name(ended.region, reader.speech), "day": last}
    return _("本站没有记录到%s的规定。没有记录不等于不可以，请打电话问。") % place


def withdrawn_words(edition: Policy | Procedure, speech: Speech) -> SafeString:
    """That a rule, or how it is done, was withdrawn, when, and why; a reason in another language
    says so."""
    place = full_name(edition.region, speech)
    day = date_format(timezone.localdate(edition.withdrawn_at), "DATE_FORMAT")
    words = (
        _("%(place)s的规定已在 %(day)s 撤回，本站正在核对。核对好之前请打电话问。原因：")
        if isinstance(edition, Policy)
        else _("%(place)s的办理步骤已在 %(day)s 撤回，本站正在核对。核对好之前请打电话问。原因：")
    )
    reason = speech.of(edition, "withdrawal_reason")
    return format_html("{}{}", words % {"place": place, "day": day}, reason)


def other_period(found: Applicable, policy: Policy, reader: Reader) -> OtherPeriod:
    """A coming or former rule and a day on which it is in force, everything else as chosen."""
    start = policy.effective_from
    day = start if start and start > reader.on else policy.effective_to
    said = reader.speech.of(policy, "answer")
    return OtherPeriod(
        period=period_words(policy),
        region=reader.speech.of(policy.region, "name"),
        sentence=said,
        marked=marked(said, reader.speech.of(found.policy, "answer") if found.policy else Said("")),
        from_day=start,
        url=_on(day, found, reader),
        changes_url=changes_url(found.region, found.scenario, _days(day, reader)),
    )


def _on(day: dt.date | None, found: Applicable, reader: Reader) -> str:
    """The answer's page on another day, everything else as chosen."""
    return answer_url_on(found.region, found.scenario, _days(day, reader))


def _days(day: dt.date | None, reader: Reader) -> str:
    known = f"&known_on={timezone.localdate(reader.at)}" if reader.at != reader.now else ""
    return f"on={day}{known}"


def unknown_day(found: Applicable, reader: Reader) -> UnknownDay | None:
    """Where to go on from a day for which the rule is not known; None if it is known."""
    if found.undated is None:
        return None
    first, above = found.undated.known_from, found.above
    return UnknownDay(
        known_from=first,
        url=_on(first, found, reader),
        above=answer_link(above, reader) if above else None,
    )


def answer_link(policy: Policy, reader: Reader) -> AnswerLink:
    """A rule of another level, on the days that were chosen."""
    return AnswerLink(
        region=reader.speech.of(policy.region, "name"),
        sentence=reader.speech.of(policy, "answer"),
        url=answer_url_on(policy.region, policy.scenario, reader.days),
    )


def period_words(policy: Policy) -> str:
    """From when to when a policy is in force, in words: the days as elsewhere on the page."""
    start, end = (
        day and date_format(day, "DATE_FORMAT")
        for day in (policy.effective_from, policy.effective_to)
    )
    if start and end:
        return _("%(start)s至%(end)s") % {"start": start, "end": end}
    if start:
        return _("从%s起") % start
    return _("从哪天起不清楚，到%s为止") % end if end else _("从哪天起不清楚")
