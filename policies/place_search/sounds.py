"""Which characters sound or look alike: whoever types one often means another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

# Of city names, with what sounds nearly so; the names of places give the sounds of the rest.
ALIKE = (
    "州洲周舟粥 京经荆泾景敬晶竟镜境静进近 川穿船 沙砂纱杀傻 岭领陵灵 阳洋扬杨羊 江姜疆将 "
    "河和合荷禾何喝盒 林临淋琳霖 原源园圆 昌长常场 安鞍岸案按 圳镇振震阵 夏厦下吓霞 门们 "
    "西溪锡希 贵桂柜归规跪 台太泰 温文 嘉佳家加 绍少邵韶 湖胡壶 金今津锦晋进近 义意艺 "
    "徐许须虚 盐言延沿烟 淮怀槐 连联莲 通同桐铜 福扶抚富 漳张章 泉全 南楠男 宁凝林临您 "
    "海害还孩 岛倒到道刀 青清庆轻亲倾情 济际记 潍维威 石十时实市食 庄装 保宝堡 定顶 唐塘堂 山杉珊 "
    "汉汗翰旱 武五伍午舞屋 襄湘香乡 株珠朱 衡恒 汕善 佛弗 东冬 莞完 惠会汇 柳刘流 "
    "渝鱼榆 重种虫崇 城成诚程 都督 绵棉 德得 遵尊 昆坤困捆 明名 拉啦 萨撒 兰蓝 银引 "
    "乌无吴屋 单郸丹 鲁路 齐奇 哈蛤 尔儿二 滨宾彬冰兵 古鼓 楼娄 春纯 吉集 沈深身神审甚 大达 营迎 "
    "郑正政整 洛落罗络骆 "
    "开凯 封丰峰 苏书输速舒 无芜 杭航行夯 波博 赣干 九久 肥飞非费匪 芜吴 蚌棒"
)
# Of city names too, with what looks like them or like a part of them.
LIKE_IN_SHAPE = (
    "圳川 亳毫 濮璞仆 儋詹 漯累 郴彬 泸卢 阜埠 邳丕 涪陪 沭术 莆浦 淄缁 崂劳 宿缩 忻析 朔溯 衢瞿"
)
SYLLABLE = re.compile(r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]+(?:ng|n|r)?")
# What many do not tell apart: ng and n. (zh and z are told apart: 常洲 is 常州 before 沧州.)
BLURRED = re.compile(r"(?<=n)g$")

Sounds = Mapping[str, frozenset[str]]


def sounds_of(places: Iterable[tuple[str, str, str]]) -> Sounds:
    """The sounds of each character of names, whose pinyin and initials are given."""
    found: dict[str, set[str]] = {}
    for row in f"{ALIKE} {LIKE_IN_SHAPE}".split():
        for letter in row:
            found.setdefault(letter, set()).add(row[0])
    for name, pinyin, initials in places:
        ways = list(_ways(pinyin, initials)) if len(name) == len(initials) else []
        if len(ways) == 1:
            for letter, syllable in zip(name, ways[0], strict=True):
                found.setdefault(letter, set()).add(BLURRED.sub("", syllable))
    return {letter: frozenset(each) for letter, each in found.items()}


def slips(typed: str, name: str, sounds: Sounds) -> int:
    """How many characters differ between two texts of one length; none if each sounds alike."""
    pairs = [pair for pair in zip(typed, name, strict=True) if pair[0] != pair[1]]
    nothing: frozenset[str] = frozenset()
    heard = (not sounds.get(a, nothing).isdisjoint(sounds.get(b, nothing)) for a, b in pairs)
    return 0 if all(heard) else len(pairs)


def _ways(pinyin: str, initials: str) -> Iterator[list[str]]:
    """The ways to part a run of letters into syllables that begin with these initials."""
    if not initials:
        if not pinyin:
            yield []
        return
    if not pinyin.startswith(initials[0]):
        return
    for end in range(1, len(pinyin) + 1):
        if SYLLABLE.fullmatch(pinyin[:end]):
            for rest in _ways(pinyin[end:], initials[1:]):
                yield [pinyin[:end], *rest]
