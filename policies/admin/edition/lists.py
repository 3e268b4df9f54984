"""Lists of editions say which text of each draft they show, so that no action meets another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from policies.admin.edition.looked_at import looked_at
from policies.models import Edition
from policies.models.canonical import load_content
from policies.models.edition import WORKFLOW_COLUMNS

if TYPE_CHECKING:
    ListOfRows = ChangeList
    ListAdmin = admin.ModelAdmin[Edition]
else:
    ListOfRows, ListAdmin = ChangeList, admin.ModelAdmin

LISTED = "listed"  # the hidden field of each row: its key, and the hash of its text
ALL = mark_safe('<input type="checkbox" id="action-toggle">')  # as Django heads that column


class ListOfEditions(ListOfRows):
    """One page of editions; drafts know the hash of the text that is listed."""

    def get_results(self, request: HttpRequest) -> None:
        """Read the page; one query more for each kind of part, however many drafts there are."""
        super().get_results(request)
        if request.method != "GET" or "submit_selected" not in self.model_admin.get_actions(
            request
        ):
            return
        drafts = [each for each in self.result_list if each.state == Edition.State.DRAFT]
        load_content(drafts, WORKFLOW_COLUMNS)
        for each in drafts:
            each.listed_as = looked_at(each)


class ListsEditions(ListAdmin):
    """The list of an admin of editions."""

    def get_changelist(self, request: HttpRequest, **kwargs: object) -> type[ChangeList]:
        """The page of the list that says what it shows."""
        return ListOfEditions

    @admin.display(description=ALL)
    def action_checkbox(self, obj: Edition) -> SafeString:
        """The box to tick, with the text that was listed beside it."""
        box, listed = super().action_checkbox(obj), getattr(obj, "listed_as", "")
        if not listed:
            return box
        told = f"{obj.pk} {listed}"
        return format_html('{}<input type="hidden" name="{}" value="{}">', box, LISTED, told)


def listed_as(posted: QueryDict) -> dict[str, str]:
    """The hash of the text of each draft as it was listed, by its key."""
    pairs = (str(value).partition(" ") for value in posted.getlist(LISTED))
    return {key: listed for key, _blank, listed in pairs}
