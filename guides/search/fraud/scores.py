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
# What is written otherwise, so that nobody finds it: by sound, by shape, by letters.
HIDDEN = (
    "[医衣依伊壹姨易](?:[宝堡葆鲍呆煲]|bao|b)(?=[卡余帐账码里额凭])"
    "|[衣依伊壹姨易]保(?=[卡余帐账码里额凭])"
    "|(?<![a-z])yb卡|[涩射]保卡|余[鹅俄蛾]|鱼额|[提套变取返][线xj](?:ian|j)|[提套]xian"
    "|现jin|[威薇徽卫]❤|加赖"
)
# By part: how much it weighs, and its words.
PARTS = {
    # Somebody does it for others, or knows a way.
    "offers": (
        2,
        "给您退|代办|代领|代开|包办|帮办|代操作|代申请|代你|代您|中介|贩子|接单|专收|收药"
        "|谁有.{0,2}药|回购|收购|高价|出售|包教|兼职|"
        "渠道|熟人|有关系|门路|有路子|有办法|内部|pos机|帮忙刷|一步步教|老师带|带着操作"
        "|手把手|有人教|(?:退费|退款)客服|"
        "护士长微信|我是做.{0,8}的|不用(?:公证|跑腿|签|本人|到场)|无需(?:公证|本人|到场)"
        "|见卡付款|(?:我|我们|这边|本人|"
        "公司)(?:能|可以)(?:帮|给|把|让|替)|统一(?:替|帮|给)|专门帮|帮你做|(?:帮|替"
        "|给)(?:你|您|大家|"
        "老人).{0,14}(?:挪|转|弄|换|变|取|领|报|提|清)|icanturn|icanhelp|专办|我们给你出"
        "|表[哥姐弟妹]在|亲戚在|我这有店|合作医院|和医院有合作|问我|来找我|找我给|我们搞定"
        "|代取|代提|帮[你您](?:刷|买|取|变)|指导大家|按指引|专人|wecan(?:help|turn"
        "|get)",
    ),
    # What becomes of the account, where no office does such a thing.
    "promises": (
        1,
        "周转出来|活钱|清算|一起清|资金归集|(?<!现)取现|提现|提款|提前(?:提取|放款)"
        "|一次性领取|取钱|钱拿到手|全拿走|退出来|变成|买成|"
        "转成|挪到|兑换|兑成|换成|充值成|购物卡|返利|返现|补贴|返还|消费券|退费|原路退回"
        "|托管|报销款|补助|intocash|"
        "cashout|refund|takeoutmoney|清退|取医保|出材料|补你|退给您|可以退|给[您你]退"
        "|取出来|刷成钱|刷出来|想拿出来|变💵|清空服务|唤醒|红利|代提|额度套|个账清|(?:当天"
        "|秒|马上|立刻).{0,4}(?:到|进|出)",
    ),
    # His part of it.
    "share": (
        2,
        "#{1,3}(?:%|个点|成(?:收|就行|给)|折算)|返#成|[抽扣收]#成|费#成|#八分|五五开|#百送#"
        "|#给#百|给[你您他]#{1,3}[百千万两]|给他#千|日结|一单#|每次#|人头"
        "|[收抽扣]#{1,3}(?:%|个点|成)|[只留]{2}百分之#|"
        "减.{0,2}个点|一人一半|对半|平分|六四分|手续费|服务费|代理费|辛苦费|好处费|立案费"
        "|保证金|核查金|订金|定金|资料费|材料费|"
        "审核费|公证费|介绍费|押金#{3}|(?:费用|价格)(?:面谈|#)|事成|给个红包|红包意思"
        "|(?:先交|先付|先垫|"
        "预付).{0,6}(?:元|块|钱|费|款|金|#{3})|前期交|#{2,4}元包|#{1,3}元?(?:就|能)(?:拿|给)#|"
        "一[次天盒张](?:就)?(?:给你|给您)?#|交#{1,2}[百千]|servicecharge|commission|upfront",
    ),
    # What he wants to be given.
    "wants": (
        2,
        "@.{0,10}(?:拍|发|寄|传|报(?!销)|告诉|交给|借|核对|截图|授权|后六位|有效期"
        "|给[我他])|(?:拍|发|寄|借|授权|核对|回复|提供|"
        "填写?|报).{0,8}@|码给(?:我|他)|出租.{0,6}码|卡(?:和|及)(?:密码|身份证)|身份证和卡"
        "|身份证照片|"
        "(?:enter|verify)your.{0,20}(?:bank|card|pin)|数字念给|财务.{0,3}[加添]|加我钉钉"
        "|数字.{0,3}报给|安装包|医保卡放|卡放(?:我|这)|把医保卡.{0,8}(?:给来|交给)"
        "|拿您的医保卡|手持照|填写.{0,4}(?:开户行|银行卡)|转到这个|帮我转#|按指引操作"
        "|刷一下卡|现场.{0,6}刷(?:脸|卡)|(?:出示|扫).{0,12}(?:凭证|医保码).{0,12}(?:激活|"
        "扫一下|登记)|人脸(?:核验|识别|认证)|转[入到至].{0,8}(?:托管|专户|专用|保值|临时)|"
        "[转打汇].{0,4}[到入进给](?:我|他|这个|过渡|指定|对公)|账号如下|下载.{0,6}(?:软件"
        "|会议|app)|屏幕|远程帮|"
        "(?:缴纳|交|付|转)#{2,6}元?.{0,6}[金费]|刷几次|给他刷|开了药拍照",
    ),
    # An address that is no office's.
    "address": (
        3,
        "(?:https?://|www\\.)(?![\\w.-]*gov\\.cn)|(?<![a-z0-9.-])t\\.cn/"
        "|[a-z0-9-]{2,40}\\.(?:shop|icu|"
        "top|vip|xyz|cc|club|site|online|net|info|ltd|fun|work|link|app|cyou|buzz|me|sbs"
        "|cfd|live)(?![a-z])",
    ),
    # How to reach him.
    "leads": (
        1,
        "点(?:开)?链接|点下面|点击下|点此|加群|进群|入群|群里老师|扫码|扫一下|小程序授权"
        "|拨打400|找我登记|加.{0,8}微信|加微|"
        "微信号?[:：]|(?:联系|找).{0,8}(?:客服|qq)|专员|私信|私聊|报价|联系我|联系工作人员"
        "|电话联系|"
        "回复.{0,10}领取|扫(?:描)?下(?:面|方)|加赖|微信同号|加.{0,3}(?:钉钉|qq)|留电话"
        "|微信聊|addmywechat|telegram|联系.{0,3}(?:主任|经理|科长)|入口|戳链接|待领取"
        "|待确认",
    ),
    # Why at once.
    "presses": (
        1,
        "重新提交|清零|待清理|暂停|停用|冻结|异常|限制(?:使用|支付)|被限制|存在风险|过期"
        "|作废|失效|涉及刑事|涉嫌|今晚|tonight|救命|出事了|欠费|盗刷|涉案|按\\d(?:号键"
        "|键)?(?:转|接)(?!诊)|明[日天](?:起|停用)|(?:今[日天]|\\d点)(?:前|止)|仅限|从速"
        "|月底前|改革|2027年取消|余额就没了|停止全部|已到期|将(?:注销|停用)|尽快|"
        "立即|立刻|截止|点前|小时内|最后一[批天次]|倒计时|名额|不能用了|将取消|急[！!]|急用"
        "|急需|救急|手术费|逾期|年底要|若非本人|"
        "abnormal|suspended",
    ),
    # The card, its code or its medicines are hired, lent or traded.
    "trades": (
        3,
        "(?:收(?!据)|租(?![房金])|求购|回收|出租|倒卖?|代刷)(?!费|到|入|集|取|拾|看|据"
        "|款)[^，。,]{0,8}(?:医保|社保卡|医保卡|药品?(?=[，,、。]|$))"
        "|(?:医保卡?|社保卡)[^，。]{0,8}(?:租给|出租|有偿|跑个特药|代刷)|特病药|吃不完的.{0,3}药"
        "|(?:借|用)(?:一下)?[你您].{0,4}(?:医保|社保)卡?.{0,16}(?:[挂开]|给[你您]|两天|几天)"
        "|(?:医保|社保)卡?.{0,6}借(?:我|给我|一下|用).{0,24}给[你您]|leftovermedicine|webuy"
        "|(?:写|开|记|刷)成药|药.{0,6}(?:转手|倒手|转卖)",
    ),
    # The police are called in, and nobody is to hear of it.
    "police": (
        4,
        "转接.{0,6}(?:警|公安)|通缉|否则逮捕|资金清查|配合.{0,6}(?:笔录|清查)|案件保密",
    ),
    # What no office says of anybody's money.
    "untrue": (
        2,
        "归公|充公|归零|一律清退|清退资金|整取|最后(?:一批|窗口)|沉睡资金|账户清空|个账清空"
        "|余额就没了|2027年取消|一键清|没病也|没有病|无病也|红利|分红|放着也是放着"
        "|不用白不用",
    ),
    # What one sentence has only in a fraud: a threat and a key to press, a new number and money.
    "scripts": (
        4,
        "[您你].{0,16}(?:停用|冻结|违规|涉嫌|异常).{0,20}按\\d|(?:换号|新号).{0,30}(?:转|汇"
        "|打)(?:给|[\\d一二两三四五六七八九])",
    ),
    # A private account, where an office would name its counter.
    "private": (
        2,
        "加我.{0,3}(?:微信|qq|钉钉)|微信同号|(?:经理|主任|科长|老师).{0,3}微信|telegram"
        "|whatsapp|addmy?wechat|(?:本局|专属|退费).{0,3}(?:qq|微信|企业微信)群?",
    ),
    # Things for a card that is swiped.
    "gifts": (2, "鸡蛋|米面|米油|粮油|现金券|现金红包|礼品|助听器"),
    "hush": (
        1,
        "(?:别|不要|莫|不用)(?:跟|和|让|对|给)?.{0,3}(?:爸|妈|家[里人]|别人|儿女|子女"
        "|老[公婆]).{0,2}(?:说|知道|讲|声张)"
        "|悄悄|懂的|别在群里|保密|不要挂|不能讲太久|别声张",
    ),
    # The word is disguised.
    "hides": (3, HIDDEN),
    # It is sure, and easily had.
    "certain": (
        1,
        "包过|包通过|百分百|放心|靠谱|绝对安全|安全(?:快速|可靠)|当面(?:交易|刷)|老渠道"
        "|渠道稳|量大|诚信|现结|日结|一天一结|结清|"
        "上门(?:自提|取|办理)|秒到|三天到[账帐]|手续简单|(?:专业|专办|专门|全国可)|动动手指"
        "|做成(?:再|了)|当场给|没有病也|不用离职|人不用",
    ),
    # Whom he says he is.
    "claims": (
        1,
        "(?:我是|这里是|我们是|我这边是).{0,16}(?:医保|社保|12333|12393|社区|网格|公安|律师"
        "|工作人员|客服|女儿|"
        "儿子|同学)|(?:系统|政策)(?:升级|检测|调整)|升级.{0,3}代卡|稽核|合作(?:单位|公司)"
        "|工作人员|人工坐席|统一换|重审|"
        "认证|核验|补全|改正|restore|verify|login|logonat|这是新号|手机坏了|快没电|换号"
        "|年审|没通过|打款失败|多扣|多缴|不能讲太久|[科处]长[:：]|护工|系统通知",
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
# Who treats somebody, or only changes his telephone, has his number for it.
HONEST, AGAINST = re.compile("家庭医生|换(?:了)?手机|号码没变|挂失|(?<!是)12393|(?<!是)12333"), 2
# One of these at least.
NEEDED = set(WORDS) - {"promises", "leads", "presses", "claims", "hush", "certain", "gifts"}
ENOUGH = 4


def weighs_enough(text: str, is_meant: Callable[[re.Pattern[str], str], bool]) -> bool:
    """Whether the parts of a fraud that a text has call it one."""
    found = {part for part, words in WORDS.items() if is_meant(words, text)}
    against = bool(FAMILY.search(text)) + AGAINST * bool(HONEST.search(text))
    weight = sum(WEIGHTS[part] for part in found) - against
    return weight >= ENOUGH and bool(found & NEEDED)
