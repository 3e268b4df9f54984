"""The reference pages name what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import find_commands
from django.db.models import TextChoices

from guides.models import FactCheck
from policies.models import Evidence, Policy, Procedure, Question, Scenario, Source
from site_config import pages

ROOT = Path(settings.BASE_DIR)


def reference(name: str) -> str:
    return (ROOT / "docs/reference" / name).read_text(encoding="utf-8")


def variables() -> set[str]:
    """Every variable that the settings read from the environment."""
    files = [ROOT / "site_config/settings.py", ROOT / "site_config/env.py"]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    return set(re.findall(r'\bread\(\s*"\w+",\s*"([A-Z_]+)"', text))


def test_the_settings_page_has_a_row_or_heading_for_every_variable() -> None:
    found = variables()
    assert {"SECRET_KEY", "SITE_URL", "ADMIN_PATH", "DATABASE_URL", "CACHE_URL"} <= found
    page = reference("settings.md")
    lacking = [v for v in found if not re.search(rf"^(?:\||#+) `{v}`", page, re.M)]
    assert lacking == []


def test_the_addresses_page_has_a_row_for_every_page() -> None:
    assert pages.reference() in reference("addresses.md"), "run bin/addresses"


@pytest.mark.parametrize(
    ("choices", "times"),
    [
        (Procedure.Channel, 1), (Evidence, 2), (Policy.Verdict, 1), (Source.Kind, 1),
        (Scenario.Kind, 1), (Question.Changeable, 1), (FactCheck.Verdict, 1),
    ],
    ids=lambda each: getattr(each, "__qualname__", str(each)),
)  # fmt: skip
def test_the_page_of_content_files_lists_every_choice(
    choices: type[TextChoices], times: int
) -> None:
    listed = re.findall(r"# +((?:\w+ \| )+\w+)$", reference("content-format.md"), re.M)
    assert listed.count(" | ".join(choices.values)) == times, listed


def test_the_page_about_evidence_explains_every_level() -> None:
    page = (ROOT / "docs/explanation/evidence.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` (\S+) \| \S.* \|$", page, re.M)
    assert rows == [(level.value, str(level.label)) for level in Evidence]


def test_the_commands_page_has_a_row_for_every_command() -> None:
    found = {
        name
        for app in ("policies", "guides")
        for name in find_commands(str(ROOT / app / "management"))
        if (ROOT / app / "management").is_dir()
    }
    assert "load_content" in found
    page = reference("commands.md")
    assert [name for name in found if not re.search(rf"^\| `{name}\b", page, re.M)] == []
