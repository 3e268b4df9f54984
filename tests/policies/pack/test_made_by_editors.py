"""What editors made or took away stays so, by whatever way: a pack brings nothing over it."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Model

from guides.models import Term
from policies import models
from policies.publishing import proposals
from tests import factories as make
from tests.policies.pack import pack
from tests.policies.pack.test_editors_rows import OTHER_ANSWER, TERMS, load

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _loaded(rows_of_module: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The pack as it is, before whatever a test does: each begins a day later."""
    load(tmp_path_factory.mktemp("pack"))


MADE: dict[str, tuple[Model, dict[str, str]]] = {
    "material": (
        models.Material(code="passport", name_zh_hans="编辑的"),
        pack.replace(
            "policies/materials.yaml",
            "- code: identity-card",
            "- code: passport\n  name:\n    zh-hans: 护照\n- code: identity-card",
        ),
    ),
    "term": (
        Term(slug="pooled-fund", name_zh_hans="编辑的", definition_zh_hans="编辑的定义。"),
        pack.replace(
            TERMS,
            "- slug:",
            "- slug: pooled-fund\n  name:\n    zh-hans: 统筹\n"
            "  definition:\n    zh-hans: 大家的。\n- slug:",
        ),
    ),
}


@pytest.mark.parametrize("in_bulk", [False, True])
@pytest.mark.parametrize("kind", MADE)
def test_a_row_that_an_editor_made_by_whatever_way_stays(
    kind: str, in_bulk: bool, tmp_path: Path
) -> None:
    made, brought = MADE[kind]
    row: Any = copy.deepcopy(made)
    with make.permitted("a script"):
        type(row).objects.bulk_create([row]) if in_bulk else row.save()
    assert load(tmp_path, days=1, **brought).kept == [str(row)]
    assert type(row)._base_manager.get(pk=row.pk).name_zh_hans == "编辑的"


def test_what_an_editor_made_another_combination_or_case_does_not_come_back(
    tmp_path: Path,
) -> None:
    combination = models.ImpossibleCombination.objects.get()
    with make.permitted("a script"):
        combination.options.set(models.Option.objects.filter(code__in=["stopped", "yes"]))
        models.ExpectedCase.objects.update(answers={"job": "stopped", "ret": "no"})
    case = models.ExpectedCase.objects.get()
    kept = {str(models.ImpossibleCombination.objects.get()), str(case)}
    assert set(load(tmp_path, days=1, **OTHER_ANSWER).kept) == kept
    assert models.ImpossibleCombination.objects.get() == combination
    assert models.ExpectedCase.objects.get().answers == {"job": "stopped", "ret": "no"}


def test_a_combination_that_two_persons_deleted_stays_away(
    tmp_path: Path, author: User, approver: User
) -> None:
    row = models.ImpossibleCombination.objects.get()
    proposal = proposals.propose_deletion(row, by=author, why="有人退休了还由单位缴。")
    proposals.approve(proposal, by=approver)
    assert load(tmp_path, days=1, **OTHER_ANSWER).created == 0
    assert not models.ImpossibleCombination.objects.exists()
