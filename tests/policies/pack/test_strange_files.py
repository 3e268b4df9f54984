"""Files that no person writes: refused with file and line like any other, and never for ever."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies import models
from policies.pack import files
from policies.pack.files import ContentRefused, Finding
from policies.pack.load import load_content
from policies.pack.read import default_roots, read_pack
from policies.pack.yaml_rows import read_yaml
from tests import factories as make
from tests.policies.pack import pack

REGIONS, FAQS = "policies/regions.csv", "guides/faqs/death.yaml"
BODY = "guides/guides/moving-abroad.zh-hans.md"
EVERY_FILE = pytest.mark.parametrize("file", [REGIONS, FAQS, BODY])


def refusals(roots: dict[str, Path]) -> list[str]:
    """What loading says; nothing may have been stored."""
    with pytest.raises(ContentRefused) as refused:
        load_content(roots, now=make.NOON)
    assert not models.Region.objects.exists()
    return [str(finding) for finding in refused.value.findings]


def named(file: str) -> str:
    return file.partition("/")[2]


@pytest.mark.django_db
@EVERY_FILE
@pytest.mark.parametrize("put", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_plain_file_is_refused(
    file: str, put: Callable[[Path], None], tmp_path: Path
) -> None:
    roots = pack.write(tmp_path)
    (tmp_path / file).unlink()
    put(tmp_path / file)
    assert refusals(roots) == [f"{named(file)}:1:-: 不是普通文件。"]


@pytest.mark.django_db
def test_a_pipe_where_nobody_reads_is_refused_too(tmp_path: Path) -> None:
    roots = pack.write(tmp_path)
    os.mkfifo(tmp_path / "guides" / "left-over.yaml")
    assert refusals(roots) == ["left-over.yaml:1:-: 不是普通文件。"]


@pytest.mark.django_db
@EVERY_FILE
def test_a_huge_file_is_refused_unread(file: str, tmp_path: Path) -> None:
    roots = pack.write(tmp_path)
    with (tmp_path / file).open("ab") as grown:
        grown.truncate(64 * 1024**3)  # sparse: no disk is used, but reading it would take minutes
    assert refusals(roots) == [f"{named(file)}:1:-: 文件超过 4 MB。"]


@pytest.mark.django_db
def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    roots = pack.write(tmp_path)
    (tmp_path / FAQS).unlink()
    (tmp_path / FAQS).symlink_to(tmp_path / "nowhere")
    assert refusals(roots) == [f"{named(FAQS)}:1:-: 没有这个文件。"]


@pytest.mark.django_db
def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roots = pack.write(tmp_path)
    opened = Path.read_bytes

    def refuse_one(path: Path) -> bytes:  # the tests may run as root, who may read everything
        if path == tmp_path / FAQS:
            raise PermissionError(13, "Permission denied")
        return opened(path)

    monkeypatch.setattr(Path, "read_bytes", refuse_one)
    assert refusals(roots) == [f"{named(FAQS)}:1:-: 打不开：Permission denied。"]


@pytest.mark.django_db
def test_a_file_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    roots = pack.write(tmp_path) | {"guides": tmp_path / FAQS}
    assert refusals(roots) == ["terms.yaml:1:-: 打不开：Not a directory。"]


DEEP = {
    "5,000 lists": "[" * 5000,
    "100,000 lists, closed": "[" * 100_000 + "]" * 100_000,
    "lists in blocks": "- " * 5000 + "x",
    "mappings": "".join(f"{' ' * depth}a:\n" for depth in range(600)),
}


@pytest.mark.django_db
@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
def test_thousands_of_levels_are_refused(text: str, tmp_path: Path) -> None:
    (finding,) = refusals(pack.write(tmp_path, **{FAQS: text}))
    assert finding.startswith(f"{named(FAQS)}:") and "套了超过 20 层" in finding


@pytest.mark.django_db
def test_references_are_refused_before_they_grow(tmp_path: Path) -> None:
    bomb = "- &a0 [x]\n" + "".join(
        f"- &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40)
    )
    assert refusals(pack.write(tmp_path, **{FAQS: bomb})) == [
        "faqs/death.yaml:2:-: 不用 YAML 的引用（& 和 *），请写出来。"
    ]


@pytest.mark.parametrize("value", ["!!bool x", "!!timestamp x", "!!set {a, b}", "!own x"])
def test_a_kind_of_value_that_is_named_is_refused(value: str, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(f"- {value}\n", encoding="utf-8")
    with pytest.raises(ContentRefused, match=r"x\.yaml:1:3: 不用 YAML 的类型"):
        read_yaml(tmp_path / "x.yaml", "x.yaml")


@pytest.mark.django_db
def test_a_refusal_does_not_repeat_a_whole_book(tmp_path: Path) -> None:
    long = pack.replace(FAQS, "evidence: official", f"evidence: {'x' * 100_000}")
    (finding,) = refusals(pack.write(tmp_path, **long))
    assert finding.startswith("faqs/death.yaml:8:evidence: ") and len(finding) < 300


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "said"),
    [("10", "10"), ("1.5", "1.5"), ("2026-11-22", "2026-11-22"), ("true", "True"), ("~", "None")],
)
def test_a_key_that_is_no_word_is_refused_by_what_it_says(
    key: str, said: str, tmp_path: Path
) -> None:
    place = "policies/regions/440000.yaml"
    odd = pack.replace(place, "time_limit_days: 10", f"{key}: 10")
    (finding,) = refusals(pack.write(tmp_path, **odd))
    assert finding.startswith(f"regions/440000.yaml:9:{said}: "), finding


@pytest.mark.django_db
def test_a_key_is_written_twice_however_it_is_written(tmp_path: Path) -> None:
    place = "policies/regions/440000.yaml"
    twice = pack.replace(place, "time_limit_days: 10", "10: 1\n  '10': 2")
    assert refusals(pack.write(tmp_path, **twice)) == [
        "regions/440000.yaml:10:10: 这一项写了两次。"
    ]


# Any value in any place.


def findings(roots: dict[str, Path]) -> list[Finding]:
    """What is wrong with a pack; none if it can be read."""
    try:
        read_pack(roots, {})
    except ContentRefused as refused:
        return refused.findings
    return []


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.text(max_size=30),
    st.sampled_from(["ret", "yes", "440000", "settle-abroad", "-"]),
)
TREES = st.recursive(
    VALUES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["code", "question", "zh-hans", "text", "<<"]), inner)
    ),
    max_leaves=6,
)
YAML_FILES = sorted(name for name in pack.FILES if name.endswith(".yaml"))


def places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a tree of lists and mappings."""
    below = list(tree.items() if isinstance(tree, dict) else enumerate(tree or ()))
    inner = [(*path, key) for key, value in below]
    deeper = [
        place
        for key, value in below
        if isinstance(value, dict | list)
        for place in places(value, (*path, key))
    ]
    return inner + deeper


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data(), file=st.sampled_from(YAML_FILES))
def test_any_value_in_any_place_is_read_or_refused(
    data: st.DataObject, file: str, tmp_path: Path
) -> None:
    tree = yaml.safe_load(pack.FILES[file])
    *above, last = data.draw(st.sampled_from(places(tree)))
    holder = tree
    for key in above:
        holder = holder[key]
    holder[last] = data.draw(TREES)
    text = yaml.dump(tree, Dumper=yaml.SafeDumper, allow_unicode=True)
    assert all(
        finding.file and finding.row for finding in findings(pack.write(tmp_path, **{file: text}))
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data(), file=st.sampled_from(sorted(pack.FILES)))
def test_any_bytes_in_any_place_are_read_or_refused(
    data: st.DataObject, file: str, tmp_path: Path
) -> None:
    raw = pack.FILES[file].encode()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 40)))
    roots = pack.write(tmp_path)
    (tmp_path / file).write_bytes(raw[:start] + data.draw(st.binary(max_size=20)) + raw[end:])
    assert all(finding.file and finding.row for finding in findings(roots))


def test_the_largest_file_of_the_project_is_far_below_the_limit() -> None:
    found = [raw for root in default_roots().values() for _, raw in files.content_files(root)]
    assert found and max(map(len, found)) * 4 < files.LARGEST
