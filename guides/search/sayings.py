"""How people say the commonest claims, where characters in pairs do not see it.

A message says a claim if it has a word of each group. The words are looked for after what is
called differently is made one word, so the taking out of money is always `支取`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

GONE = "归国家|归公|充公|作废|没收|没了|清零|归零|拿不到|取不到|取不出|领不到|浪费|不算"
OUT = (
    "支取|退还?给|退出来|退本人|拿走|领出|领取|领回|取不|(?<!预)取[了的啦]|能取|可取|取光|取空"
    "|给退|退了|退[回到]|打[回到]"
    "|withdraw|cash|get\\w* .{0,12}back|take\\w* .{0,12}out|refund|qu ?xian|ti ?xian"
)
DEAD = "参保人去世|人没了|人不在了|不在世|死了|亡故|继承|去逝|老了人|passed away|died|death|inherit"
QUIT = "离职|辞(?!世)|停保|断保|断缴|不干了|下岗|失业|quit|resign|left (?:my|the) job|lizhi|cizhi"
ABROAD = (
    "出境定居|定居海外|加拿大|美国|澳洲|日本|绿卡|外籍|外国人|出国"
    "|foreigner|emigrat|abroad|leav\\w* china"
)
MOVING = (
    "(?:换|转|去)(?:到|个|了)?(?:别的|新的?|另|外)?.{0,3}(?:城市|地方|单位|工作|外地|外省)|换工作"
    "|离开.{1,6}去|去.{1,4}(?:上班|工作|参保)|跳槽|换公司"
)
# By the slug of the fact-check: of each group one word; the first that is said comes first.
SAYINGS = {
    "five-statutory-withdrawal-cases": ("五种|五类|五大|法定情形", OUT),
    "shenzhen-instant-withdrawal-for-serious-illness": (
        "深圳",
        "重病|癌|肿瘤",
        "网上|手机|应用|即时|马上",
    ),
    "resident-premium-refund-is-an-account-refund": (
        "居民|新农合|合作医疗",
        "[交缴]的?.{0,4}(?:钱|费|元)",
        "退(?!休)",
    ),
    "only-direct-relatives-may-apply-for-you": (
        "代办|替.{0,4}办|代取",
        "只有|只能",
        "配偶|父母|子女",
    ),
    "balance-refused-by-the-new-place-can-be-withdrawn": (
        "不(?:接收|收|要|认)",
        "新|外省|转入|对方",
        OUT,
    ),
    "hospital-stays-end-after-fifteen-days": (
        "住院|医生|医院",
        "(?:15|十五)天|半个?月",
        "出院|不.{0,2}报|赶人|不管|只管",
    ),
    "years-are-lost-when-payments-stop": (
        "断缴|断保|断了|停[缴保了]|没[缴交]",
        "年限|(?:白|从头)[缴交]",
        "清零|归零|作废|白[缴交]|从头|重新",
    ),
    "balance-is-paid-to-the-bank-card-each-year": (
        "每年|年底|年初",
        "自动",
        "银行|打卡|卡上|工资卡",
    ),
    "retirees-get-a-share-of-their-own-pension": ("退休", "养老金", "比例|百分|%"),
    "atm-pays-out-the-medical-balance": ("取款机|柜员机|提款机", f"{OUT}|取"),
    "self-service-kiosk-transfers-the-balance": ("自助机|一体机|自助终端", f"{OUT}|转|划"),
    "online-banking-moves-the-medical-balance": ("网上银行|网银", f"{OUT}|转|划"),
    "bank-apps-pay-out-the-medical-balance": (
        "银行应用|(?:工行|建行|农行|中行|招行).{0,3}应用",
        OUT,
    ),
    "national-app-pays-out-the-balance": ("国家医保.{0,6}应用|国家医保服务平台", OUT),
    "bank-branches-handle-the-withdrawal": (
        "(?:银行|[工建农中招交]行|信用社|邮储).{0,6}(?:网点|柜台|柜面|窗口|大堂)",
        f"{OUT}|转|划",
    ),
    "binding-a-bank-card-moves-the-balance": ("绑.{0,4}银行卡", f"{OUT}|转|进"),
    "named-beneficiary-receives-the-balance": ("受益人", "余额|医保卡|账户"),
    "no-notarisation-needed": ("公证|公正处", DEAD),
    "medical-insurance-pays-funeral-money": ("丧葬|抚恤|埋葬费", "医保"),
    "balance-can-be-inherited": (DEAD, f"{GONE}|{OUT}|继承人|家属|家里人"),
    "seventy-four-serious-illnesses": ("74种|七十四种",),
    "serious-illness-allows-withdrawal-in-some-cities": (
        "癌|重病|肿瘤|白血病|尿毒症|化疗|透析|cancer|serious illness",
        OUT,
    ),
    "settling-in-hong-kong-macao-taiwan": ("香港|澳门|台湾|港澳", "定居", OUT),
    "settling-abroad-allows-withdrawal": (ABROAD, OUT),
    "giving-up-at-retirement-pays-out-the-balance": ("退休", "没缴满|没交满|不够|不满", OUT),
    "balance-is-kept-after-retirement": ("退休", GONE),
    "fifteen-years-turn-the-account-into-a-pension": ("15年|十五年", "养老金|按月发"),
    "soldiers-lose-the-balance": ("当兵|入伍|参军|服兵役", f"{GONE}|收走"),
    "balance-is-lost-when-payments-stop": (
        "断[缴交]|停[缴交]|断保|停保|没[缴交]医保|不[缴交]医保",
        "余额|医保卡",
        f"{GONE}|就没|收走",
    ),
    "withdraw-or-transfer-as-you-like": (MOVING, OUT),
    "balance-moves-with-the-insurance": (MOVING, GONE),
    "personal-accounts-are-abolished": (
        "(?:医保卡|余额)",
        "取消|不[划打]了|不再[划打]|不进了|停止划入",
        "医保|统筹|池子",
    ),
    "balance-is-wiped-out-at-the-year-s-end": (
        "年底|年末|年前|明年|跨年|到期|元旦|一月一|year.?end|end of the year",
        "余额|医保卡|card|balance",
        f"{GONE}|wiped|zero",
    ),
    "card-closed-to-pharmacies-from-2027": (
        "2027|明年",
        "药店",
        "不能|不让|不准|禁止|停",
    ),
    "daily-goods-with-the-card": (
        "^(?!.*(?:请.{0,3}现金|付现|现金付)).*(?:医保卡|余额)",
        "米面|买米|大米|食用油|买油|洗衣液|日用品|保健品|黄金|首饰|化妆品|鸡蛋",
        "(?<!不)[能可]以?.{0,9}[买刷]|都[能可]|[买刷][了米大]",
    ),
    "lending-the-card-within-the-family": (
        "医保卡|医保码",
        "借给|借人|借出去|借[他她我]|借用",
        "可以|没事|没关系|不要紧|无所谓|反正|都行|怎么不行",
    ),
    "sharing-mixes-the-money-of-the-family": (
        "共济",
        "混在一起|谁都能|随便谁|都归|自己就?不能用|归她|归他|乱刷",
    ),
    "retirement-alone-pays-out-the-balance": (
        "退休",
        "余额|医保卡",
        "全部?(?:支取|提|取)|(?:一次|全).{0,4}支取|支取.{0,3}(?:养老|光)",
    ),
    "leaving-a-job-pays-out-the-balance": (QUIT, OUT),
    "giving-up-employee-insurance-pays-out-the-balance": (
        "放弃|退保|退出|不参保|不想[交缴]",
        f"{OUT}|退(?!休|出|保)",
    ),
    "moving-the-household-registration-allows-withdrawal": (
        "户籍.{0,8}(?:迁|转)|迁.{0,3}户籍",
        OUT,
    ),
    "family-hardship-allows-withdrawal": ("困难|低保|贫困户|没钱吃饭|急用钱|急需用钱", OUT),
    "balance-pays-relatives-resident-premium": (
        "居民",
        "医保卡|余额|账户",
        "(?:给|替|帮).{0,8}(?:缴|交)",
    ),
    "residents-have-no-personal-account": (
        "居民医保|新农合|城乡居民|合作医疗",
        "医保卡|余额",
        f"{OUT}|退(?!休)|也?有医保卡",
    ),
    "family-code-account-is-sharing": ("亲情账户|亲情码|亲情号", "余额|家人|共济|买药"),
    "only-to-your-own-bank-account": (
        "(?:转|提|打|退|到)[^加]{0,6}(?:微信|支付宝|零钱)",
    ),
    "fitness-clubs-in-nanjing": ("南京", "健身|游泳|瑜伽"),
    "fitness-in-chongqing-and-zhejiang": ("重庆|浙江|杭州", "健身|游泳|瑜伽"),
    "check-ups-and-fitness-are-lawful-ways": ("健身|游泳馆|瑜伽", "医保卡|余额"),
    "call-12333-about-medical-insurance": ("12333", "医保|余额"),
    "balance-can-be-taken-out-at-any-time": (
        "自由|随时|随便|随意|任意|任何时候|一次.{0,3}支取|想取|any time|qu ?xian|ti ?xian",
        OUT,
    ),
}  # fmt: skip
GROUPS = {slug: tuple(map(re.compile, groups)) for slug, groups in SAYINGS.items()}


def said_in(text: str) -> Iterator[str]:
    """The slugs of the claims that a text says, which is made alike and has no blanks."""
    for slug, groups in GROUPS.items():
        if all(group.search(text) for group in groups):
            yield slug
