"""Whether a message asks for what only frauds ask for, whatever it is about.

Officials and families write of the same things: of codes, of links, of offers of cash. They warn
of them, or do not ask for them; so a word counts only where nothing around it warns.
"""

from __future__ import annotations

import re

from policies.folding import folded

SUBJECT = re.compile(
    "医保|社保|医疗保险|医疗保障|个人账户|个账|余额|共济|亲情账户|统筹|药[店房]|死亡证明"
    "|medicalinsurance|healthinsurance|personalaccount|balance|socialsecurity"
)
# The words of those who offer cash for the account.
CASH = re.compile(
    "套现|变现|返现|换成?现金|代提|代取|高价收|回收|收购|买断|折现|清户"
    "|(?:折|折扣|刷一千|刷100?)给?.{0,4}(?:现金|给[一二三四五六七八九\\d])|给现金|现金结算"
    "|代办.{0,12}(?:提取|取现|支取)|收(?:社保|医保|慢病)卡|换(?:黄金|手机|鸡蛋|大米|米面)"
    "|帮(?:你|您|忙).{0,16}(?:取出|提出|弄出|取现|提现|领出|套出)"
    "|[一二三四五六七八九十\\d]{1,3}个点|打点费|假的?.{0,4}(?:证明|病历)"
)
CONTACT = re.compile("(?<![参增添附追更])加(?:我(?![国省市区县们])|好友|微信|客服)|联系我")
TAKING = re.compile("取|提现|现金")
LINK = "(?:链接|网址|二维码|网站|(?:https?|www)[:.]\\S*)"
CODE = "(?:验证码|银行卡号?|卡号|密码|六位数字)"
# What only a fraud asks for.
ASKS = re.compile(
    f"(?:填写?|提供|提交|输入|告诉|回复|发).{{0,16}}{CODE}"
    "|先(?:交|付|转|缴).{0,10}(?:手续|服务|资料|办理|保证|押|定|税|打点)[金费款]?"
    f"|(?:冻结|停用|失效|注销|异常|解冻).{{0,40}}(?:验证码|{LINK}|认证|客服|加v|点此|点击)"
    "|(?:提取|取现|套现|变现|现金|取出).{0,20}(?:微信|vx|qq|加我|联系我)"
    "|(?:安全|核查|监管)账户|屏幕共享|共享屏幕|远程(?:解冻|操作|协助)|寄(?:给我|卡)|(?:押|收|寄).{0,4}卡.{0,6}(?:付款|给我)"
    "|(?:补贴|补助|退费|返还|返还金|未领).{0,40}(?:扫|链接|银行卡|加微信|企业微信|验证码|私聊)"
    "|取消.{0,12}(?:花掉|赶快|赶紧|转发)"
    "|(?:cashout|withdraw).{0,60}(?:wechat|whatsapp|telegram|addme|fee)"
)
# The same, but only of a message about insurance: schools and neighbours ask for it too.
LEADS = re.compile(
    f"(?:点击|点开|打开|点此|扫描?).{{0,8}}{LINK}|先(?:交|付|转|缴).{{0,10}}(?:元|费|钱|款)"
)
STOP = re.compile("[。！？!?;；]")  # no warning reaches over it
BEFORE, AFTER = 14, 18  # how far a warning reaches, in characters
FORBIDS = re.compile(
    "打击|举报|严禁(?!外传)|禁止|谨防|警惕|请勿|切勿|不要(?!告诉|外传|声张)|不会|不得|不能|绝不|从不"
    "|别把|防范|凡是|任何"
)
CONDEMNS = re.compile("违法|骗局|诈骗|犯罪|获刑|处罚|罚金|不可信|追究|追回|移送|上当|请勿|勿告")
REPORTS = re.compile("反诈|防骗|谨防|通报|曝光|典型案例|违规案例|判决|都是(?:假|骗|诈)|小心上当")


def offers_cash(message: str) -> bool:
    """Whether a message about insurance uses the words of those who offer cash for the account."""
    text = told(message)
    if not SUBJECT.search(text):
        return False
    is_asked = _is_meant(CONTACT, text) and TAKING.search(text) is not None
    return is_asked or _is_meant(CASH, text)


def asks_as_frauds_do(message: str) -> bool:
    """Whether a message asks for what nobody honest asks for: codes, money in advance, a click."""
    text = told(message)
    return _is_meant(ASKS, text) or (is_about_insurance(message) and _is_meant(LEADS, text))


def is_about_insurance(message: str) -> bool:
    """Whether a message is about medical insurance or the money in it at all."""
    return SUBJECT.search(told(message)) is not None


def told(message: str) -> str:
    """A message as these words are looked for in it."""
    return "".join(folded(message).split())


def _is_meant(words: re.Pattern[str], text: str) -> bool:
    """Whether some of the words stand in a text that does not warn of them."""
    if REPORTS.search(text):
        return False
    return any(
        not FORBIDS.search(STOP.split(text[max(found.start() - BEFORE, 0) : found.start()])[-1])
        and not CONDEMNS.search(text, found.end(), found.end() + AFTER)
        for found in words.finditer(text)
    )
