"""What a query tells has happened or will: somebody died, somebody moves, rules change.

A character alone tells none of it: 走, 没, 转 and 变 are also in what the living do and have.
"""

from __future__ import annotations

import re

KIN = (
    "(?:爸|妈|爹|娘|俺大|公公|婆婆|[公婆岳][父母公婆]|老[头伴公婆]|[阿外][公婆爷嫲]|父亲|母亲|老人"
    "|丈夫|妻子|爱人|爷|奶|哥|姐|弟|妹|姑|舅|叔|伯|姥|儿子|女儿|孩子)"
)
# 我爸没了, and not 我爸没了工作 nor 没去医院; a card after it is that of the dead.
HAVE_NOT = "(?!工|医保(?!卡)|社保(?!卡)|参?保|收|钱|手机|单位|卡(?![里上内的])|缴|资格)"
NO_MORE = rf"没(?:了{HAVE_NOT}|后|的?(?=$|[\s，。？！,.?!])|的?(?=(?:[医社]保)?卡[里上内的]))"
# 我妈走的, 走的早, and not 走的是职工医保 nor 走的什么流程.
WENT_FOR_GOOD = (
    r"走(?:[咧啦咗]|得[早急突]|的(?=$|[\s，。？！,.?!]|[后卡钱早急突时]|那[年天]"
    r"|[医社]保卡[里上内]))"
)
# 老伴走了三年, and not 转走了 nor 走了三趟 nor 走了线上申请.
WENT = (
    "(?<![带转拿取刷划扣偷骗领搬调提盗收抢退卷职司位厂里])(?<!报销)(?<!审批)(?<!手续)走[了脱]"
    "(?!流程|程序|手续|职工|居民|统筹|医保(?!卡)|社保(?!卡)|个人账|门诊|报|什么|啥|哪"
    "|线上|网上|快|特|异地|零星|窗口|柜台|自助|[一二两三四五几0-9]+(?:趟|次|遍|家|步|回))"
)
DIED = re.compile(
    r"\b(?:died|dead|passed away)\b|去世|过世|病故|病逝|身故|死亡|过身(?!份)|断气|咽气"
    "|仙逝|离世|辞世|(?<![卡急烦锁气累笑难热冷贵慢])死了|(?<![钱额卡店作])不在了|刚走(?!完|流程|程序|手续|报)"
    "|(?<!以)往生(?![活病育])|升天(?!数)|送终(?![端止])|后事(?![业情宜项务故])|丧事"
    f"|{WENT}|(?<![家工本办系])人没了|{KIN}(?:没了{HAVE_NOT}|[没走]的?后)"
    f"|{KIN}(?![^，。 ]{{0,6}}(?:报销|结算|备案|看病))[^，。 ]{{0,6}}"
    f"(?:(?<=[刚的月周年拜前外]){NO_MORE}|{WENT_FOR_GOOD})"
)

# What follows 转 or 到 and is no place: another hospital, a purse, a person and his card.
RELATIVE = (
    "(?:[我你他她](?!们)|自己|本人|孩|小孩|儿|女儿|家[人里属]|父|母|爸|妈|老[公婆伴人]|配偶|爱人"
    "|丈夫|妻|别人|亲|爷|奶|哥|姐|弟|妹|岳|公婆)(?![^，。]{0,3}(?:那|这|家|所在|城|单位))"
)
PURSE = (
    "[成为]?现金|微信|支付宝|银行|零钱|工资|一卡通|储蓄|信用|余额|钱|[一二三四]代|新?(?:医保|社保)?卡"
    "|[个家]人账|手机"
)
NO_PLACE = rf"(?!\s*(?:{PURSE}|{RELATIVE}|[0-9账帐]|多少|几|百分))"
NO_MOVE = "(?!门?诊|院|[账帐给让正岗业行职发述变交卖借型存]|出来)"
# What follows 从 and is no place: a purse, a shop, a day, a step of a formality.
FROM_NO_PLACE = (
    "(?!(?:[我你他她]的?)?(?:医保|社保|个人)?(?:[卡账网]|余额|药店|医院|微信|支付宝|银行|手机|线上|窗口)"
    "|[个几0-9今去前明后哪]|什么|申请|开始|小)"
)
FOR_CARE = "(?![^，。]{0,3}(?:看病|住院|就医|买药|报销|养老|长住|生孩))"
MOVED = re.compile(
    rf"从{FROM_NO_PLACE}[^，。]{{1,8}}?(?:[去回转调搬弄]|到(?![账帐期]))|搬家|搬[到去]|转[去入回]{NO_PLACE}"
    rf"|[调转换]到{NO_PLACE}|转医保(?!卡|余|的?钱)|医保转{NO_MOVE}{NO_PLACE}"
    rf"|新单位.*老单位|老单位.*新单位|回[^，。]{{0,8}}老家{FOR_CARE}"
    rf"|要回(?![来台香澳国家去内钱余押多卡本老])[\u4e00-\u9fff]{{2}}{FOR_CARE}|带[得不]*走"
    rf"|[\u4e00-\u9fff]{{2}}转(?!到){NO_MOVE}{NO_PLACE}[\u4e00-\u9fff]{{2}}"
    "|mov(?:e|es|ing) (?:to|from)"
)

YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
RULES = "政策|规[定则矩章]|条例|制度|办法|法律|改革|标准|比例|待遇"
COMING = re.compile(
    "明年|[下新](?:一)?年.{0,6}(?:起|开始|变)|新(?:规|政|法|条例|办法)|新变化"
    f"|(?:{RULES})[^，。]{{0,6}}(?:变(?:化|动|更|了|吗|没)|(?:[会要不]|怎么)[变改](?![现名少]))|变[化动][^，。]{{0,4}}(?:{RULES})"
    r"|(?<!工作)(?<!单位)医保(?:[会要又都也]|以后)*变(?:[化了]|吗)"
    r"|(?<![病心]情)(?<!余额)(?<!工作)(?<!身体)有(?:什么|啥|哪些|没有|新|大)+变[化动]"
    r"|\bnext year|new (?:rule|law)"
)


def tells_of_a_death(query: str) -> bool:
    """Whether a folded query tells that somebody is dead."""
    return DIED.search(query) is not None


def tells_of_a_move(query: str) -> bool:
    """Whether a folded query tells that somebody, or his account, goes to another place."""
    return MOVED.search(query) is not None


def asks_of_times_to_come(query: str, year: int) -> bool:
    """Whether a folded query of a year asks what will be: a year to come, new rules, a change."""
    return COMING.search(query) is not None or any(int(each) > year for each in YEAR.findall(query))
