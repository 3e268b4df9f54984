"""How much of a fraud a message has in it: who offers, what is asked for, what is threatened.

A fraud finds new words each time and still needs its parts: somebody who does it for you, his cut,
something to hand over, a way to reach him, a threat. Each counts once, by what it weighs; enough of
them in a message about insurance call it one. What a warning speaks of does not count, nor does an
office's own address.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# In the words below # is a numeral and @ what is to be kept to oneself.
NUMERAL = "[一二两三四五六七八九十百千万\\d.]"
KEPT = (
    "(?:社保卡|医保卡|医保码|付款码|凭证|卡面|卡密|卡号|卡片|身份证|银行卡|存折|账号|密码|验证码)"
)
# By part: how much it weighs, and its words.
PARTS = {
    # Somebody does it for others, or knows a way.
    "offers": (
        2,
        "代办|代领|代开|包办|帮办|代操作|代申请|代你|代您|中介|贩子|接单|专收|收药|谁有.{0,2}药|回购|收购|高价|出售|包教|兼职|"
        "渠道|熟人|有关系|门路|有路子|有办法|内部|pos机|帮忙刷|一步步教|老师带|带着操作|手把手|有人教|(?:退费|退款)客服|"
        "护士长微信|我是做.{0,8}的|不用(?:公证|跑腿|签|本人|到场)|无需(?:公证|本人|到场)|见卡付款|(?:我|我们|这边|本人|"
        "公司)(?:能|可以)(?:帮|给|把|让|替)|统一(?:替|帮|给)|专门帮|帮你做|(?:帮|替|给)(?:你|您|大家|"
        "老人).{0,14}(?:挪|转|弄|换|变|取|领|报|提|清)|icanturn|wecan(?:help|turn|get)",
    ),
    # What becomes of the account, where no office does such a thing.
    "promises": (
        1,
        "周转出来|活钱|清算|一起清|资金归集|(?<!现)取现|提现|提款|提前(?:提取|放款)|一次性领取|取钱|钱拿到手|全拿走|退出来|变成|"
        "转成|挪到|兑换|兑成|换成|充值成|购物卡|返利|返现|补贴|返还|消费券|退费|原路退回|托管|报销款|补助|intocash|"
        "cashout|refund|(?:当天|秒|马上|立刻).{0,4}(?:到|进|出)",
    ),
    # His part of it.
    "share": (
        2,
        "#{1,3}(?:%|个点|成(?:收|就行|给)|折算)|[收抽扣]#{1,3}(?:%|个点|成)|[只留]{2}百分之#|"
        "减.{0,2}个点|一人一半|对半|平分|六四分|手续费|服务费|代理费|辛苦费|好处费|立案费|保证金|核查金|订金|定金|资料费|材料费|"
        "审核费|公证费|介绍费|押金#{3}|(?:费用|价格)(?:面谈|#)|事成|给个红包|红包意思|(?:先交|先付|先垫|"
        "预付).{0,6}(?:元|块|钱|费|款|金|#{3})|前期交|#{2,4}元包|#{1,3}元?(?:就|能)(?:拿|给)#|"
        "一[次天盒张](?:就)?(?:给你|给您)?#|交#{1,2}[百千]|servicecharge|commission|upfront",
    ),
    # What he wants to be given.
    "wants": (
        2,
        "@.{0,10}(?:拍|发|寄|传|报(?!销)|告诉|交给|借|核对|截图|授权|后六位|有效期|给[我他])|(?:拍|发|寄|借|授权|核对|回复|提供|"
        "填写?|报).{0,8}@|码给(?:我|他)|出租.{0,6}码|卡(?:和|及)(?:密码|身份证)|身份证和卡|身份证照片|"
        "enteryour.{0,8}(?:bank|card|pin)|(?:出示|扫).{0,12}(?:凭证|医保码).{0,12}(?:激活|"
        "扫一下|登记)|人脸(?:核验|识别|认证)|转[入到至].{0,8}(?:托管|专户|专用|保值|临时)|"
        "[转打汇].{0,4}[到入进给](?:我|他|这个|过渡|指定|对公)|账号如下|下载.{0,6}(?:软件|会议|app)|屏幕|远程帮|"
        "(?:缴纳|交|付|转)#{2,6}元?.{0,6}[金费]|刷几次|给他刷|开了药拍照",
    ),
    # An address that is no office's.
    "address": (
        3,
        "(?:https?://|www\\.)(?![\\w.-]*gov\\.cn)|[a-z0-9-]{2,40}\\.(?:shop|icu|"
        "top|vip|xyz|cc|club|site|online|net|info|ltd|fun|work|link)(?![a-z])",
    ),
    # How to reach him.
    "leads": (
        1,
        "点(?:开)?链接|点下面|点击下|点此|加群|进群|入群|群里老师|扫码|扫一下|小程序授权|拨打400|找我登记|加.{0,8}微信|加微|"
        "微信号?[:：]|(?:联系|找).{0,8}(?:客服|qq)|专员|私信|私聊|报价|联系我|联系工作人员|电话联系|"
        "回复.{0,10}领取|待领取|待确认",
    ),
    # Why at once.
    "presses": (
        1,
        "清零|待清理|暂停|停用|冻结|异常|限制(?:使用|支付)|被限制|存在风险|过期|作废|失效|涉及刑事|涉嫌|今晚|明[日天]起|尽快|"
        "立即|立刻|截止|点前|小时内|最后一[批天次]|倒计时|名额|不能用了|将取消|急[！!]|急用|急需|救急|手术费|逾期|年底要|若非本人|"
        "abnormal|suspended",
    ),
    # Whom he says he is.
    "claims": (
        1,
        "(?:我是|这里是|我们是|我这边是).{0,16}(?:医保|社保|12333|12393|社区|网格|公安|律师|工作人员|客服|女儿|"
        "儿子|同学)|(?:系统|政策)(?:升级|检测|调整)|升级.{0,3}代卡|稽核|合作(?:单位|公司)|工作人员|人工坐席|统一换|重审|"
        "认证|核验|补全|改正|restore|verify|login|logonat|这是新号|手机坏了",
    ),
}
WEIGHTS = {part: weight for part, (weight, _words) in PARTS.items()}
WORDS = {
    part: re.compile(words.replace("#", NUMERAL).replace("@", KEPT))
    for part, (_weight, words) in PARTS.items()
}
# Families ask each other for codes and money: a little more has to be said.
FAMILY = re.compile(
    "^(?:妈妈?|爸爸?|姐姐?|哥哥?|老公|老婆|爷爷|奶奶|外婆|外公|儿子|女儿)[,，:：、]"
)
NEEDED = {"offers", "wants", "address"}  # one of them
ENOUGH = 4


def weighs_enough(text: str, is_meant: Callable[[re.Pattern[str], str], bool]) -> bool:
    """Whether the parts of a fraud that a text has call it one."""
    found = {part for part, words in WORDS.items() if is_meant(words, text)}
    weight = sum(WEIGHTS[part] for part in found) - bool(FAMILY.search(text))
    return weight >= ENOUGH and bool(found & NEEDED)
