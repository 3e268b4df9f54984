"""The feed of changes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.changes import with_editions
from guides.views.change_entries import Entry, entry
from guides.views.changes import Wanted, address, changes_of, wanted
from guides.views.shared_changes import ChangedValue
from policies.models.one_form import without_unseen
from policies.views.page import Reader, reader_of
from policies.views.values import full_name

NEWEST = 50
Asked = tuple[Wanted, Reader]
if TYPE_CHECKING:
    EntryFeed = Feed[Entry, Asked]
else:
    EntryFeed = Feed


class ChangesFeed(EntryFeed):
    """The newest changes, for everything or for one region or size. Addresses are absolute."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> Asked:
        return wanted(request.GET), reader_of(request)

    def title(self, asked: Asked) -> str:
        question, reader = asked
        place = f" · {full_name(question.region, reader.speech)}" if question.region else ""
        return without_unseen(f"{_(settings.SITE_NAME)} · {_('最近变动')}{place}")

    def subtitle(self, asked: Asked) -> str:
        return _("本站公布、改正和撤回了什么，最新的在前。")

    def link(self, asked: Asked) -> str:
        return f"{settings.SITE_URL}{address('changes', asked[0])}"

    def feed_url(self, asked: Asked) -> str:
        return f"{settings.SITE_URL}{address('changes-feed', asked[0])}"

    def feed_guid(self, asked: Asked) -> str:
        return self.feed_url(asked)

    def author_name(self, asked: Asked) -> str:
        return _(settings.SITE_NAME)

    def items(self, asked: Asked) -> list[Entry]:
        question, reader = asked
        found = changes_of(question, reader)[:NEWEST]
        return [entry(each, reader) for each in with_editions(found, at=reader.at)]

    def item_title(self, item: Entry) -> str:
        return without_unseen(f"{item.size} · {item.title}" if item.size else item.title)

    def item_categories(self, item: Entry) -> tuple[str, ...]:
        return (item.doubt,) if item.doubt else ()

    def item_description(self, item: Entry) -> str:
        told = (item.caution, item.note, *map(_told, item.values))
        return without_unseen(" ".join(filter(None, told)))

    def item_link(self, item: Entry) -> str:
        return f"{settings.SITE_URL}{item.url or reverse('changes')}"

    def item_guid(self, item: Entry) -> str:
        return f"{settings.SITE_URL}{item.id}"

    def item_updateddate(self, item: Entry) -> dt.datetime:
        return item.at


def _told(value: ChangedValue) -> str:
    """What a field said and what it says, in one line."""
    nothing = _("（空）")
    return f"{value.label}{_('：')}{value.before or nothing} → {value.after or nothing}"


@require_safe
def changes_feed(request: HttpRequest) -> HttpResponse:
    """The newest changes as an Atom feed."""
    return ChangesFeed()(request)
