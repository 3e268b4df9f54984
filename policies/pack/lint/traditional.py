"""Words whose conversion to Traditional Chinese was reviewed, and the check that it came out right.

One simplified character often stands for several traditional ones; which one, only the word says.
"""

from __future__ import annotations

from collections.abc import Iterator

from policies.folding import bare
from policies.languages import SOURCE
from policies.pack.files import Finding
from policies.pack.lint.checked import Checked, Text
from policies.traditional import TRADITIONAL, names, to_traditional

# Characters with several traditional forms → the form that is nearly always meant. Any other form
# is doubtful unless its word is in REVIEWED; so is every use of those without a usual form.
USUAL = {
    "台": "臺", "系": "係", "准": "準", "里": "裡", "签": "簽", "只": "只", "表": "表",
    "面": "面", "并": "並", "注": "註", "征": "徵", "后": "後", "发": "發", "余": "餘",
    "历": "歷", "据": "據", "托": "託", "布": "佈", "采": "採", "折": "摺", "制": "制",
    "云": "雲", "范": "範", "于": "於", "个": "個", "复": "", "干": "",
}  # fmt: skip
# The word in Simplified Chinese → how it must stand in the Traditional text.
REVIEWED: dict[str, str] = {
    "柜台": "櫃檯",
    "平台": "平臺",
    "台湾": "臺灣",
    "港澳台": "港澳臺",
    "答复": "答覆",
    "重复": "重複",
    "复印": "複印",
    "复核": "複核",
    "恢复": "恢復",
    "康复": "康復",
    "关系": "關係",
    "直系": "直系",
    "联系": "聯繫",
    "系统": "系統",
    "准备": "準備",
    "为准": "為準",
    "标准": "標準",
    "批准": "批准",
    "不准": "不準",
    "拿不准": "拿不準",
    "这里": "這裡",
    "那里": "那裡",
    "哪里": "哪裡",
    "里面": "裡面",
    "家里": "家裡",
    "账户里": "賬戶裡",
    "遗嘱里": "遺囑裡",
    "钱包里": "錢包裡",
    "卡里": "卡裡",
    "签字": "簽字",
    "签名": "簽名",
    "签署": "簽署",
    "签证": "簽證",
    "签发": "簽發",
    "签约": "簽約",
    "签订": "簽訂",
    "申请表": "申請表",
    "代表": "代表",
    "表格": "表格",
    "电子表": "電子表",
    "页面": "頁面",
    "书面": "書面",
    "方面": "方面",
    "下面": "下面",
    "上面": "上面",
    "当面": "當面",
    "米面": "米麵",
    "合并": "合併",
    "注销": "註銷",
    "注意": "注意",
    "注资": "注資",
    "余额": "餘額",
    "结余": "結餘",
    "应征": "應徵",
    "征兵": "徵兵",
    "存折": "存摺",
    "以后": "以後",
    "之后": "之後",
    "退休后": "退休後",
    "发布": "發佈",
    "公布": "公佈",
    "办发": "辦發",
    "历年": "歷年",
    "依据": "依據",
    "数据": "數據",
    "委托": "委託",
    "只能": "只能",
    "只有": "只有",
    "只是": "只是",
    "只要": "只要",
    "只写": "只寫",
    "只限": "只限",
    "示范": "示範",
    "台州": "台州",
    "天台": "天台",
    "台山": "台山",
    "于洪": "于洪",
    "于都": "于都",
    "于田": "于田",
    "新余": "新余",
    "大余": "大余",
    "余干": "餘干",
    "范县": "范縣",
    "布依": "布依",
    "布朗": "布朗",
    "托克托": "托克托",
    "托克": "托克",
    "道里": "道里",
    "梅里斯": "梅里斯",
    "木里": "木里",
    "龙里": "龍里",
    "七里河": "七里河",
    "布拖": "布拖",
    "仁布": "仁布",
    "工布": "工布",
    "布查": "布查",
    "布克": "布克",
    "布尔津": "布爾津",
    "尔干": "爾干",
    "托里": "托里",
    "兰察布": "蘭察布",
    "凯里": "凱里",
    "阿里地区": "阿里地區",
    "满洲里": "滿洲里",
    "香格里拉": "香格里拉",
    "巴里坤": "巴里坤",
    "复兴": "復興",
    "个旧": "箇舊",
}


def misconverted(checked: Checked) -> Iterator[Finding]:
    """A reviewed word that does not stand in the Traditional text as reviewed."""
    for text in _sources(checked):
        traditional, converted = text.in_other(TRADITIONAL), _without_names(text.text)
        for word, expected in REVIEWED.items():
            at = converted.find(word)
            if at >= 0 and traditional.count(expected) < converted.count(word):
                message = f"“{word}”的繁体应为“{expected}”，请写 zh-hant。"
                yield text.finding(message, at)


def said_otherwise(checked: Checked) -> Iterator[Finding]:
    """A Traditional text written by hand that, in Simplified again, is another text."""
    for text in _sources(checked):
        by_hand, made = text.in_other(TRADITIONAL), to_traditional(text.text)
        if by_hand != made and (said := bare(by_hand)) != (meant := bare(made)):
            both = enumerate(zip(said, meant, strict=False))
            at = next((at for at, (one, other) in both if one != other), 0)
            yield text.finding(f"繁体和简体说的不一样：“{said[max(0, at - 6) : at + 6]}”。")


def unreviewed(checked: Checked) -> Iterator[Finding]:
    """A character in an unusual traditional form, in a word that nobody has reviewed."""
    for text in _sources(checked):
        traditional = text.in_other(TRADITIONAL)
        converted = _without_names(text.text) if len(traditional) == len(text.text) else ""
        for at, character in enumerate(converted):
            usual = USUAL.get(character)
            if usual is not None and traditional[at] != usual and not _is_reviewed(text.text, at):
                around = text.text[max(0, at - 2) : at + 3].replace("\n", " ")
                yield text.finding(
                    f"“{around}”里的“{character}”变成“{traditional[at]}”，请复核。", at
                )


def _without_names(text: str) -> str:
    """A text of the same length without what stands in Simplified in every language."""
    for start, end in names(text):
        text = f"{text[:start]}{'_' * (end - start)}{text[end:]}"
    return text


def _sources(checked: Checked) -> Iterator[Text]:
    return (
        text for text in checked.texts if text.language == SOURCE and text.in_other(TRADITIONAL)
    )


def _is_reviewed(text: str, at: int) -> bool:
    """Whether the character at a position is part of a reviewed word."""
    return any(
        text.startswith(word, at - offset)
        for word in WORDS_WITH[text[at]]
        for offset, character in enumerate(word)
        if character == text[at] and offset <= at
    )


WORDS_WITH = {
    character: tuple(word for word in REVIEWED if character in word) for character in USUAL
}
