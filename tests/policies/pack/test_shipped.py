"""The content that the site is shipped with."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from policies import models
from policies.models.edition import edition_models
from policies.pack.content_kinds import AREAS
from policies.pack.dump import dump_content
from policies.publishing.rules_report import rules_report
from policies.rules.applicability import applicable_policies
from policies.rules.eligibility import evaluate
from policies.rules.in_force import rules_in_force
from policies.rules.regions import with_lineage
from policies.rules.vocabulary import vocabulary
from tests.shipped import TODAY

DAY = dt.date(2026, 11, 22)
FOUND = Path(settings.BASE_DIR) / "docs/explanation/rulecheck.md"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("content", "today"),
]


def texts_below(roots: dict[str, Path]) -> dict[str, str]:
    return {
        f"{area}/{path.relative_to(root).as_posix()}": path.read_text(encoding="utf-8")
        for area, root in roots.items()
        for path in sorted(root.rglob("*.*"))
        if path.suffix in {".yaml", ".csv", ".md"}
    }


def test_a_dump_of_the_shipped_content_is_its_files(tmp_path: Path) -> None:
    dump_content(tmp_path, at=TODAY)
    roots = {area.name: area.folder for area in AREAS}
    dumped = texts_below({name: tmp_path / name for name in roots})
    shipped = texts_below(roots)
    differing = [name for name in shipped | dumped if shipped.get(name) != dumped.get(name)]
    assert differing == [], "normalise with: manage.py dump_content DIR"


def test_the_check_finds_nothing_to_stop_at(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_content", "--on", "2026-11-22")
    assert "stop 0，warn 0" in capsys.readouterr().out


def test_only_what_the_documents_explain_is_found_in_the_rules() -> None:
    explained = FOUND.read_text("utf-8").partition("## What is found in the shipped rules")[2]
    stands = set(re.findall(r"^- `([a-z-]+)`: ", explained.partition("\n## ")[0], re.MULTILINE))
    findings = rules_report(TODAY).findings
    assert {each.kind.value for each in findings} == stands, "answer it in the rule, or there"
    assert not [each for each in findings if each.is_blocking]


def test_every_edition_is_live_with_the_hash_of_its_text() -> None:
    for model in edition_models():
        for row in model._base_manager.all():
            assert row.state == "approved" and row.content_hash == row.compute_hash()


def test_every_accepted_option_is_one_of_its_question() -> None:
    foreign = [
        f"{condition.policy.code}: {option.reference}"
        for condition in models.Condition.objects.select_related("policy", "question")
        for option in condition.accepted.select_related("question")
        if option.question_id != condition.question_id
    ]
    assert foreign == []


def test_every_condition_that_is_asked_accepts_something_and_not_everything() -> None:
    for condition in models.Condition.objects.exclude(question=None):
        assert condition.question
        accepted, offered = condition.accepted.count(), condition.question.options.count()
        assert 0 < accepted < offered, f"{condition.policy.code}: {condition}"


def test_a_rule_book_can_be_built_for_every_region_with_rules() -> None:
    words = vocabulary("shipped")
    regions = with_lineage(models.Region.objects.filter(policies__isnull=False).distinct())
    assert regions.count() > 10
    asking = set(models.Condition.objects.values_list("policy", flat=True))
    for region in regions:
        found = applicable_policies([region], words.scenarios, on=DAY, at=TODAY)
        book = rules_in_force(found.values(), words).book
        assert len(evaluate(book, {})) == len(words.scenarios)
        policies = [each.policy.pk for each in found.values() if each.policy]
        assert sum(bool(rule.ways) for rule in book.rules) == sum(pk in asking for pk in policies)


def test_rules_without_their_texts_are_judged_as_the_whole_ones(
    django_assert_num_queries: Any,
) -> None:
    scenarios = vocabulary("shipped").scenarios
    regions = list(with_lineage(models.Region.objects.filter(policies__isnull=False).distinct()))
    whole = applicable_policies(regions, scenarios, on=DAY, at=TODAY)
    with django_assert_num_queries(1):
        bare = applicable_policies(regions, scenarios, on=DAY, at=TODAY, bare=True)
        states = {place: each.state for place, each in bare.items()}
    assert bare == whole and states == {place: each.state for place, each in whole.items()}


def test_every_scenario_code_of_the_design_is_there() -> None:
    assert models.Scenario.objects.count() == 23


def test_every_division_has_its_lineage_up_to_the_nation() -> None:
    for region in models.Region.objects.select_related("parent__parent__parent"):
        assert region.lineage()[-1].code == models.NATION_CODE, str(region)
