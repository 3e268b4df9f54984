"""A message as the words of frauds are looked for in it, and whether something in it is meant.

Officials and families write of the same things as frauds: of codes, of links, of offers of cash.
They warn of them; so a word counts only where nothing around it warns.
"""

from __future__ import annotations

import re

from guides.search.words import CJK
from policies.folding import folded

# What is put between the characters of a word, so that nobody finds it: hearts, dots, stars.
BETWEEN = re.compile(
    f"(?<=[{CJK}])[^\\w{CJK}。！？!?;；，,、：:“”\"'（）()《》【】…]+(?=[{CJK}])|_"
)
# An address whose host is gov.cn or ends in .gov.cn; not one that only begins or goes on like it.
OFFICE_ADDRESS = re.compile(
    rf"(?<![^\W{CJK}]|[.@/\\=&?#%-])(?:https?://)?(?:[a-z0-9-]{{1,60}}\.){{0,5}}gov\.cn"
    rf"(?!\.?(?:[^\W{CJK}]|[@\\-]))(?:[/?#:][a-z0-9?=&_%./#:~+-]*+)?+(?!@)"
)
# What such an address is told as; nobody types it, as letters are folded to small ones.
OFFICE = "G"
FULL_STOP = re.compile(r"\.(?=\s|$)")  # of English; without blanks it would join an address
STOP = re.compile("[。！？!?;；]")  # no warning reaches over it
BEFORE, AFTER = 16, 24  # how far a warning reaches, in characters
FORBIDS = re.compile(
    "打击|严禁(?!外传)|禁止|谨防|警惕|提防|勿|不要(?!告诉|外传|声张)|不会(?!用|操作|的)|不得(?!挂)"
    "|不能(?!.{0,3}(?:用|坐|告诉))|绝不|从不|别把|别再|防范|凡是?称|任何|冒充医|不法分子"
    "|唔好(?!同|话|讲)|[咪莫](?=[信听])|唔信|千祈|勿要|谁再|冒充我"
    "|被告(?:人|单位).{0,3}[某明]|审理查明|公诉机关|法院判"
    "|查办|查处|严查|整治|查获|约谈|(?<!不是)骗子|不收|无需缴|辟谣|不参与|不刷|不换|不做|不$|没|never|donot|beware|nobody"
)
CONDEMNS = re.compile(
    "违法|是违规|是骗|是诈骗|骗局|是假|犯罪|获刑|被判|判处|被罚|罚款|罚金|不可信|追回|移送|上当"
    "|请勿|勿告|被抓|抓获|刑拘|靠谱吗|真的吗|真的?假|合法吗|你别点|我没|木马|犯法|怎么办"
    "|解除.{0,6}(?:协议|资格)|认定为?骗|视为骗|责令|暂停.{0,6}结算|管理办法|没收|揽客"
    "|呃[人咗]|老千|踢[了出咗]|移出|拦住|收线|的不是(?:我|本)|构成.{0,8}罪"
)


def told(message: str) -> str:
    """A message in one script and width, without blanks and what is put between its characters.

    The addresses of offices are told as one letter while blanks still say where they end.
    """
    addressed = OFFICE_ADDRESS.sub(f" {OFFICE} ", folded(message))
    return BETWEEN.sub("", "".join(FULL_STOP.sub("。", addressed).split()))


def is_meant(words: re.Pattern[str], text: str) -> bool:
    """Whether some of the words stand in a told text that does not warn of them."""
    return any(
        not FORBIDS.search(STOP.split(text[max(found.start() - BEFORE, 0) : found.start()])[-1])
        and not CONDEMNS.search(text, found.end(), found.end() + AFTER)
        for found in words.finditer(text)
    )
