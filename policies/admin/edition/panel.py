"""What stands at the top of an edition's form: where it is on its way, and what comes next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from policies.admin.edition.looked_at import looked_at
from policies.admin.edition.named_rules import NamedRule, named_rules
from policies.admin.edition.permissions import EditionPermissions
from policies.admin.edition.translations import FaultLine, fault_lines
from policies.admin.edition.verbs import VERBS, Verb, in_beijing, label
from policies.condition_list import ConditionList, condition_list, picture_of
from policies.languages import LANGUAGES, SOURCE
from policies.models import Acknowledgement, Edition, Policy
from policies.models.translated import column
from policies.picture import Picture
from policies.publishing.acknowledging import acknowledgement_of
from policies.publishing.blockers import looking_once
from policies.publishing.changed_outcomes import ChangedOutcomes, changed_outcomes
from policies.publishing.doubts import SourceChange, source_changes
from policies.publishing.readings import Reading, readings
from policies.publishing.sign_off import Row, table_of
from policies.rules.ways import rows_of
from policies.speech import Speech


@dataclass(frozen=True)
class Step:
    """A verb as a button, or the reasons why it cannot be pressed."""

    verb: Verb
    label: str
    url: str
    reasons: tuple[str, ...]
    asks: bool


@dataclass(frozen=True)
class Drawn:
    """The picture of a rule, and the rows that it draws."""

    picture: Picture
    conditions: ConditionList


@dataclass(frozen=True)
class Panel:
    """Everything that the top of the form tells an editor."""

    edition: Edition
    address: str
    history: str
    on_the_site: str
    is_live: bool
    other_live: Edition | None
    open_draft: Edition | None
    seen: str
    steps: tuple[Step, ...]
    readings: tuple[Reading, ...]
    may_record: bool
    withdrawn_because: tuple[tuple[str, str], ...]  # by the name of each language
    changes: tuple[SourceChange, ...]  # of the sources, while this is a draft
    translations: tuple[FaultLine, ...]  # at fault, of a text that may still change
    translations_url: str
    may_tick: bool
    outcomes: tuple[ChangedOutcomes, ...]  # what would change for whom, while it is a draft
    drawn: Drawn | None
    named: tuple[NamedRule, ...]  # by the prose
    acknowledgement: Acknowledgement | None  # by the author, when this was last submitted
    table: tuple[Row, ...]  # to be signed off
    rows_unread: int  # of that table
    sign_off_url: str


def is_live(edition: Edition, now: dt.datetime) -> bool:
    """Whether readers see this edition now; one query unless the row was annotated."""
    known = getattr(edition, "is_live_now", None)
    if known is not None:
        return bool(known)
    return bool(type(edition)._default_manager.live(now).filter(pk=edition.pk).exists())


def on_the_site(edition: Edition, now: dt.datetime) -> str:
    """Whether readers see this edition, in a few words."""
    if is_live(edition, now):
        return "在网站上"
    if edition.withdrawn_at:
        return f"{in_beijing(edition.withdrawn_at)} 撤回"
    if edition.approved_at is None:
        return "不在网站上"
    if edition.publish_at and edition.publish_at > now:
        return f"定于 {in_beijing(edition.publish_at)} 上线"
    return "已被新版取代"


def withdrawn_because(edition: Edition) -> list[tuple[str, str]]:
    """The reason of a withdrawal, by the name of each language in which it was given."""
    said = [
        (each.tab, getattr(edition, column("withdrawal_reason", each.code))) for each in LANGUAGES
    ]
    return [(tab, text) for tab, text in said if text]


def build_panel(admin: EditionPermissions, request: HttpRequest, edition: Edition) -> Panel:
    """The panel of an edition for the person who looks at it."""
    now = timezone.now()
    others = type(edition)._default_manager.filter(code=edition.code).exclude(pk=edition.pk)
    live = is_live(edition, now)
    table = table_of(edition) if edition.state != Edition.State.WITHDRAWN else []
    faults = tuple(fault_lines(edition)) if edition.is_open else ()
    return Panel(
        edition=edition,
        address=form_address(edition),
        history=history_address(edition),
        on_the_site=on_the_site(edition, now),
        is_live=live,
        other_live=others.live(now).first(),
        open_draft=others.open().first(),
        seen=looked_at(edition) if edition.is_open or edition.awaits_countersignature else "",
        steps=tuple(_steps(admin, request, edition, now)),
        readings=tuple(readings(now, edition=edition)) if live else (),
        changes=tuple(source_changes(edition)),
        withdrawn_because=tuple(withdrawn_because(edition)),
        may_record=request.user.has_perm("policies.add_verification"),
        translations=faults,
        translations_url=_address(edition, "translations", edition.pk),
        may_tick=any(line.tick for line in faults)
        and admin.has_change_permission(request, edition),
        outcomes=changes_for_whom(edition, now),
        drawn=drawn(edition),
        named=tuple(named_rules(edition, now)),
        acknowledgement=acknowledgement_of(edition),
        table=tuple(table),
        rows_unread=sum(row.tick is None for row in table),
        sign_off_url=_address(edition, "sign_off", edition.pk) if table else "",
    )


def drawn(edition: Edition) -> Drawn | None:
    """A rule as readers see it decided; None of other editions, and of rules without rows.
    One query."""
    if not isinstance(edition, Policy):
        return None
    rows = rows_of([edition])[edition.pk]
    listed = condition_list(edition, rows, {}, Speech(SOURCE))
    picture = picture_of(listed) if listed else None
    return Drawn(picture, listed) if picture and listed else None


def changes_for_whom(edition: Edition, now: dt.datetime) -> tuple[ChangedOutcomes, ...]:
    """For whom a rule that may still change would end otherwise; nothing of other editions."""
    if isinstance(edition, Policy) and edition.is_open:
        return tuple(changed_outcomes(edition, now))
    return ()


@looking_once()
def _steps(
    admin: EditionPermissions, request: HttpRequest, edition: Edition, now: dt.datetime
) -> list[Step]:
    return [
        Step(
            verb=verb,
            label=label(verb, edition, now),
            url=step_address(edition, verb.name),
            asks=verb.asks(edition, now) is not None,
            reasons=(
                *admin.who_may_reasons(request, edition, verb.name),
                *verb.blockers(edition, by=request.user),
            ),
        )
        for verb in VERBS.values()
        if verb.is_next(edition) and (verb.name != "force" or request.user.is_superuser)
    ]


def step_address(edition: Edition, verb: str) -> str:
    """Where the button of a verb posts to."""
    return _address(edition, "step", edition.pk, verb)


def form_address(edition: Edition) -> str:
    """The admin's form of an edition."""
    return _address(edition, "change", edition.pk)


def history_address(edition: Edition) -> str:
    """The admin's page of everything that became of the code of an edition."""
    return _address(edition, "history", edition.pk)


def _address(edition: Edition, name: str, *args: object) -> str:
    meta = edition._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=args)
