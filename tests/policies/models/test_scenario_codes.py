"""A situation's code is a part of addresses: one that no address takes is never stored.

Every page of a place links to the answers of all situations, so it would be a page of errors.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from policies.models import Scenario
from policies.pack.files import ContentRefused
from policies.pack.load import load_content
from tests import factories as make
from tests.policies.pack import pack

WRONG = "代码只用小写字母、数字和连字符。"


@pytest.mark.parametrize("code", ["Death", "a_b", "DEATH", "death\n"])
def test_a_code_that_no_address_takes_is_refused(code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Scenario(code=code, kind="use", name_zh_hans="去世", question_zh_hans="问？").clean_fields()
    assert WRONG in refused.value.message_dict["code"]


@pytest.mark.parametrize("code", ["death", "over-2-years", "all", "index", "sheet"])
def test_a_code_that_is_taken_has_its_address(code: str) -> None:
    Scenario(code=code, kind="use", name_zh_hans="去世", question_zh_hans="问？").clean_fields()
    assert reverse("answer", args=["440000", code]).endswith(f"/440000/{code}/")


@pytest.mark.django_db
def test_a_pack_with_such_a_code_is_refused_at_its_line(tmp_path: Path) -> None:
    changes = pack.replace("policies/scenarios.yaml", "code: death", "code: a_b")
    with pytest.raises(ContentRefused) as refused:
        load_content(pack.write(tmp_path, **changes), now=make.NOON)
    assert f"scenarios.yaml:7:code: {WRONG}" in map(str, refused.value.findings)
