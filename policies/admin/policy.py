"""政策: the rules."""

from __future__ import annotations

from django.contrib import admin

from policies.admin.edition.form import FILTERS, LATER_FILTERS, PUBLICATION, EditionAdmin
from policies.admin.edition.sign_off import SignsOff
from policies.admin.edition.tried import TriesJourneys
from policies.admin.inlines import ConditionInline, PolicyCitationInline
from policies.admin.translated import in_every_language
from policies.models import Policy


@admin.register(Policy)
class PolicyAdmin(TriesJourneys, SignsOff, EditionAdmin):
    desk_rank = 10
    list_filter = (
        *FILTERS,
        "verdict",
        "evidence",
        "region__level",
        "scenario",
        *LATER_FILTERS,
    )
    list_select_related = ("author", "region", "scenario")
    search_fields = (
        "=code",
        *in_every_language("answer", "notes", "conditions", "region__name", "scenario__name"),
        "=region__code",
        "region__pinyin",
        "=scenario__code",
    )
    autocomplete_fields = ("region", "scenario")
    inlines = (PolicyCitationInline, ConditionInline)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("region", "scenario"),
                    ("covers", "passes_down"),
                    "verdict",
                    "answer",
                    "notes",
                    "conditions",
                )
            },
        ),
        (
            "期限和证据",
            {
                "fields": (
                    "evidence",
                    "effective_from",
                    "effective_to",
                    "time_limit_days",
                    "conditions_modelled",
                )
            },
        ),
        PUBLICATION,
    )
