"""Pages that tell in another order, and once, what they told then: nothing of it is lost."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

TOLD_ANEW = re.compile(
    r"/[^/]+/(regions/\d{6}/([^/]+/)?|scenarios/[^/]+/|guides/[^/]+/|questions/|fact-checks/([^/]+/)?|changes/"
    r"|coverage/)"
)
EDITION = re.compile(r"/r/[0-9A-Z]{5}/v\d+")  # its verdict first, and every word and hash as it was
DRAWN = ({"data-kind": "info"}, {"data-kind": "warning"})  # notices: how they look
CHECKSUMS = (  # on the page of an edition, by what they are for
    ("内容指纹（", "防改校验码（"),
    ("(上一版|就是上面)的指纹", r"\1的校验码"),
    ("核对指纹用的原始内容", "核对校验码用的原文"),
)
# Labels that went, and what was said twice.
LEFT_OUT = re.compile(
    r"适用规定：\S+|適用規定：\S+|[内內]容指[纹紋]|[这這][条條][规規]定的有效期|最[迟遲][复複]核|要[带帶]的材料"
    r"|[这這]一[办辦]法的依[据據]|[办辦]理地[点點]|[咨諮][询詢][电電][话話]|\S+的[条條]件"
    r"|[转轉]引自下列文件，以原文[为為]准?準?。|以前的[规規]定"
    r"|本[页頁][内內]容（\d+ [节節]）|On this page \(\d+ sections?\)|12393（\S+）|\(医保服务热线\)"
    r"|Rule from: [^.]*?(?= Based on| Withdrawn| \d)|\([^()]* has no rule of its own\)"
    r"|Rule from:|Content hash|\b[0-9a-f]{64}\b"
    r"|Rule in force|Review due by|What to bring|Sources of this procedure"
    r"|Place|Phone for questions"
    r"|取出[来來]|用起[来來]|[转轉]到[别別][处處]|[规規][则則]是什[么麼]|(Take|Use|Move) it( out)?"
    r"|How it is done:|[问問][医醫]保的事。"  # what a number is for stands beside it no more
    r"|Conditions: [^.]*?|Quoted from the documents below; the originals prevail\.|Earlier rules"
)


def is_told_anew(address: str) -> bool:
    """Whether it is a page of answers, or one with the foot of an edition."""
    return TOLD_ANEW.fullmatch(address.partition("?")[0]) is not None


def without_order(
    address: str, was: dict[str, Any], now: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two pages as they are compared: answers are told in another order and once by now (ADR 0078),
    and nothing that was said is lost."""
    if EDITION.fullmatch(address):
        missing = Counter(was["text"].split()) - Counter(now["text"].split())
        return was | {"text": []}, now | {"text": sorted(missing)}
    if not is_told_anew(address) or was["status"] not in (200, 400):
        return was, now
    words = LEFT_OUT.sub(" ", was["text"]).split()
    said = now["text"].replace(" ", "")
    lost = [word for word in words if word not in said]
    hooks = [each for each in was["hooks"] if each not in now["hooks"] and each not in DRAWN]
    return was | {"text": [], "hooks": []}, now | {"text": lost, "hooks": hooks}
