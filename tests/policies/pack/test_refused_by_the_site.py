"""What only the database can refuse is a finding with file and line, and nothing is stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from policies import models
from policies.pack.files import ContentRefused
from policies.pack.load import load_content
from tests import factories as make
from tests.policies.pack import pack

pytestmark = pytest.mark.django_db
PLACE, GUIDE = "policies/regions/440000.yaml", "guides/guides/moving-abroad.yaml"


def refused(folder: Path, **changes: str) -> list[str]:
    """What the site says to a pack of the next day; it may not have stored any of it."""
    events = models.PublicationEvent.objects.count()
    with pytest.raises(ContentRefused) as found:
        load_content(pack.write(folder, **changes), now=make.NOON + make.DAY)
    assert models.PublicationEvent.objects.count() == events
    return [str(finding) for finding in found.value.findings]


def test_a_code_that_moves_to_another_situation_is_refused(tmp_path: Path) -> None:
    load_content(pack.write(tmp_path), now=make.NOON)
    moved = pack.replace(PLACE, "scenario: settle-abroad", "scenario: death")
    answers = "  answers:\n    job: '-'\n    ret: 'no'\n"
    moved |= pack.replace("policies/expected_cases/440000.yaml", answers, "")
    (finding,) = refused(tmp_path, **moved)
    assert finding.startswith("regions/440000.yaml:3:-: 同一个代码的各版要在同一个地区和情形")
    assert models.Policy.objects.get(code="K7M2P").version == 1


def test_an_address_that_belongs_to_an_editors_guide_is_refused(tmp_path: Path) -> None:
    make.guide(slug="moving-abroad", live=True)
    (finding,) = refused(tmp_path)
    assert finding.startswith("guides/moving-abroad.yaml:1:-: 地址“moving-abroad”已经属于")
    assert not models.Source.objects.filter(code="gd-2024-1").exists()


def test_an_address_that_was_given_away_is_refused(tmp_path: Path) -> None:
    make.old_address(path="/guides/moving-abroad/", became="/guides/")
    (finding,) = refused(tmp_path)
    assert finding.startswith(
        "guides/moving-abroad.yaml:1:-: 地址 /guides/moving-abroad/ 以前公布过"
    )


def test_successors_that_lead_in_a_circle_with_an_editors_are_refused(tmp_path: Path) -> None:
    load_content(pack.write(tmp_path), now=make.NOON)
    shenzhen = models.Region.objects.get(code="440300")
    make.change(models.Region.objects.get(code="440000"), successor=shenzhen)
    follows = pack.replace("policies/regions.csv", "Shenzhen,,", "Shenzhen,,440000")
    found = refused(tmp_path, **follows)
    assert (
        "regions.csv:4:successor: 绕成了圈，读者永远走不到头：440300 → 440000 → 440300。" in found
    )
