"""Templates that others include say what they take, and are given nothing else."""

from __future__ import annotations

import pytest

from tests.template_parameters import ROOT, documented, includes, names, read

LONGEST_LINE = 150
EVERY = names()
INCLUDED = sorted({each.name for name in EVERY for each in includes(name)})


def test_templates_are_included_by_their_fixed_names() -> None:
    assert set(INCLUDED) <= set(EVERY)


@pytest.mark.parametrize("name", INCLUDED)
def test_what_a_template_documents_is_what_it_reads(name: str) -> None:
    assert documented(name) == read(name)


@pytest.mark.parametrize("name", EVERY)
def test_an_included_template_is_given_only_what_it_documents(name: str) -> None:
    for each in includes(name):
        assert each.is_isolated, f"{each.name} sees the whole page: end the include with `only`"
        assert each.passed <= documented(each.name), each.name


def test_every_component_is_included_somewhere() -> None:
    components = {name for name in EVERY if name.startswith("components/")}
    assert components <= set(INCLUDED)


@pytest.mark.parametrize("name", EVERY)
def test_no_line_of_a_template_is_too_long_to_review(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [n for n, line in enumerate(lines, 1) if len(line) > LONGEST_LINE] == []
