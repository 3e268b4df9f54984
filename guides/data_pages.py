"""The addresses of the open data of this app, each once."""

from __future__ import annotations

from guides.data.downloads import (
    coverage_csv,
    coverage_json,
    fact_checks_json,
    policies_csv,
    policies_json,
    regions_json,
)
from policies.public_page import Kind, PublicPage

DATA_PAGES = (
    PublicPage(
        name="data-policies-csv",
        route="data/policies.csv",
        view=policies_csv,
        about="every rule; see [open data](data-files.md)",
        kind=Kind.CSV,
        in_languages=False,
    ),
    PublicPage(
        name="data-policies-json",
        route="data/policies.json",
        view=policies_json,
        about="the same as JSON",
        kind=Kind.JSON,
        in_languages=False,
    ),
    PublicPage(
        name="data-regions-json",
        route="data/regions.json",
        view=regions_json,
        about="every division",
        kind=Kind.JSON,
        in_languages=False,
    ),
    PublicPage(
        name="data-coverage-csv",
        route="data/coverage.csv",
        view=coverage_csv,
        about="what is known of every place and situation",
        kind=Kind.CSV,
        in_languages=False,
    ),
    PublicPage(
        name="data-coverage-json",
        route="data/coverage.json",
        view=coverage_json,
        about="the same as JSON, with the totals",
        kind=Kind.JSON,
        in_languages=False,
    ),
    PublicPage(
        name="data-fact-checks-json",
        route="data/fact-checks.json",
        view=fact_checks_json,
        about="every fact-check",
        kind=Kind.JSON,
        in_languages=False,
    ),
)
