"""The form of a shared row: the row's fields, and why they should change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html

from policies.models import Proposal
from policies.models.canonical import Content
from policies.models.plain import SharedRow
from policies.publishing.shared.blockers import open_proposal
from policies.publishing.shared.values import code_of, content_of, differing

if TYPE_CHECKING:
    RowForm = forms.ModelForm[SharedRow]
else:
    RowForm = forms.ModelForm

WHY = "proposal_why"


class SharedForm(RowForm):
    """Refuses what could not be proposed: while another proposal about the row is open."""

    proposal_why = forms.CharField(
        label="为什么这样改",
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text="写明依据，例如哪个文件、哪天打通了电话。批准的人要看，以后的人也要看。",
    )

    def clean(self) -> dict[str, object]:
        entered = super().clean() or self.cleaned_data
        other = open_proposal(self.instance) if self.instance.pk else None
        if other and not self._replaces(other):
            said = format_html(
                "这一条已经有一个建议在等批准：<a href='{}'>{}</a>（{}提出）。"
                "先批准、退回或撤回它，再提新的；你填的内容还在下面。",
                proposal_address(other),
                other,
                other.author,
            )
            self.add_error(None, forms.ValidationError(said))
        return entered

    def _replaces(self, other: Proposal) -> bool:
        """A new row that still waits is changed by proposing it again."""
        return self.instance.awaits_approval and other.action == Proposal.Action.CREATE


def proposal_address(proposal: Proposal) -> str:
    """Where editors see a proposal."""
    return reverse("admin:policies_proposal_change", args=[proposal.pk])


def wanted(form: RowForm) -> tuple[Content, Content]:
    """What a valid form of a stored row changes: the values before, and those after."""
    row = form.instance
    stored = type(row)._base_manager.get(pk=row.pk)
    row.normalise_text()
    content = content_of(row)
    for many in row._meta.many_to_many:
        if many.name in form.cleaned_data:
            content[many.name] = sorted(code_of(each) for each in form.cleaned_data[many.name])
    return differing(content_of(stored), content)


def links_of(form: RowForm) -> dict[str, Iterable[Model]]:
    """The rows that a valid form relates its row to many to many."""
    names = [many.name for many in form.instance._meta.many_to_many]
    return {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}
