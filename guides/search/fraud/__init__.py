"""Whether a message that somebody was sent is a fraud, and by which signs.

What a fraud has to do is written down as signs; what they weigh was learned from texts that were
written for it. A message is judged whole, a long one by its parts, and once more without the
sentences that warn, so that a fraud gains nothing by copying a warning.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from guides.search.fraud.features import SIGN, features
from guides.search.fraud.learning import BIAS, weighed
from guides.search.fraud.signs import signs, signs_of
from guides.search.fraud.telling import STOP, told

WEIGHTS = Path(__file__).resolve().parent / "weights.csv"
INSURANCE = re.compile(
    "医保|社保|参保|医疗保险|医疗保障|个人账户|个账|余额|共济|亲情账户|统筹|药[店房]"
    "|死亡证明|定点(?:诊所|医院|机构|医疗)|门[特慢]|慢特?病|特药|合作医疗|新农合|公费医疗|学平险"
    "|medicalinsurance|healthinsurance|personalaccount|balance|socialsecurity|medicare"
    "|medicalaccount|healthaccount|yibao|shebaoka|insurancecard|medicalcard|gerenzhanghu"
)
# Frauds are of more: of medicines, of stays in hospital, of a card whose name is disguised.
NEAR_IT = re.compile(
    "医|骗保|药|住院|病历|诊断|诊所|健康|报销|生育|津贴|农合|个人帐户|保卡|卡里|卡余|余鹅|12333|12393|手术"
    "|y保|[衣依伊壹姨易]宝|卡.{0,4}密码|insur|medic|hospital|sheb|kalide"
)
ENOUGH = 1.2  # bin/learn_frauds.py --try says what it costs
OF_ANYTHING = 1.5  # how much more where nothing is said of insurance, medicines or hospitals
# What somebody has to want, for a rest without its warnings to be a fraud.
WANTS = {
    "give",
    "pay",
    "control",
    "link",
    "contact",
    "cash",
    "trade",
    "share",
    "bait",
    "false",
    "kin",
}
CERTAIN, WARNS, ASKS = "certain", "report", "asks"
LONG, PART = 220, 120  # a longer text is read in parts of about this length


def is_fraud(message: str) -> bool:
    """Whether a message is like the frauds that are known, in what it wants and how it says it."""
    text = told(message)
    if is_certain(text):
        return True
    is_near = INSURANCE.search(text) or NEAR_IT.search(text)
    enough = ENOUGH if is_near else ENOUGH + OF_ANYTHING
    if any(weight_of(part) >= enough for part in _parts(text)):
        return True
    rest = _without_warnings(text)
    return rest != text and not WANTS.isdisjoint(signs_of(rest)) and weight_of(rest) >= enough


def is_certain(text: str) -> bool:
    """Whether a told text says what only a fraud does, and neither asks about it nor reports it."""
    shown = set(signs_of(text))
    return CERTAIN in shown and ASKS not in shown and not signs()[WARNS].search(text)


def signs_shown(message: str) -> list[str]:
    """The signs of a fraud that a message shows, the heaviest first."""
    shown = [name for name in signs_of(told(message)) if _weights().get(SIGN + name, 0.0) > 0]
    return sorted(shown, key=lambda name: (name not in WANTS, -_weights()[SIGN + name]))


def offers_cash(message: str) -> bool:
    """Whether a fraud offers money or goods for the account."""
    return not {"cash", "trade"}.isdisjoint(signs_of(told(message))) and is_fraud(message)


def is_about_insurance(message: str) -> bool:
    """Whether a message is about medical insurance or the money in it at all."""
    return INSURANCE.search(told(message)) is not None


def weight_of(text: str) -> float:
    """What everything that a told text has weighs together."""
    return weighed(features(text), _weights()) + _weights()[BIAS]


@functools.cache
def _weights() -> dict[str, float]:
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}


def _parts(text: str) -> Iterator[str]:
    """A text whole; a long one by its sentences, some together."""
    if len(text) <= LONG:
        yield text
        return
    part = ""
    for sentence in STOP.split(text):
        for piece in (sentence[at : at + LONG] for at in range(0, len(sentence), LONG)):
            part = f"{part}{piece}。"
            if len(part) >= PART:
                yield part
                part = f"{piece}。" if len(piece) < PART else ""
    if part:
        yield part


def _without_warnings(text: str) -> str:
    """A text without the sentences that report on frauds or warn of them, and want nothing."""
    kept = [
        each
        for each in STOP.split(text)
        if each and not (signs()[WARNS].search(each) and WANTS.isdisjoint(signs_of(each)))
    ]
    return "。".join(kept)
