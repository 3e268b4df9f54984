"""What the documents say is so: options, names of code, words on the pages, columns, kinds."""

from __future__ import annotations

import re
from pathlib import Path

import django.conf
import pytest
from django.core.management import BaseCommand, get_commands, load_command_class

from guides.data import cells, records
from policies.models import Evidence
from policies.rules.rulecheck.findings import BLOCKING, Kind
from policies.rules.state import Outcome, State
from policies.views import compare_records
from tests.site_config.documents import DOCUMENTS, FILES, ROOT, code_in, every_document, reference

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
OURS = [
    name
    for name, app in get_commands().items()
    if isinstance(app, str) and app.split(".")[0] in ("policies", "guides", "site_config")
]


def options_of(command: str) -> set[str]:
    """What may be written behind a command, but what every command takes."""
    app = get_commands()[command]
    parser = load_command_class(str(app), command).create_parser("manage.py", command)
    found = {option for action in parser._actions for option in action.option_strings}
    every = BaseCommand().create_parser("manage.py", "x")
    return found - {option for action in every._actions for option in action.option_strings}


def options_in(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z][\w-]*", text))


@every_document
def test_every_option_of_a_command_is_there(document: Path) -> None:
    lines = [re.match(r".*(?:bin/manage|manage\.py) (\w+)(.*)", each) for each in code_in(document)]
    named = [(found[1], options_in(found[2])) for found in lines if found and found[1].islower()]
    assert [(name, wrong) for name, found in named if (wrong := found - options_of(name))] == []


@pytest.mark.parametrize("command", OURS)
def test_the_commands_page_has_every_option_and_no_other(command: str) -> None:
    page = reference("commands.md")
    rows = re.findall(rf"^\| `{command}\b.*$", page, re.M)
    section = re.search(rf"^### `{command}`\n(.*?)(?=^##|\Z)", page, re.M | re.S)
    assert options_in("\n".join([*rows, section[1] if section else ""])) == options_of(command)


# Names that stand nowhere: of nginx, of PostgreSQL, of a language that is not there yet, and of
# metrics, each made of a check and what it says.
OF_OTHERS = {"set_real_ip_from", "real_ip_header", "listen_addresses", "pg_hba", "name_vi"}
COMPOSED = {"site_pending_count", "site_backup_age_seconds"}
# What they say was so when it was written.
RECORDS = [document for document in DOCUMENTS if document.parent.name == "adr"]
RECORDS.append(ROOT / "CHANGELOG.md")
of_today = pytest.mark.parametrize(
    "document",
    [document for document in DOCUMENTS if document not in RECORDS],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
SOURCES = [path for path in FILES if path.relative_to(ROOT).parts[0] != "docs"]
LETTERS = (".py", ".html", ".js", ".css", ".conf", ".sh", ".service", ".timer", ".csv", ".yaml", "")


@pytest.fixture(scope="module")
def names() -> set[str]:
    """Every name in the code."""
    texts = [path.read_text(encoding="utf-8") for path in SOURCES if path.suffix in LETTERS]
    stems = {path.stem for path in FILES}
    return stems.union(*(re.findall(r"\w+", text) for text in texts))


@of_today
def test_every_name_of_code_is_there(document: Path, names: set[str]) -> None:
    named = {
        name
        for code in code_in(document)
        for name in re.findall(r"(?<![\w-])[A-Za-z]\w*_\w*[a-zA-Z](?![\w-])", code)
    }
    assert named - names - OF_OTHERS - COMPOSED == set()


HAN = r"[\u3400-\u9fff]"
# What is told as an example and stands in no row, and a unit that the code puts together.
EXAMPLES = {
    "你不是继承人",
    "或者还没有申请",
    "余额能转到新的参保地",
    "可以申請把餘額劃到本人",
    "深圳參保人出境定居的",
    "銀行賬戶",
    "亿元",
    "等部分地方",
    "翻一番",
}


@pytest.fixture(scope="module")
def wording() -> str:
    """All that the site can say, without blanks: its own texts, its content, Django's."""
    shown = [path for path in SOURCES if path.relative_to(ROOT).parts[0] != "tests"]
    django_own = Path(django.conf.__file__).parents[1].rglob("zh_Hans/LC_MESSAGES/django.po")
    files = [path for path in shown if path.suffix not in (".woff2", ".png", ".pyc", ".ico")]
    texts = [path.read_text(encoding="utf-8") for path in (*files, *django_own)]
    return re.sub(r"\s+", "", "".join(texts))


def words_in(document: Path) -> set[str]:
    """The Chinese words of a document, but of blocks of code."""
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.S)
    words = set(re.findall(rf"{HAN}+", text)) - EXAMPLES
    return {word.removesuffix("并立即上线").removeprefix("添加另一个") for word in words}


@of_today
def test_every_word_of_the_site_is_there(document: Path, wording: str) -> None:
    assert [word for word in words_in(document) if word not in wording] == []


def test_the_page_about_evidence_has_each_word_that_is_shown() -> None:
    page = (ROOT / "docs/explanation/evidence.md").read_text(encoding="utf-8")
    table = page[page.index("| shown |") : page.index("Beside the verdict")]
    shown = set(re.findall(rf"({HAN}[^ ·|]*) ([a-z-]+)(?= \||\xa0| ·| \()", table))
    assert shown == {(str(each.label), each.value) for each in (*State, *Outcome)}


def test_the_page_about_rulecheck_has_each_kind_and_says_which_block() -> None:
    page = (ROOT / "docs/explanation/rulecheck.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]*`) \|.*\| (yes|) ?\|$", page, re.M)
    kinds = {name: bool(yes) for names, yes in rows for name in re.findall(r"`([\w-]+)`", names)}
    assert kinds == {kind.value: kind in BLOCKING for kind in Kind}


@pytest.mark.parametrize(
    ("heading", "columns"),
    [("## policies", records.POLICY_COLUMNS), ("## cells", cells.COLUMNS)],
    ids=["policies", "cells"],
)
def test_the_page_of_open_data_has_each_column(heading: str, columns: tuple[str, ...]) -> None:
    section = re.split(r"^## ", reference("data-files.md").partition(heading)[2], flags=re.M)[0]
    cells_of_names = re.findall(r"^\| (`[^|]*`) \|", section, re.M)
    named = [name for each in cells_of_names for name in re.findall(r"`(\w+)`", each)]
    assert sorted(named) == sorted(columns)


def test_the_page_of_open_data_has_each_column_of_the_comparison() -> None:
    section = reference("data-files.md").partition("## The comparison as data")[2]
    assert [each for each in compare_records.COLUMNS if f"`{each}`" not in section] == []


def test_levels_of_evidence_are_listed_where_the_how_to_says_so_and_nowhere_else() -> None:
    listing = {
        document.name
        for document in DOCUMENTS
        if document not in RECORDS
        and any(
            {each.value for each in Evidence} <= set(re.findall(r"\w+", line))
            for line in document.read_text(encoding="utf-8").splitlines()
        )
    }
    assert listing == {"content-format.md"}
