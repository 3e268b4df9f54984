"""Templates that others include say what they take, and are given nothing else."""

from __future__ import annotations

import pytest

from tests.template_parameters import documented, includes, names, read, rendered_by_tags

EVERY = names()
INCLUDED = sorted({each.name for name in EVERY for each in includes(name)} | rendered_by_tags())


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
