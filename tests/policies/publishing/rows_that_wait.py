"""Rows that wait for their approval."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from policies.models import Option, Question, Region, Scenario
from policies.models.plain import SharedRow
from policies.models.translated import columns, translated_fields
from policies.publishing import proposals
from tests import factories as make

MARK = "ZZWAITS"  # stands in every text and name of a row that waits
# The third option of a question that a rule asks is found to be of use to none.
WHY = "要用：" + "".join(
    f"选项“你退休了吗？{each}”没有一条规则接受：选它的人都是“不可以”。" for each in (MARK, "no")
)


def waiting(model: type[SharedRow], author: User) -> Any:
    """A proposed row of any kind, with the mark in whatever can hold it."""
    row: Any = make.shared(model)
    row.pk, row._state.adding = None, True
    for name, value in {"code": "zzwaits", "slug": "zzwaits", "path": "/zzwaits/"}.items():
        if hasattr(row, name):
            setattr(row, name, value)
    if hasattr(row, "level"):
        row.code = "440987"
    for name in (n for field in translated_fields(model) for n in columns(field)):
        setattr(row, name, MARK)
    for name in ("title", "phone", "pinyin", "aliases"):
        if hasattr(row, name):
            setattr(row, name, MARK)
    yes = [make.question(code).options.get(code="yes") for code in ("ret", "job")]
    named: dict[Any, list[Any]] = {
        Option: yes,
        Region: [make.region()],
        Scenario: [make.scenario()],
    }
    links = {each.name: named[each.related_model] for each in model._meta.many_to_many}
    answers = {"options": [Option(code="zzwaits", text_zh_hans=MARK)]}
    inside: Any = answers if model is Question else {}
    proposals.propose_new(row, by=author, why=WHY, links=links, inside=inside)
    return row
