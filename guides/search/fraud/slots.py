"""What somebody wants of a stranger, by slots: bait, a demand, a deal, a pretence.

Words of a fraud change; what it has to do does not. It baits with money or a threat and demands
something that no office takes over the telephone; or it proposes a deal that no law allows; or it
pretends to be an authority that asks for silence or for control of the telephone. Who sends people
to a counter, names the hotline or speaks of wages asks for nothing of the kind, so that is counted
against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

N = "[一二两三四五六七八九十百千万\\d]"
TO_KEEP = (
    "(?:卡(?!片机)|数字|位码|位数|三位|四位|六位|验证码|动态码|短信码|护照|verificationcode"
    "|短信里|密码|u盾|网银|身份证|银行卡|医保码|截图|背面|(?:bank)?card|smscode|pin)"
)
HAND_OVER = (
    "(?:确认收款|填进去|拍我|readme|tellme|发(?:给)?我|发来|转给我|交给(?:我|他|她|来)|念给"
    "|报给|传(?:给)?我|给(?:我|来的|那个)|输入|填写|回复|提供|provide|enter)"
)
# By slot: what it weighs, and its words.
SLOTS = {
    # Money that nobody asked for, or that is lost unless something is done.
    "bait": (
        1,
        "奖金|补贴|补助|津贴|减负金|红利|返利|返款|返还|退费|退保费|结余|重复打款|整笔|余款"
        "|全额讨回|到手|入账|零钱包|拿回来"
        "|慰问|红包|贷(?:款|#万)|subsidy|refund|tixian|取医保|弄到",
    ),
    "threat": (
        1,
        "失信|欠款|欠费|看不了|最后一天|境外|冻结|停用|收回|清零|冒用|异常|逾期|涉嫌|不取消"
        "|保留|走私|扣#{2,}|如非本人|非本人|冲突|尽快|[，,]快$|急",
    ),
    # To hand over what one keeps, to pay, to let somebody into the telephone.
    "demand": (
        2,
        f"{TO_KEEP}.{{0,8}}{HAND_OVER}|{HAND_OVER}.{{0,14}}{TO_KEEP}|(?:退|转|汇"
        f"|打)到(?:下面|以下|这个|我|指定).{{0,4}}(?:账|帐|卡)"
        "|付款验证|(?:转账|转我|付运费|工本费|定金|扫码付|先交|收费)#{1,5}"
        "|#{2,5}元?[，,]?(?:扫码付|定金)|宾馆|转给#个|(?:加|联系).{0,6}(?:qq|微信)转账"
        "|(?:交|收|付)#{2,}(?:元|块|立案|工本)|存款归集|呼叫转移|飞行模式|加入视频|(?:下载"
        "|加入|打开).{0,3}(?:云会议|会议|视频)"
        "|扫卡|扫码付|回拨此|转发到?#{0,2}个?群",
    ),
    # A deal over the card, its code, its medicines: a price, a share, goods.
    "deal": (
        3,
        "收(?:[^，。到费款取入看]{0,4}卡|[^，。费款]{1,8}药)[，,]|手里有.{0,6}卡|(?:一半"
        "|#成|四六|五五|三七)(?:退你|退给|给你).{0,3}(?:现钱|现金)|利润.{0,2}(?:四六|五五"
        "|三七)|抽#成|给我出成现金|你留#|有慢病本|月月有钱|刷进去写|代开.{0,4}(?:发票|病历"
        "|证明|处方)|医保拿的|积分换|想换现|刷#{1,4}[，,]?(?:到手|返|给|得)#"
        "|(?:我)?给你.{0,4}(?:现金|#成)|(?:医保|社保).{0,12}(?:刷卡|刷)?[买换兑].{0,4}"
        "(?:茶|白酒|炒锅|烟|加油卡|京东卡|购物卡|手机|家电|鸡蛋|米|油|红包)|余额兑|换🧧"
        "|(?:报销款|一起|赚了).{0,4}(?:平分|分)"
        "|分[他她我你]#|你出卡|医保开的.{0,10}(?:出|收)|我出#折|一次#{2,}.{0,4}红包"
        "|充值?话费.{0,8}现金|多借我刷|借我刷|收购.{0,6}(?:权益|医保)"
        "|(?:刷|换|弄|取).{0,8}九?[七八九]成",
    ),
    # What cannot be had by law, or in no office's way.
    "pretence": (
        3,
        "监管部门.{0,30}(?:告诉|配合)|别打电话|不要告诉|成功收费|买断|全程托管|没问题$"
        "|假(?:的)?(?:材料|证明|病历|资料)|一条龙|改数据|(?:票|单)?开成|不住院也|没病也"
        "|内部(?:指标|名额|渠道)|交钱就|不问原因|后台(?:直接)?操作"
        "|成了再|佣金|代追|专案组|反诈中心|有人[，,]|药店老板我熟|弟在医保|教你把|先刷流水"
        "|签(?:约|协议)即?.{0,3}(?:付|交)|酒店.{0,6}(?:签|会)",
    ),
    # How to reach him.
    "reach": (
        1,
        "私我|找我|问我|加我|加v|搵我|➕|微信|weixin|小程序|网址|二维码|链接|扫|回拨|上门"
        "|群|致电|入口",
    ),
}
WEIGHTS = {slot: weight for slot, (weight, _words) in SLOTS.items()}
WORDS = {slot: re.compile(words.replace("#", N)) for slot, (_weight, words) in SLOTS.items()}
# Offices, employers and families speak so; "you need not go to the counter" does not count.
HONEST = re.compile(
    "(?<!去)窗口(?!期)|柜台|网点|大厅|(?<!是)12393|(?<!是)12333|gov\\.cn|工资|收费处|发票"
    "|自助机|本人持|详见|受理号|处方"
    "|社区医院|家庭医生|挂失|我(?:打|问)了|骗子|举报"
)
GIVES_UP = re.compile("(?:无需|不用|不必)(?:去|跑)?(?:窗口|大厅|柜台)")
NEEDED, ENOUGH, AGAINST = {"demand", "deal", "pretence"}, 3, 2


def ask_for_it(text: str, is_meant: Callable[[re.Pattern[str], str], bool]) -> bool:
    """Whether the slots that a text fills make it a fraud's."""
    filled = {slot for slot, words in WORDS.items() if is_meant(words, text)}
    against = AGAINST if HONEST.search(GIVES_UP.sub("", text)) else 0
    return sum(WEIGHTS[slot] for slot in filled) - against >= ENOUGH and bool(filled & NEEDED)
