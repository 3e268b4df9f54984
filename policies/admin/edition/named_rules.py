"""What an editor sees of the rules that a draft's prose names: what is wrong, and what is shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import override

from policies import prose
from policies.admin.translated import WithStandings
from policies.languages import SOURCE
from policies.models import Edition, Scenario
from policies.models.translated import column, texts_that_refer, translated_fields
from policies.publishing.bound import text_faults
from policies.references import references
from policies.referring import Referring
from policies.rules.referred import referred
from policies.speech import Speech


class EditionForm(WithStandings):
    """Says at the fields of a stored draft what is wrong with its prose, before anybody submits."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        edition = self.instance
        if not self.is_bound and edition.pk and edition.is_open:
            translated = translated_fields(type(edition))
            for field, language, problem in text_faults(edition, timezone.now()):
                name = column(field, language) if field in translated else field
                self.blame([(name, problem)] if name in self.fields else [])


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A reference as it is written, and what readers get instead of it."""

    written: str
    shown: SafeString


def named_rules(edition: Edition, now: dt.datetime) -> list[NamedRule]:
    """What the references of an edition show today, in Simplified Chinese. Three queries, none
    where it has none."""
    named = references(texts_that_refer(edition).values())
    if not named:
        return []
    scenarios = Scenario.objects.filter(code__in={each.scenario for each in named})
    known = referred(named, scenarios, on=timezone.localdate(now), at=now)
    with override(SOURCE):
        referring = Referring(known, Speech(SOURCE))
        return [NamedRule(str(each), prose.render(referring.said(each))) for each in sorted(named)]
