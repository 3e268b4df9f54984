"""What components are given: frozen values in the reader's language, made from rows.

One module a subject; a component of `templates/components` takes one of these by its name.
"""

from policies.views.values.badge import Badge, badge_of, evidence_badge
from policies.views.values.citation import CheckedDays, CitationLine, checked_days, citation_lines
from policies.views.values.contact import (
    Hotline,
    contact_lines,
    hotlines,
    of_fraud,
    to_call_at_once,
)
from policies.views.values.edition import EditionFooter, edition_footer
from policies.views.values.region import answer_url, full_name, region_url
from policies.views.values.scenario import (
    ScenarioCard,
    by_kind,
    most_asked,
    scenario_card,
    scenarios_by_kind,
)

__all__ = [
    "Badge",
    "CheckedDays",
    "CitationLine",
    "EditionFooter",
    "Hotline",
    "ScenarioCard",
    "answer_url",
    "badge_of",
    "by_kind",
    "checked_days",
    "citation_lines",
    "contact_lines",
    "edition_footer",
    "evidence_badge",
    "full_name",
    "hotlines",
    "most_asked",
    "of_fraud",
    "region_url",
    "scenario_card",
    "scenarios_by_kind",
    "to_call_at_once",
]
