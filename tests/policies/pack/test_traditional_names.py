"""Names of divisions in Traditional Chinese, where one simplified character stands for several."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest

from policies.models import FormerDivision, Region
from policies.pack.read import default_roots
from policies.pack.yaml_rows import read_yaml
from policies.traditional import to_traditional

# Character → the form that most names have, and the names that have another one, each reviewed.
FORMS = {
    "台": ("臺", {"台州市": "台", "天台县": "台", "台山市": "台"}),
    "里": ("里", {}),
    "云": ("雲", {}),
    "岳": ("岳", {"岱岳区": "嶽", "岳麓区": "嶽", "南岳区": "嶽"}),
    "凌": ("凌", {}),
    "沈": ("瀋", {"沈丘县": "沈"}),
    "谷": ("谷", {"阳谷县": "穀", "谷城县": "穀"}),
    "昆": ("昆", {"昆山市": "崑", "昆玉市": "崑"}),
    "余": ("餘", {"新余市": "余", "大余县": "余"}),
    "游": ("遊", {"龙游县": "游"}),
    "于": ("于", {}),
    "范": ("范", {}),
    "后": ("後", {}),
    "郁": ("鬱", {}),
    "准": ("準", {}),
    "征": ("徵", {}),
    "斗": ("斗", {}),
    "志": ("志", {}),
    "淀": ("淀", {}),
    "布": ("布", {}),
    "丰": ("豐", {}),
    "叶": ("葉", {}),
    "干": ("干", {}),
}
BY_HAND = {
    "岳西县": "岳西縣", "岳塘区": "岳塘區", "岳池县": "岳池縣", "岳普湖县": "岳普湖縣",
    "湖里区": "湖里區", "凌河区": "凌河區", "云城区": "雲城區", "新干县": "新干縣",
    "江干区": "江干區", "湾里区": "灣里區",
}  # fmt: skip


def names() -> Iterator[tuple[str, str]]:
    """The name of every shipped division, of today and of before, and its Traditional form as a
    fresh site shows it."""
    folder = default_roots()["policies"]
    with (folder / "regions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            simplified = row["name_zh_hans"]
            yield simplified, row["name_zh_hant"] or to_traditional(simplified)
    for former in sorted((folder / "former_divisions").glob("*.yaml")):
        read = read_yaml(former, former.name)
        assert isinstance(read, list)
        for row in read:
            simplified = row["name"]["zh-hans"]
            yield simplified, row["name"].get("zh-hant") or to_traditional(simplified)


def test_each_name_has_the_form_that_was_reviewed() -> None:
    wrong = []
    for simplified, traditional in names():
        assert len(simplified) == len(traditional), simplified
        for character, form in zip(simplified, traditional, strict=True):
            if character in FORMS:
                usual, others = FORMS[character]
                if form != others.get(simplified, usual):
                    wrong.append(traditional)
    assert wrong == []


def test_what_conversion_gets_wrong_is_written_by_hand_and_nothing_else_is() -> None:
    differing = {name: said for name, said in names() if said != to_traditional(name)}
    assert differing == BY_HAND


@pytest.mark.django_db
@pytest.mark.usefixtures("content")
def test_a_loaded_site_shows_them() -> None:
    shown = {
        name: traditional
        for model in (Region, FormerDivision)
        for name, traditional in model.objects.filter(name_zh_hans__in=BY_HAND).values_list(
            "name_zh_hans", "name_zh_hant"
        )
    }
    assert shown == BY_HAND
