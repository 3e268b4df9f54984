"""The pages of this app that programs read, each once."""

from __future__ import annotations

from policies import places
from policies.public_page import Kind, PublicPage
from policies.views.answer_data import answer_json, answer_schema
from policies.views.compare_files import compare_csv, compare_json

PAGES = (
    PublicPage(
        name="answer-json",
        route="regions/<region:code>/<scenario:scenario_code>.json",
        view=answer_json,
        about="the answer page as [data](data-files.md), not known as a value of its own",
        kind=Kind.JSON,
        parameters=("on", "known_on"),
        places=places.answers,
        examples=("regions/440300/settle-abroad.json", "regions/320106/fitness.json"),
    ),
    PublicPage(
        name="answer-schema",
        route="data/answer.schema.json",
        view=answer_schema,
        about="the form of an answer as data, as JSON Schema",
        kind=Kind.JSON,
        in_languages=False,
        asks_database=False,
    ),
    PublicPage(
        name="compare-csv",
        route="compare.csv",
        view=compare_csv,
        about="the comparison for a spreadsheet",
        kind=Kind.CSV,
        parameters=("regions", "scenario", "kind", "on", "known_on"),
    ),
    PublicPage(
        name="compare-json",
        route="compare.json",
        view=compare_json,
        about="the comparison for programs",
        kind=Kind.JSON,
        parameters=("regions", "scenario", "kind", "on", "known_on"),
    ),
)
