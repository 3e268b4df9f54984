"""The documents name what there is: files, headings, settings, commands, choices, records."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import find_commands, get_commands
from django.db.models import TextChoices

from guides.models import FactCheck
from policies.models import Evidence, Policy, Procedure, Question, Scenario, Source
from site_config import pages
from tests.site_config.documents import (
    FILES,
    ROOT,
    TOPS,
    code_in,
    every_document,
    reference,
)


def anchors(document: Path) -> set[str]:
    """The headings of a document, as links name them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def leads_somewhere(document: Path, link: str) -> bool:
    """Whether a relative link of a document names a file that is there, and a heading of it."""
    name, _, anchor = link.partition("#")
    target = document.parent / name if name else document
    return target.exists() and (not anchor or anchor in anchors(target))


@every_document
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))
    inner = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in inner if not leads_somewhere(document, link)] == []


# What begins like a folder of the project, `<name>` being any name; and the name of a file alone.
PATH = re.compile(rf"(?<![\w/<>.-])(?:{'|'.join(TOPS)})/[\w./<>*-]*")
NAME = re.compile(r"[\w-]+\.(?:py|html|css|js|toml|conf|service|po)")
NAMED_AS_MISSING = {"utils.py"}


def is_there(path: str) -> bool:
    """Whether the project has such a file or folder."""
    pattern = re.sub(r"<\w+>", "*", path.rstrip("."))
    return any(ROOT.glob(pattern.rstrip("/")))


@every_document
def test_every_path_named_is_there(document: Path) -> None:
    code = code_in(document)
    paths = {path for each in code for path in PATH.findall(each)}
    assert {path for path in paths if not is_there(path)} == set()
    names = {each for each in code if NAME.fullmatch(each)} - NAMED_AS_MISSING
    known = {path.name for path in (*FILES, *ROOT.iterdir())}
    assert names - known == set()


@every_document
def test_every_command_named_is_there(document: Path) -> None:
    called = r"(?:bin/manage|manage\.py) (\w+)"
    named = {name for each in code_in(document) for name in re.findall(called, each)}
    assert {name for name in named if name.islower()} <= set(get_commands())


WAYS_TO_READ = (
    r'\bread\(\s*"\w+",\s*"([A-Z_]+)"',  # the settings
    r'\benviron(?:\.get\(|\.setdefault\(|\[)"([A-Z_]+)"',
    r"\$\{([A-Z_]+):-",  # scripts
)


def variables_of(source: str) -> set[str]:
    """Every variable that a module or script reads from its environment."""
    constants = dict(re.findall(r'^([A-Z_]+) = "([A-Z_]+)"$', source, re.M))
    by_constant = {constants[name] for name in re.findall(r"environ\.get\(([A-Z_]+)\)", source)}
    return by_constant | {name for way in WAYS_TO_READ for name in re.findall(way, source)}


def variables() -> set[str]:
    """Every variable that the project reads, but those of every process."""
    scripts = [path for path in FILES if path.suffix in (".py", ".sh") or path.parent.name == "bin"]
    texts = (path.read_text(encoding="utf-8") for path in scripts)
    return set().union(*map(variables_of, texts)) - {"PATH"}


def documented_variables() -> set[str]:
    """The first cells of the tables of variables."""
    return set(re.findall(r"^\| `([A-Z_]+)` \|", reference("settings.md"), re.M))


def test_the_settings_page_has_a_row_for_every_variable_and_no_other() -> None:
    assert variables() == documented_variables()


def test_the_list_of_records_has_every_record_by_its_title() -> None:
    folder = ROOT / "docs/adr"
    text = re.sub(r"\n  +", " ", (folder / "README.md").read_text(encoding="utf-8"))
    listed = re.findall(r"^- \[(\d{4})\]\((\S+)\) (.+)$", text, re.M)
    there = sorted(folder.glob("0*.md"))
    titles = [path.read_text(encoding="utf-8").splitlines()[0] for path in there]
    assert [name for _, name, _ in listed] == [path.name for path in there]
    assert [f"# {number} {title}" for number, _, title in listed] == titles


@pytest.mark.parametrize("record", sorted((ROOT / "docs/adr").glob("0*.md")), ids=lambda p: p.stem)
def test_a_record_says_its_state_and_day_and_is_short(record: Path) -> None:
    lines = record.read_text(encoding="utf-8").splitlines()
    assert re.match(r"Status: \w+ · Date: \d{4}-\d\d-\d\d", lines[2])
    headings = [line for line in lines if line.startswith("## ")]
    assert headings[:3] == [
        "## Context", "## Decision", "## Consequences"
    ]  # fmt: skip
    assert 20 <= len(lines) <= 60


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
        for app in (
            "policies",
            "guides",
            "site_config/accounts",
            "site_config/export",
            "site_config/bench",
        )
        for name in find_commands(str(ROOT / app / "management"))
        if (ROOT / app / "management").is_dir()
    }
    assert "load_content" in found
    page = reference("commands.md")
    assert [name for name in found if not re.search(rf"^\| `{name}\b", page, re.M)] == []


def test_the_commands_page_has_a_row_for_every_script() -> None:
    scripts = {path.name for path in (ROOT / "bin").iterdir() if path.is_file() and not path.suffix}
    assert "run" in scripts
    page = reference("commands.md")
    assert [each for each in scripts if not re.search(rf"^\| `bin/{each}\b", page, re.M)] == []
