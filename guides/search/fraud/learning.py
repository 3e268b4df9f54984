"""Learns from the texts in `corpus/` what each feature weighs: logistic regression, step by step.

The same texts give the same weights; `bin/learn_frauds.py` writes them into `weights.csv`.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence

Example = tuple[dict[str, float], bool]  # its features, and whether it is a fraud
ROUNDS, STEP, DRAWN_TO_NOTHING, SEED = 24, 0.3, 0.004, 7
SEEN = 2  # what stands in one text only tells nothing
LEAST = 0.02  # what weighs less is left out
BIAS = ""  # the feature that every text has


def learned(examples: Sequence[Example]) -> dict[str, float]:
    """What each feature weighs."""
    held = Counter(name for found, _is_fraud in examples for name in found)
    rows = [
        ({BIAS: 1.0} | {name: much for name, much in found.items() if held[name] >= SEEN}, is_fraud)
        for found, is_fraud in examples
    ]
    weights: dict[str, float] = {}
    slopes: dict[str, float] = {}
    order = random.Random(SEED)  # noqa: S311
    for _round in range(ROUNDS):
        order.shuffle(rows)
        for found, is_fraud in rows:
            _step(found, is_fraud, weights, slopes)
    return {name: round(much, 2) for name, much in weights.items() if abs(much) >= LEAST}


def _step(
    found: dict[str, float], is_fraud: bool, weights: dict[str, float], slopes: dict[str, float]
) -> None:
    """One text moves the weights of what it has, the less the oftener they were moved."""
    wrong = 1 / (1 + math.exp(-weighed(found, weights))) - is_fraud
    for name, much in found.items():
        slope = wrong * much + (DRAWN_TO_NOTHING * weights.get(name, 0.0) if name else 0.0)
        slopes[name] = slopes.get(name, 1e-6) + slope * slope
        weights[name] = weights.get(name, 0.0) - STEP * slope / math.sqrt(slopes[name])


def weighed(found: dict[str, float], weights: dict[str, float]) -> float:
    """What features weigh together."""
    return sum(weights.get(name, 0.0) * much for name, much in found.items())
