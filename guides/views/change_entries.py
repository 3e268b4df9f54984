"""One change in the list of changes and in its feed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guides.changes import WITHDRAWN, AnyChange, Change, PackLoad
from guides.shared_changes import SharedChange
from guides.views.editions import edition_title, edition_url, kind_word
from guides.views.shared_changes import (
    ChangedValue,
    changed_values,
    shared_action,
    shared_title,
    shared_url,
)
from policies.languages import BY_CODE
from policies.models import Edition, Proposal
from policies.speech import Joined
from policies.views.page import Reader
from policies.views.values.badge import doubt_about, doubted_badge


@dataclass(frozen=True, slots=True)
class Entry:
    """One change, as the list and the feed show it."""

    at: dt.datetime
    title: str
    size: str
    note: str
    url: str
    id: str  # the same for ever, whatever the change leads to
    doubt: str = ""  # the state that casts doubt on the rule it leads to
    kind: str = ""  # of a shared row, such as contact
    values: tuple[ChangedValue, ...] = ()  # what it said, and what it says
    caution: str = ""  # that one person published it and no second one signed it yet

    @property
    def day(self) -> dt.date:
        """The day of the change in China."""
        return timezone.localdate(self.at)


def entry(change: AnyChange, reader: Reader) -> Entry:
    """One change as its component takes it."""
    if isinstance(change, SharedChange):
        return shared_entry(change, reader)
    if isinstance(change, PackLoad):
        return pack_entry(change, reader)
    return withdrawn(change, reader) if change.what == WITHDRAWN else published(change, reader)


def pack_entry(load: PackLoad, reader: Reader) -> Entry:
    """What came with the software on one day, in numbers."""
    separator = ", " if BY_CODE[reader.language].has_spaces else "、"
    numbers = separator.join(
        _("%(kind)s %(number)s 条") % {"kind": kind_word(kind), "number": number}
        for kind, number in load.numbers
    )
    return Entry(
        at=load.at,
        title=_("装入内容包：%s") % numbers,
        size="",
        note=_("依据来源整理，编辑尚未逐条核实。"),
        url="",
        id=f"{reverse('changes')}#pack-{timezone.localdate(load.at)}",
    )


def shared_entry(change: SharedChange, reader: Reader) -> Entry:
    """A telephone, a question, a name …: what it said, and what it says by now."""
    values = tuple(changed_values(change, reader))
    is_elsewhere = change.proposal.action == Proposal.Action.CHANGE and not values
    return Entry(
        at=change.at,
        title=shared_title(change, reader),
        size=shared_action(change.proposal),
        note=_("改的是另一种语言的文字。") if is_elsewhere else "",
        url=shared_url(change),
        id=f"{reverse('changes')}#shared-{change.proposal.number}",
        kind=change.proposal.kind.partition(".")[2],
        values=values,
    )


def withdrawn(change: Change, reader: Reader) -> Entry:
    """An edition that left the site, and why."""
    version = version_url(change.edition)
    return Entry(
        at=change.at,
        title=change_title(change.edition, reader),
        size=_("撤回"),
        note=reader.speech.of(change.edition, "withdrawal_reason"),
        url=version,
        id=f"{version}#withdrawn",
    )


def published(change: Change, reader: Reader) -> Entry:
    """An edition that came on the site: how big the change is, and why."""
    edition = change.edition
    version = version_url(edition)
    newest = edition.live_until is None or edition.live_until > reader.at
    doubt = doubt_about(edition, reader.on) if newest else None
    title = change_title(edition, reader)
    return Entry(
        at=change.at,
        title=doubted_badge(doubt, title).word if doubt else title,
        size=_("新增") if edition.version == 1 else str(edition.get_change_size_display()),
        note=reader.speech.of(edition, "change_note"),
        caution=_("由一个人先发布，等第二个人核对。") if edition.awaits_countersignature else "",
        url=edition_url(edition, reader.today) if newest else version,
        id=version,
        doubt=doubt.value if doubt else "",
    )


def change_title(edition: Edition, reader: Reader) -> str:
    """The kind of thing and its name."""
    kind = kind_word(str(edition._meta.model_name))
    return Joined(kind, _("："), edition_title(edition, reader.speech))


def version_url(edition: Edition) -> str:
    """The permanent address of an edition, without the host."""
    return reverse("short-version", args=[edition.code, edition.version])
