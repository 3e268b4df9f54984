"""Whether a message that somebody was sent is a fraud, and by which signs.

What a fraud has to do is written down as signs; what they weigh was learned from texts. A message
is judged whole, a long one by its parts, and once more without the sentences that warn, so that a
fraud gains nothing by copying a warning.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from guides.search.fraud.features import features, of_sign
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
JUDGMENT = re.compile("判决书|裁定书|被告|审理查明|本院认为|公诉机关")
SPOKEN_TO = re.compile("[您你]")  # a judgment speaks to nobody
ENOUGH = 0.8  # bin/learn_frauds.py --try says what it costs
ENOUGH_OF_CERTAIN = -0.5  # where it says what only frauds say, asks nothing and warns of nothing
OF_JUDGMENTS = 3.0  # how much more of a judgment, which tells what frauds said and wanted
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
    "discount",
    "bait",
    "false",
    "kin",
}
CERTAIN, WARNS, ASKS = "certain", "report", "asks"
DENIES = re.compile("不(?:用?转账|收费|收钱|给|外传)")  # what frauds say they do not want
COMMA = re.compile("[，,、]")
LONG, PART = 220, 120  # a longer text is read in parts of about this length
Weights = dict[str, float]


def is_fraud(message: str, weights: Weights | None = None) -> bool:
    """Whether a message is like the frauds that are known, in what it wants and how it says it."""
    return bool(_deciding(told(message), weights or _weights()))


def signs_shown(message: str) -> list[str]:
    """The signs in the part of a message that decided, what weighs most first; of no fraud none."""
    weights = _weights()
    shown = signs_of(_deciding(told(message), weights))
    weigh = {name: of_sign(name, shown, weights) for name in shown}
    return sorted((name for name in weigh if weigh[name] > 0), key=lambda name: -weigh[name])


def _deciding(text: str, weights: Weights) -> str:
    """The part of a told text, or what is left without warnings, that is a fraud; else nothing."""
    enough = _enough(text)
    heaviest = max(_parts(text), key=lambda part: whole_weight(part, weights), default="")
    if heaviest and whole_weight(heaviest, weights) >= enough:
        return heaviest
    rest = _without_warnings(text)
    wants = rest != text and not _wants_nothing(rest)
    return rest if wants and whole_weight(rest, weights) >= enough else ""


def _enough(text: str) -> float:
    """What has to weigh together for a told text to be a fraud."""
    if JUDGMENT.search(text) and not SPOKEN_TO.search(text):
        return ENOUGH + OF_JUDGMENTS
    shown = set(signs_of(text))
    if CERTAIN in shown and ASKS not in shown and not signs()[WARNS].search(text):
        return ENOUGH_OF_CERTAIN
    is_near = INSURANCE.search(text) or NEAR_IT.search(text)
    return ENOUGH if is_near else ENOUGH + OF_ANYTHING


def offers_cash(message: str) -> bool:
    """Whether a fraud offers money or goods for the account."""
    return not {"cash", "trade"}.isdisjoint(signs_of(told(message))) and is_fraud(message)


def is_about_insurance(message: str) -> bool:
    """Whether a message is about medical insurance or the money in it at all."""
    return INSURANCE.search(told(message)) is not None


def whole_weight(text: str, weights: dict[str, float]) -> float:
    """What everything that a told text has weighs together."""
    return weighed(features(text) | {BIAS: 1.0}, weights)


@functools.cache
def _weights() -> Weights:
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
    """A text without the sentences that report on frauds or warn of them, and without the parts of
    sentences that say what is not asked for, where these want nothing."""
    kept = []
    for sentence in filter(None, STOP.split(text)):
        if not (signs()[WARNS].search(sentence) and _wants_nothing(sentence)):
            parts = [each for each in COMMA.split(sentence) if not _only_denies(each)]
            kept.append("，".join(parts))
    return "。".join(kept)


def _only_denies(part: str) -> bool:
    return DENIES.search(part) is not None and _wants_nothing(part)


def _wants_nothing(text: str) -> bool:
    return WANTS.isdisjoint(signs_of(text))
