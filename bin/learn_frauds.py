"""Writes guides/search/fraud/weights.csv from the texts in corpus/; with --try says instead what is
noticed of texts that were left out, five times over.

    .venv/bin/python bin/learn_frauds.py [--try]
"""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from guides.search.fraud.features import features  # noqa: E402
from guides.search.fraud.learning import BIAS, Example, learned, weighed  # noqa: E402
from guides.search.fraud.telling import told  # noqa: E402

ROOM = ROOT / "guides" / "search" / "fraud"
FOLDS, SEED = 5, 1


def examples() -> list[Example]:
    """Every text of the corpus by its features."""
    return [
        (features(told(text)), name == "frauds")
        for name in ("frauds", "harmless")
        for text in (ROOM / "corpus" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    ]


def write() -> None:
    """The weights, the heaviest first."""
    weights = sorted(learned(examples()).items(), key=lambda each: (-each[1], each[0]))
    with (ROOM / "weights.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([("feature", "weight"), *weights])


def tell_of_what_was_left_out() -> None:
    """What is noticed of frauds and of harmless texts, by what is enough."""
    rows = examples()
    random.Random(SEED).shuffle(rows)  # noqa: S311
    scores = []
    for fold in range(FOLDS):
        weights = learned([row for at, row in enumerate(rows) if at % FOLDS != fold])
        scores += [
            (weighed(found | {BIAS: 1.0}, weights), is_fraud)
            for found, is_fraud in rows[fold::FOLDS]
        ]
    frauds = [score for score, is_fraud in scores if is_fraud]
    harmless = [score for score, is_fraud in scores if not is_fraud]
    for enough in (0.0, 0.4, 0.8, 1.0, 1.2, 1.4, 1.6, 2.0):
        noticed = sum(score >= enough for score in frauds)
        alarms = sum(score >= enough for score in harmless)
        print(f"{enough}: {noticed} of {len(frauds)} frauds, {alarms} of {len(harmless)} harmless")


if __name__ == "__main__":
    tell_of_what_was_left_out() if "--try" in sys.argv else write()
