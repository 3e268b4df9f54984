"""Whether a message asks for what only frauds ask for, whatever it is about.

Officials and families write of the same things: of codes, of links, of offers of cash. They warn
of them, or do not ask for them; so a word counts only where nothing around it warns.
"""

from __future__ import annotations

import re

from guides.search.fraud import scores, signs, slots
from guides.search.words import CJK
from policies.folding import folded

SUBJECT = re.compile(
    "医保|社保|参保|医疗保险|医疗保障|个人账户|个账|余额|共济|亲情账户|统筹|药[店房]"
    "|死亡证明|定点(?:诊所|医院|机构|医疗)|门[特慢]|慢特?病|特药"
    "|medicalinsurance|healthinsurance|personalaccount|balance|socialsecurity"
    "|medicalaccount|healthaccount|合作医疗|新农合|yibao|shebaoka|insurancecard"
    "|醫療|公费医疗|medicare|医保本|学平险|退休职工卡|慢病本|门诊发票|medicalcard"
    "|gerenzhanghu|" + scores.HIDDEN
)
# The words of those who offer cash for the account.
CASH = re.compile(
    "套现|变现|返现|换成?现金|代提|代取|高价收|回收|收购|买断|折现|清户(?!手续)"
    "|(?:折|折扣|刷一千|刷100?)给?.{0,4}(?:现金|给[一二三四五六七八九\\d])|给现金|现金结算"
    "|[一百千]{1,2}给[五六七八九]|刷出来的?药?.{0,6}(?:卖|收)|钱对半"
    "|(?:代办|专业).{0,12}(?:提取|取现|支取|提款)|收(?:社保|医保|慢病)卡"
    "|(?<![我要想])换(?:黄金|手机|鸡蛋|大米|米面)"
    "|(?:充值?|换|兑换?)成?购物卡|[拿用]医保卡?(?:余额|里的钱)?换(?![地参城到单卡新])"
    "|刷(?:茅台|手机|烟酒|家电)|收码|[卡码]闲着|打点一下|cashforyour.{0,20}account"
    "|不成功不收|办不成不收|秒提|秒出|包下款|内部(?:关系|渠道)|挂靠|五五分|对半分"
    "|返(?:还|给)?(?:你|您)?.{0,2}(?:一半|现金)|返(?:还|给)?(?:你|您).{0,4}(?:钱"
    "|[一二三四五六七八九\\d])"
    "|帮(?:你|您|忙).{0,16}(?:取出|提出|弄出|取现|提现|领出|套出)"
    "|[一二两三四五六七八九十\\d]{1,3}个点"
    "|余额.{0,8}变(?:成)?(?:红包|钱)|是否需要.{0,12}(?:提取|取现|提现|支取)|打点费"
    "|假的?.{0,4}(?:证明|病历|住院|单[子据]|发票|票据|处方|诊断)"
)
APPS = "微信|[薇威徽维]信|卫星|v信|vx|wx|weixin|wechat|qq|扣扣|line|telegram|飞机号?"
CONTACT = re.compile(
    f"(?<![参增添附追更])加(?:我(?![国省市区县们])|好友|客服|[^群，。]{{0,8}}(?:{APPS}))"
    "|联系我|绿泡泡|绿色泡泡|[私戳]我|私聊我|滴滴我|同[薇微号]|(?<![a-z])v[:+]\\w"
    "|留下.{0,6}(?:联系方式|电话|微信)"
    "|推(?:你|您)?名片|进群领|企鹅群"
)
TAKING = re.compile("取(?![药号件消得决样票])|提现|现金|到账|清退|下款")
LINK = "(?:链接|网址|二维码|网站|(?:https?|www)[:.]\\S*)"
CODE = "(?:验证码|银行卡号?|卡号|密码|六位数字)"
# What only a fraud asks for.
ASKS = re.compile(
    f"(?:填写?|提供|提交|输入|告诉|回复|发).{{0,16}}{CODE}"
    "|先(?:交|付|转|缴).{0,10}(?:手续|服务|资料|办理|保证|押|定|税|打点)[金费款]?"
    f"|(?:冻结|停用|失效|注销|异常|解冻).{{0,40}}(?:验证码|{LINK}|认证|客服|加v|点此|点击)"
    "|银行卡.{0,4}验证码.{0,6}(?:念|报|发|说|告诉)"
    "|(?:异常|冻结|停用|解冻).{0,40}(?:验证码|六位数|短信发的).{0,8}(?:念|报|读|说|发|告诉)"
    "|(?:提取|取现|套现|变现|现金|取出).{0,20}(?:微信|vx|qq|加我|联系我)"
    "|(?:安全|核查|监管|过渡|中转)(?:账|帐)?户|屏幕共享|共享.{0,4}屏幕|远程(?:解冻|操作"
    "|协助)|寄(?:给我|卡)|(?:押|收|寄).{0,4}卡.{0,6}(?:付款|给我)"
    "|(?:补贴|补助|退费|返还|返还金|未领).{0,40}(?:扫|链接|(?:填|绑|输|提供|核对"
    "|验证).{0,8}银行卡|加微信|企业微信|验证码|私聊)"
    "|(?:打|转|交|缴|付).{0,6}[\\d一二两三四五六七八九十百千万]+.{0,3}(?:保证金|解冻费|手续费)"
    "|(?:tell|send|give)me.{0,16}(?:code|password|pin)"
    "|取消.{0,12}(?:花掉|赶快|赶紧|转发)"
    "|(?:cashout|withdraw).{0,60}(?:wechat|whatsapp|telegram|addme|fee)"
)
# The same, but only of a message about insurance: schools and neighbours ask for it too.
LEADS = re.compile(
    f"(?:点击|点开|打开|点此|扫描?).{{0,8}}{LINK}|先(?:交|付|转|缴).{{0,10}}(?:元|费|钱|款)"
    "|免费[领送].{0,10}(?:鸡蛋|大米|食用油|面条|礼品).{0,24}(?:刷脸|人脸|激活|凭证|登记)"
    "|(?:激活|刷脸).{0,20}送|送.{0,24}刷脸"
)
# What is put between the characters of a word, so that nobody finds it: hearts, dots, stars.
BETWEEN = re.compile(
    f"(?<=[{CJK}])[^\\w{CJK}。！？!?;；，,、：:“”\"'（）()《》【】…]+(?=[{CJK}])|_"
)
STOP = re.compile("[。！？!?;；]")  # no warning reaches over it
BEFORE, AFTER = 14, 18  # how far a warning reaches, in characters
FORBIDS = re.compile(
    "打击|举报|严禁(?!外传)|禁止|谨防|警惕|请勿|切勿|不要(?!告诉|外传|声张)|不会|不得|不能"
    "|绝不|从不"
    "|别把|防范|凡是|任何|冒充|不法分子|(?<!不是)骗子"
)
CONDEMNS = re.compile(
    "违法|那是违规|骗局|诈骗|犯罪|获刑|处罚|罚金|不可信|追究|追回|移送|上当|请勿|勿告"
)
REPORTS = re.compile(
    "药监|召回|回收[点箱]|原药店|由接种|材料[交送].{0,6}(?:窗口|街道|社区|经办)"
    "|(?<!是国家)(?<!是市)(?<!这里是)反诈|防骗|谨防|通报|曝光|典型案例|违规案例|判决"
    "|都是(?:假|骗|诈)|小心上当"
)


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
    if _is_meant(ASKS, text):
        return True
    return is_about_insurance(message) and (
        _is_meant(LEADS, text)
        or signs.are_shown(text, _is_meant)
        or scores.weighs_enough(text, _is_meant)
        or slots.ask_for_it(text, _is_meant)
    )


def is_about_insurance(message: str) -> bool:
    """Whether a message is about medical insurance or the money in it at all."""
    return SUBJECT.search(told(message)) is not None


def told(message: str) -> str:
    """A message as these words are looked for in it."""
    return BETWEEN.sub("", "".join(folded(message).split()))


def _is_meant(words: re.Pattern[str], text: str) -> bool:
    """Whether some of the words stand in a text that does not warn of them."""
    if REPORTS.search(text):
        return False
    return any(
        not FORBIDS.search(STOP.split(text[max(found.start() - BEFORE, 0) : found.start()])[-1])
        and not CONDEMNS.search(text, found.end(), found.end() + AFTER)
        for found in words.finditer(text)
    )
