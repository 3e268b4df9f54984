"""Whom a rule says it covers, against the place in which it is recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policies.rules.rulecheck.findings import Fault, Kind
from policies.rules.rulecheck.recorded import Recorded

LEVELS = ("nation", "province", "prefecture", "county")
# A place below that is named next narrows what was said, and so does what belongs to a level.
HERE = "※"  # stands for the place itself, where it is named
NARROWED = rf"(?!.{{0,6}}[市州盟县区旗{HERE}]|直属|所属|属|驻)"
INSURED = r"(?=.{0,6}(?:统筹|参保|参加|医保|职工))"
# Everybody of a level, in words that only its own rule may use.
EVERYBODY = {
    "nation": re.compile(r"全国(?!统一|各地|范围|联网|通用|其他|性)"),
    "province": re.compile(
        rf"全省|(?:省|自治区)(?:本级|级|直(?!属))|(?:本省|全自治区){INSURED}"
        rf"|(?:内蒙古|黑龙江|[\u4e00-\u9fff]{{2}}(?<![跨外别各出他本]))省{NARROWED}"
        rf"|(?:内蒙古|广西|西藏|宁夏|新疆)(?:\w{{1,3}}族)?自治区{NARROWED}"
    ),
    "prefecture": re.compile(
        rf"全[市州盟]|(?<![县区])[市州盟](?:本级|级|直(?!属))|(?:本|我)[市州盟]{INSURED}"
        rf"|[\u4e00-\u9fff]{{2}}(?<![跨外别各出他本我辖城全])[市州盟]{NARROWED}"
    ),
}
OF_A_CITY = re.compile(r"[全本我]市|市(?:本级|级|直(?!属))")  # of whichever it stands in
OWN_POOL = re.compile(r"[省市区州](?:级|本级|直(?!属))(?![市县])")


def in_scope(recorded: Recorded) -> Iterator[Fault]:
    """A scope that is wider than the place of the rule, and one of a pool that the places below,
    which inherit the rule, do not belong to."""
    if said := _wider(recorded):
        message = f"“管到谁”写“{said}”，比规则所在的地区大：规则要建在那一级，或者改范围。"
        yield Kind.SCOPE, message, {}
    elif recorded.passes_down and (pool := OWN_POOL.search(recorded.prose.covers)):
        message = f"“管到谁”写“{pool.group()}”，下级地区却也适用：不要勾选，或者改范围。"
        yield Kind.SCOPE, message, {}


def _wider(recorded: Recorded) -> str:
    """Words for everybody of a level above that of the rule; empty if there are none."""
    above = LEVELS[: LEVELS.index(recorded.level)] if recorded.level in LEVELS else ()
    said = recorded.prose.covers
    if recorded.called:
        said = said.replace(recorded.called, HERE)
    if recorded.called.endswith("市"):
        said = OF_A_CITY.sub(HERE, said)
    found = (EVERYBODY[level].search(said) for level in above)
    return next((each.group() for each in found if each), "")
