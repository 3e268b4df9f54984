"""Writes guides/search/fraud/weights.csv from the texts in corpus/; with --try says instead what is
noticed of texts whose weights were learned without them, five times over.

    .venv/bin/python bin/learn_frauds.py [--try]
"""

from __future__ import annotations

import csv
import io
import random
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from guides.search.fraud import is_fraud  # noqa: E402
from guides.search.fraud.features import features  # noqa: E402
from guides.search.fraud.learning import Example, learned  # noqa: E402
from guides.search.fraud.telling import told  # noqa: E402

ROOM = ROOT / "guides" / "search" / "fraud"
FOLDS, SEED = 5, 1


def texts() -> list[tuple[str, bool]]:
    """Every text of the corpus, and whether it is a fraud."""
    return [
        (text, name == "frauds")
        for name in ("frauds", "harmless")
        for text in (ROOM / "corpus" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    ]


def examples(rows: Sequence[tuple[str, bool]]) -> list[Example]:
    """Texts by their features."""
    return [(features(told(text)), is_one) for text, is_one in rows]


def written() -> str:
    """The file of the weights, the heaviest first."""
    weights = sorted(learned(examples(texts())).items(), key=lambda each: (-each[1], each[0]))
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([("feature", "weight"), *weights])
    return file.getvalue()


def tell_of_what_was_left_out() -> None:
    """What `is_fraud` says of a fifth with the weights of the rest. The signs saw all of it."""
    rows = texts()
    random.Random(SEED).shuffle(rows)  # noqa: S311
    told_frauds, alarms = 0, []
    for fold in range(FOLDS):
        weights = learned(examples([row for at, row in enumerate(rows) if at % FOLDS != fold]))
        called = [row for row in rows[fold::FOLDS] if is_fraud(row[0], weights)]
        told_frauds += sum(is_one for _text, is_one in called)
        alarms += [text for text, is_one in called if not is_one]
    frauds = sum(is_one for _text, is_one in rows)
    print(f"{told_frauds} of {frauds} frauds, {len(alarms)} of {len(rows) - frauds} harmless:")
    print("\n".join(alarms))


if __name__ == "__main__":
    if "--try" in sys.argv:
        tell_of_what_was_left_out()
    else:
        (ROOM / "weights.csv").write_text(written(), encoding="utf-8")
