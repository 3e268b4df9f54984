"""One way to get it done: a procedure with its papers, steps and facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policies.languages import BY_CODE, SOURCE
from policies.models import Contact, Procedure, Requirement
from policies.models.source import is_official_address
from policies.models.translated import column
from policies.rules.answer import CitedProcedure
from policies.speech import Joined, Said, Speech

# A name and what it is; a value that fell back carries its own language.
Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to bring; `any_of` names the group of which one is enough, `who` the channels where
    it is only needed there. `choice` is its place in the group: first, or next."""

    code: str
    name: Said | Joined
    how_to_get: Said
    when: Said
    originals: int | None
    copies: int | None
    any_of: str
    who: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureCard:
    """One way to get it done. `anchor` is its place on the page; `limits` are how long it may
    take; `is_of_one` as of an edition's footer."""

    anchor: str
    channel: str
    channel_word: str
    edition: str
    place: Said
    limits: list[Fact]
    facts: list[Fact]
    papers: list[Paper]
    steps: list[Said]
    entrance_url: str
    offline_help: Said
    is_of_one: bool = False


def procedure_card(cited: CitedProcedure, speech: Speech) -> ProcedureCard:
    """A procedure; only an official entrance becomes a link."""
    procedure = cited.procedure
    entrance = procedure.entrance_url
    return ProcedureCard(
        anchor=f"procedure-{procedure.code}",
        channel=procedure.channel,
        channel_word=str(procedure.get_channel_display()),
        edition=procedure.edition_label,
        place=speech.of(procedure, "place"),
        limits=limits(procedure),
        facts=facts(procedure, speech),
        papers=_papers(cited.papers, speech),
        steps=[speech.of(step, "text") for step in cited.steps],
        entrance_url=entrance if is_official_address(entrance) else "",
        offline_help=speech.of(procedure, "offline_help"),
        is_of_one=procedure.awaits_countersignature,
    )


def facts(procedure: Procedure, speech: Speech) -> list[Fact]:
    """What else is recorded, each with its name; what is not recorded is left out."""
    recorded: list[Fact] = [
        (_("官方事项名称"), official_name(procedure, speech)),
        (_("事项编码"), procedure.item_code),
        (_("谁可以申请"), speech.of(procedure, "who_may_apply")),
        (_("受理机关"), speech.of(procedure, "handled_by")),
        (_("办理时间"), speech.of(procedure, "hours")),
        (_("收费"), speech.of(procedure, "fee")),
        (_("要去几次"), _visits(procedure.visits)),
        (_("办理结果"), speech.of(procedure, "result")),
        (_("监督电话"), _telephone(procedure.complaints_phone, speech)),
    ]
    return [(name, value) for name, value in recorded if value]


def limits(procedure: Procedure) -> list[Fact]:
    """How long it may take, by law and as promised; what is not recorded is left out."""
    days = [
        (_("法定时限"), working_days(procedure.statutory_days)),
        (_("承诺时限"), working_days(procedure.promised_days)),
    ]
    return [(name, value) for name, value in days if value]


def official_name(procedure: Procedure, speech: Speech) -> str:
    """What it is called, in the characters that screens and counters show; English stands before
    them, for nobody can say it there."""
    name = speech.untranslated(getattr(procedure, column("item_name", SOURCE)) or "")
    if not name or speech.language == SOURCE or BY_CODE[speech.language].made_from:
        return name
    return with_chinese(speech.of(procedure, "item_name"), name, speech)


def with_chinese(said: Said, chinese: str, speech: Speech) -> Said | Joined:
    """A name and, where its language is not Chinese, what it is called at the counter."""
    if BY_CODE[speech.language].made_from or chinese in said:
        return said
    return Joined(said, " (", speech.untranslated(chinese), ")")


def working_days(number: int | None) -> str:
    """A time limit with its unit, "on the spot" for none at all, empty if none is recorded."""
    if number is None:
        return ""
    if number == 0:
        return _("当场办好")
    return ngettext("%s 个工作日", "%s 个工作日", number) % number


def _visits(number: int | None) -> str:
    """How often one has to go, empty if that is not recorded."""
    return "" if number is None else ngettext("%s 次", "%s 次", number) % number


def _telephone(contact: Contact | None, speech: Speech) -> str:
    """A telephone with its name, empty if none is recorded."""
    if contact is None:
        return ""
    return _("%(phone)s（%(name)s）") % {"phone": contact.phone, "name": speech.of(contact, "name")}


def _papers(items: Sequence[Requirement], speech: Speech) -> list[Paper]:
    """The papers to bring, in their order."""
    return [
        Paper(
            code=item.material.code,
            name=speech.of(item.material, "name"),
            how_to_get=speech.of(item.material, "how_to_get"),
            when=speech.of(item, "when"),
            originals=item.originals,
            copies=item.copies,
            any_of=item.any_of,
        )
        for item in items
    ]


def with_choices(papers: Iterable[Paper]) -> list[Paper]:
    """The papers, those of one group beside each other, each with its place in it."""
    groups: dict[str, list[Paper]] = {}
    for each in papers:
        groups.setdefault(each.any_of or f"alone {each.code} {each.who}", []).append(each)
    return [
        replace(paper, choice="next" if place else "first") if len(group) > 1 else paper
        for group in groups.values()
        for place, paper in enumerate(group)
    ]
