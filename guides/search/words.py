"""How texts and queries are cut into words, and which words mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from guides.search.happenings import tells_of_a_death, tells_of_a_move
from guides.search.spelled import place_and_words, words_spelled

CJK = r"\u3400-\u4dbf\u4e00-\u9fff"
RUNS = re.compile(rf"[{CJK}]+|[a-z0-9]+")
SPOUSES = ("老婆", "老公", "老伴", "妻子", "丈夫", "爱人")
# What people type, and what our texts say instead.
SYNONYMS = {
    "医保卡": "个人账户", "社保卡": "个人账户", "个账": "个人账户", "账户余额": "个人账户",
    "取钱": "支取 提取", "取出": "支取 提取", "取现": "支取 提取 现金 正常参保", "领出": "支取",
    "平时": "正常参保 现金",
    **dict.fromkeys(("取款", "提取", "取不出", "直接取"), "支取 现金 正常参保 取出来"),
    **dict.fromkeys(("代办", "委托", "授权"), "请家人去办 代办 委托书"),
    **dict.fromkeys(("浙里办", "粤省事", "小程序", "app", "手机办"), "手机办 个人账户支取"),
    **dict.fromkeys(("自助机",), "自助机"),
    **dict.fromkeys(("注销", "退保", "退个人账户", "倒闭"), "放弃职工医保 不再参加 离职"),
    **dict.fromkeys(("部队", "入伍", "新兵"), "应征入伍 参军入伍"),
    **dict.fromkeys(("流感针", "打针", "接种"), "打疫苗 疫苗"),
    **dict.fromkeys(("洗牙", "种牙", "牙", "配眼镜", "酸奶", "大米"), "药店 看病买药 定点"),
    **dict.fromkeys(("透析", "化疗", "尿毒"), "重病 得了重病"),
    **dict.fromkeys(("寄给", "给了验证码", "转了钱", "上当", "骗"), "被骗 我被骗了怎么办"),
    **dict.fromkeys(
        ("盗刷", "丢了", "丢失", "挂失", "冻结", "别人用了", "被人用", "stolen", "lost my card"),
        "被骗 我被骗了怎么办 cheated",
    ),
    **dict.fromkeys(("返款", "没进钱", "没到账", "变少"), "每月划入 划入"),
    **dict.fromkeys(("不收", "不接收", "不予接收"), "新参保地不接收余额 不接收"),
    **dict.fromkeys(("金融账户", "银行账户"), "社会保障卡 银行 取现"),
    "异地安置": "退休后 外省长住 长期居住",
    "遗产": "继承",
    **dict.fromkeys(("遗嘱", "丧葬", "丧偶"), "参保人去世 家人去世 继承"),
    **dict.fromkeys(SPOUSES, "家人 配偶 给家人用 家庭共济 去世"),
    **dict.fromkeys(("火化", "骨灰", "死亡证明"), "参保人去世 家人去世 继承"),
    **dict.fromkeys(("不会用", "老人机", "智能手机", "没有手机"), "不会用手机 去柜台办"),
    **dict.fromkeys(("替他", "替她", "帮他办", "帮她办", "去不了"), "请家人去办 代办 委托书"),
    **dict.fromkeys(("多少天", "几天", "多久", "工作日"), "固定的天数到账 个工作日"),
    **dict.fromkeys(("百万医疗", "医疗险", "重疾险", "商保"), "商业健康保险 买商业健康保险"),
    **dict.fromkeys(("投诉", "不给办", "被拒"), "窗口不给取怎么办 被拒绝怎么办 反映"),
    **dict.fromkeys(("儿子那", "女儿那", "孩子那", "搬去", "养老院"), "长期住在外省 长期居住"),
    **dict.fromkeys(("领出来", "拿出来", "怎么取", "取出来"), "支取 现金 正常参保 取出来"),
    **dict.fromkeys(
        ("移居", "移民", "加拿大", "美国", "澳大利亚", "澳洲", "绿卡", "出国", "国外", "境外",
         "定居", "canada", "america", "australia", "emigrat", "green card"),
        "出境定居 出国定居 外国 abroad",
    ),
    "退休金": "退休", "养老": "退休", "退了休": "退休", "年限不够": "退休年龄",
    "异地养老": "退休后 外省长住 异地安置", "retire": "retired retirement",
    "widow": "death died", "husband": "death relative", "wife": "death relative",
    **dict.fromkeys(("当兵", "参军", "退伍", "复员"), "应征入伍 参军入伍"),
    **dict.fromkeys(
        ("辞职", "辞工", "失业", "停保", "断缴", "不给交", "没工作", "农民工"),
        "不再参加 参加职工 职工医保",
    ),
    **dict.fromkeys(("癌", "大病", "白血病", "尿毒症", "急用钱"), "重病 得了重病"),
    **dict.fromkeys(("没交够", "没缴够", "没交满", "还差几年"), "年限不够 退休年龄"),
    **dict.fromkeys(("血压计", "血糖仪", "轮椅", "助听器", "医疗器械"), "看病买药 药店 器械"),
    **dict.fromkeys(("儿媳", "女婿", "岳父", "岳母", "公婆"), "家庭共济 家人"),
    "惠民保": "商业健康保险", "老人": "家庭共济", "父母": "家庭共济", "家人": "家庭共济",
    "亲情账户": "家庭共济",
    "外地": "异地", "异地": "外地", "跨省": "异地",
    "转诊": "异地看病 外地看病 就医", "转给": "家庭共济 给家人用",
    "转移": "换地方参保 余额跟着走 转过去",
    "转走": "转移接续", "换工作": "转移接续", "离职": "转移接续",
    "买药": "药店", "打疫苗": "疫苗", "新农合": "居民医保", "城乡医保": "居民医保",
    "返还": "划入", "到账": "划入", "打入": "划入", "买保险": "商业健康保险", "健身卡": "健身",
    "died": "death", "dead": "death", "inherit": "death heir",
    "chemist": "pharmacy", "drugstore": "pharmacy", "gym": "fitness", "army": "enlist",
    "military": "enlist", "vaccination": "vaccine", "parents": "family",
    "insurance card": "account",
    **dict.fromkeys(
        ("unemployed", "lost my job", "quit my job", "jobless"), "leave employee scheme longer"
    ),
    **dict.fromkeys(("another city", "new job"), "new place move balance"),
    **dict.fromkeys(("leaving china", "leave china", "hong kong", "overseas"), "settled abroad"),
    **dict.fromkeys(("flu shot", "jab", "vaccinat"), "vaccine"),
    **dict.fromkeys(("cancer", "leukaemia", "leukemia"), "serious illness"),
    "blood pressure": "pharmacy medicine", "transfer": "new place move balance",
    "长护险": "长期护理保险", "医保局电话": "该打 服务热线",
    **dict.fromkeys(("两份医保", "两地都交", "交重", "重复参保"), "同时参加 两种医保"),
    **dict.fromkeys(("打什么电话", "电话多少", "什么电话", "热线"), "该打 服务热线 12393"),
    **dict.fromkeys(
        ("啥时候到", "什么时候到", "几号到", "哪天到", "啥时候进", "几号进", "返多少"),
        "每月划入 划入 每月",
    ),
    **dict.fromkeys(("新规", "明年一月", "有啥变化", "什么变化", "新政策"), "2027年 新条例 变化"),
    **dict.fromkeys(
        ("转外省", "转外地", "转过来", "转过去", "转回来"), "换地方参保 余额跟着走 转移接续"
    ),
}  # fmt: skip
# Somebody goes from one place to another: then the account goes with him.
OF_MOVING = "换地方参保 余额跟着走 转过去 transfer"
# Somebody is dead: then who it was does not ask for what the living may share.
OF_THE_DEAD = "参保人去世 家人去世 继承 death"
WHO_DIED = {
    **dict.fromkeys(SPOUSES, "配偶"),
    "老人": "",
    "父母": "",
    "家人": "",
    "husband": "",
    "wife": "",
    "parents": "",
}
# Characters that are typed for others which sound alike.
MISTYPED = {"的前": "的钱", "曲出": "取出", "一保": "医保", "医宝": "医保", "去市": "去世"}
# The words of the trade in cashing out: whoever types them is warned before anything else.
SCAM_WORDS = (
    "代提", "代取", "套现", "套医保",
    "返现", "代办", "变现", "换现金", "中介", "刷卡取", "加微信",
    "联系微信", "手续费", "帮我取", "医保卡回收", "回收医保", "收医保", "高价收",
    "broker", "agent",
)  # fmt: skip
# What honest people say too, of something that happened to them.
HALF_SCAM = re.compile("提现|cash(?:ing)?[ -]?out")
HAPPENED = re.compile(
    "退休|搬|去世|大病|重病|种病|癌|移民|出国|出境|定居|外省|转移|入伍|离职|辞职|leav|mov|abroad|retire|d(?:ied|ead)"
)
# 加我 as in 加我好友, not as in 参加我省; 微信 together with taking money, not with 提醒.
SCAM_PATTERN = re.compile(
    r"(?<![参增添附追更])加我(?![国省市区县们])"
    r"|微信.*(?:现金|取(?!消)|提(?![醒示供问]))|(?:现金|取(?!消)|提(?![醒示供问])).*微信"
)


# Acting for one's own family, with papers; and what only those say who offer it for money.
ERRAND = re.compile(
    "委托|授权|代办.*(?:材料|手续|证明|证件|流程|要带)|"
    "(?:替|帮)(?:他|她)(?:去)?办|(?:替|帮|给|为)(?:我|他|她)?(?:父母|爸|妈|老人|家人|孩子|子女|配偶|老伴|老公|老婆|亲属|爷爷|奶奶).*办|"
    "(?:家人|子女|亲属|配偶|别人|他人|父母).*代(?:办|为)"
)
# Who asks for the lawful way has no need of a warning before it.
LAWFUL_WAY = re.compile(
    "(?:正经|正规|正当|合法)的?(?:办法|途径|渠道|方法|方式|用途|用法|路)"
    "|除了套现|(?:不[让能准给]|没法|不可以)提现|(?:不|别|不想|不用)套现|lawful way"
)
OFFERED = re.compile("中介|手续费|加.{0,2}微信|高价|回收|[帮代]我?[取提办]")
OFFER = re.compile("套|返现|变现|提现|换现金|中介|手续费|加微信|高价|回收")


def words(text: str) -> Iterator[str]:
    """The words of a normal text: overlapping pairs of characters, and Latin words.

    A run of a single character is a word of its own. A plural counts as its singular.
    """
    for run in RUNS.findall(text):
        if run.isascii():
            yield run[:-1] if len(run) > 3 and run.endswith("s") else run
        elif len(run) == 1:
            yield run
        else:
            yield from (run[i : i + 2] for i in range(len(run) - 1))


def spelled_out(query: str) -> str:
    """A folded query without known errors of typing, with the words that its letters spell in
    pinyin or by initials."""
    for typed, meant in MISTYPED.items():
        query = query.replace(typed, meant)
    letters = [run for run in RUNS.findall(query) if run.isascii()]
    both = (first + second for first, second in pairwise(letters))  # qu shi, as two words
    said = [word for run in (*letters, *both) for word in sorted(words_spelled(run))]
    said += [word for run in letters for word in sorted(place_and_words(run)[1])]
    return " ".join((query, *said))


def other_words(query: str) -> set[str]:
    """The words of everything that means the same as a part of a folded query."""
    found = {word: other for word, other in SYNONYMS.items() if word in query}
    if tells_of_a_death(query):
        found = {word: WHO_DIED.get(word, other) for word, other in found.items()}
        found[OF_THE_DEAD] = OF_THE_DEAD
    elif tells_of_a_move(query):
        found[OF_MOVING] = OF_MOVING
    meant = found.values()
    return {word for other in meant for word in words(other)}


def is_lawful_errand(query: str) -> bool:
    """Whether a folded query asks how one may act for another at the counter, or what is lawful."""
    closed = "".join(query.split())
    if LAWFUL_WAY.search(closed) and not OFFERED.search(closed):
        return True
    return ERRAND.search(closed) is not None and not OFFER.search(query)


def smells_of_fraud(query: str) -> bool:
    """Whether a normal query uses the words of those who offer cash for the account."""
    closed = "".join(query.split())
    if any(word in query or word in closed for word in SCAM_WORDS):
        return True
    if HALF_SCAM.search(query) and not HAPPENED.search(query):
        return True
    return SCAM_PATTERN.search(closed) is not None
