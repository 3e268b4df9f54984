"""A question's code is a parameter of addresses, so no question is named as another parameter."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from policies.models import Question
from policies.models.question import RESERVED_PARAMETERS, WIZARD_PARAMETERS

READERS = {"day", "region_codes", "region_code", "kind", "listed", "text", "get", "getlist"}


@pytest.mark.parametrize("name", sorted(RESERVED_PARAMETERS))
def test_a_question_with_a_reserved_name_is_refused(name: str) -> None:
    question = Question(code=name, text_zh_hans="问？", changeable="no")
    with pytest.raises(ValidationError) as refused:
        question.clean_fields()
    assert any("另有用处" in message for message in refused.value.message_dict["code"])


def test_a_question_with_a_name_of_its_own_is_taken() -> None:
    Question(code="ret", text_zh_hans="问？", changeable="no").clean_fields()


def test_the_wizards_parameters_are_reserved() -> None:
    assert RESERVED_PARAMETERS.issuperset(WIZARD_PARAMETERS)


def parameters_read(folder: Path) -> Iterator[str]:
    """The names of the parameters that views of an app read from addresses."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            said, reader = ast.unparse(node), ast.unparse(node.func).rpartition(".")[2]
            if reader in READERS and (".GET" in said or "query" in said):
                yield from (
                    each.value
                    for each in node.args
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                )


def test_what_public_pages_read_is_reserved() -> None:
    read = {
        name
        for app in ("policies", "guides")
        for part in ("views", "data")
        for name in parameters_read(settings.BASE_DIR / app / part)
    }
    assert {"on", "known_on", "q", "region", "page"} <= read <= RESERVED_PARAMETERS
