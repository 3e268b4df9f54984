"""What a run of deliberate faults prints, and when it fails; the faults take an hour."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bin.scripts import script

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
mutations = script("mutations")
RESULTS = """    policies.rules.rows.x_lists__mutmut_1: killed
    policies.rules.rows.x_lists__mutmut_2: survived
"""


@pytest.fixture
def counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """What mutmut will have counted; nothing is run."""
    told = {"killed": 90, "timeout": 6, "total": 100}
    monkeypatch.setattr(mutations, "COPY", tmp_path / "mutants")

    def mutmut(*arguments: str) -> str:
        if arguments[0] == "run":
            assert not (tmp_path / "mutants").exists(), "an older copy is thrown away"
            (tmp_path / "mutants").mkdir()
        if arguments[0] == "export-cicd-stats":
            kept = tmp_path / "mutants" / "mutmut-cicd-stats.json"
            kept.write_text(json.dumps(told), encoding="utf-8")
        return {"results": RESULTS, "show": "- a\n+ b"}.get(arguments[0], "")

    monkeypatch.setattr(mutations, "mutmut", mutmut)
    return told


def test_a_fault_that_hangs_counts_as_noticed(
    counts: dict[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert mutations.main() == 0
    assert "96 of 100 faults noticed, 96.0%; at least 96% must be." in capsys.readouterr().out


def test_one_too_few_fails(counts: dict[str, int]) -> None:
    counts["killed"] -= 1
    assert mutations.main() == 1


def test_what_nobody_noticed_is_shown_with_its_change(
    counts: dict[str, int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "mutants").mkdir()
    mutations.main()
    said = capsys.readouterr().out
    assert "— policies.rules.rows.x_lists__mutmut_2: survived\n- a\n+ b" in said
    assert "mutmut_1" not in said


def test_a_run_that_fails_is_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutations.sys, "executable", "/bin/false")
    with pytest.raises(SystemExit):
        mutations.mutmut("run")
