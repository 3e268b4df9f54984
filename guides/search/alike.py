"""Which fact-checks a message is like that somebody was sent.

A claim is alike if much of what makes it up stands in the message, and the message says little
else. Both are weighed by pairs of characters: a pair that few claims have tells more than one that
all have. Only what is clearly alike is told: no answer is better than a wrong one.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guides.models import FactCheck
from guides.search.fraud import is_about_insurance, is_fraud, offers_cash
from guides.search.fraud.telling import told
from guides.search.index import State
from guides.search.sayings import said_in
from guides.search.words import CJK, words
from policies.folding import bare, folded
from policies.languages import SOURCE
from policies.models.translated import column

# What a message and a claim call differently.
SAME = {
    "支取": "取出来 取出 提取 取现 提现 变现 取款 取钱 提出来 提出 取走 提走 取完 取回 拿出来 "
    "拿回来 提成现金 退回工资卡 退给你 全退 领走 套出 划走 换现金 换成现金 套现 返现 直接取",
    "余额": "个人账户余额 医保余额 医保账户余额 医保卡余额 医保里的钱 账户里的钱 账户的钱 卡里的钱 "
    "里面的钱 账里的钱 医保的钱 个账",
    "医保卡": "社会保障卡 社保卡 医保账户 个人账户 个人帐户",
    "应用": "app 小程序 公众号 服务号 手机应用",
    "银行应用": "手机银行 银行手机应用",
    "离职": "辞职 辞工 离开单位",
    "取款机": "取款机 atm机 atm 提款机 自动取款机",
    "出境定居": "移民 出国境定居 出国定居 境外定居 定居国外 出国",
    "重病": "重大疾病 大病",
    "户籍": "户口",
    "参保人去世": "去世 死亡 身故 过世 人走了 老人走了",
    "浙江应用": "浙里办 浙江的政务应用 浙江在政务应用",
    "配偶父母子女": "父母配偶子女 父母子女配偶 老婆孩子 直系亲属",
    "五种": "五大 5种 五类 五个",
    "工作日": "天到账",
    "养老金": "退休金",
    "加联系人": "加我好友 加我微信 加好友 加微信 加客服 加我",
    "社会保险法": "社保法",
    "第二十七条": "第27条",
    "一次支取": "一次性支取 全部支取 支取全部 一次性取",
}
SAME_AS = {other: word for word, others in SAME.items() for other in others.split()}
# Letters only as words: no cash machine stands in a treatment.
OTHERS = re.compile(
    "|".join(
        re.sub(r"^[a-z]+(?![a-z])", r"(?<![a-z])\g<0>(?![a-z])", re.escape(other))
        for other in sorted(SAME_AS, key=len, reverse=True)
    )
)
CHINESE = re.compile(f"[{CJK}]")
# What a claim is of, and a message has to be of as well: taking the money out, only some, or only
# so, and the insurance of residents. An official notice about a credit or a right is of none.
OF_TAKING = (
    re.compile("支取|转进|转到"),
    re.compile("取|现金|拿|吐|划(?!入)|退(?!休)|转(?!诊)|take|withdr|cash"),
)
OF_LIMITS = (
    re.compile("只限|只有|只能|必须|一定要"),
    re.compile("只|仅|必须|一定|非得?|不|only|must"),
)
OF_RESIDENTS = (re.compile("居民|新农合"), re.compile("居民|新农合|城乡|resident"))
OF_BINDING = (re.compile("绑定"), re.compile("绑|bind"))
OF_LENDING = (  # who warns of it does not claim it
    re.compile("可以借给"),
    re.compile(r"\A(?!.*(?:勿|不要|不得|禁止?|不能|不可|别把).{0,10}借).*(?:借|lend)", re.DOTALL),
)
OF_CLOSING = (re.compile("药店停用"), re.compile("不能|不让|不准|不给|停|禁|no longer|cannot"))
KINDS = (OF_TAKING, OF_BINDING, OF_LIMITS, OF_RESIDENTS, OF_LENDING, OF_CLOSING)
NOTICE = re.compile(
    "您(?:的|申请|提交|咨询).{0,20}(?:已|正在)(?:审核|受理|通过|办结|到账|退回|生效)"
)
SENTENCE = re.compile(r"[。！？!?\n]+")

OF_THE_CLAIM, OF_THE_MESSAGE = 0.6, 0.4  # how much either share counts
AGREEING = 0.5  # how much a word counts that stands only in the finding: it may say what is true
UNHEARD = 2.0  # the weight of a pair of characters that stands in no fact-check
ALIKE = 0.28
# To call a message true it has to be nearly the claim: what is only alike may say the opposite.
ALIKE_ENOUGH_TO_CONFIRM = 0.55
NEAR_THE_BEST = 0.8
SURE = 0.5  # less alike than this, and what people call a claim tells more
MOST_ALIKE = 3
LONG_MESSAGE, SHORTEST_SENTENCE = 200, 12


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact-check by what it is compared with: the words of the claim, those of all of it, and
    what a message has to be of."""

    key: int
    slug: str
    verdict: str
    claim: frozenset[str]
    whole: frozenset[str]
    kinds: frozenset[int]  # of KINDS

    @property
    def is_scam(self) -> bool:
        return self.verdict == FactCheck.Verdict.SCAM


@dataclass(frozen=True, slots=True)
class Claims:
    """Every live claim in a language, and how many fact-checks hold each word."""

    claims: tuple[Claim, ...]
    holders: dict[str, int]

    def weight(self, word: str) -> float:
        """How much a word tells."""
        held = self.holders.get(word)
        return UNHEARD if held is None else math.log((len(self.claims) + 1) / (held + 0.5))

    def weigh(self, found: frozenset[str]) -> float:
        return sum(map(self.weight, found))


def alike(message: str, state: State) -> list[int]:
    """The keys of the fact-checks that a message is like, the likest first; none if there is none.

    Who offers to turn the account into cash is told of a fraud before all else.
    """
    if not is_about_insurance(message) or is_notice(message):
        return []
    language = SOURCE if CHINESE.search(message) else state.language
    known = claims(State(state.published, language, state.at))
    parts = list(_parts(message))
    kinds = _kinds(message, of_claim=False)
    of_kind = [each for each in known.claims if each.is_scam or each.kinds <= kinds]
    found = [(max(likeness(words, each, known) for words in parts), each) for each in of_kind]
    found.sort(key=lambda scored: (-scored[0], scored[1].key))
    near = [each.key for score, each in found if is_alike(score, found[0][0], each.verdict)]
    scams = [each.key for _score, each in found if each.is_scam]
    first = scams[:1] if offers_cash(message) else []
    if not found or found[0][0] < SURE:
        near = said_of(message, known) or near
    return list(dict.fromkeys([*first, *near]))[:MOST_ALIKE]


def said_of(message: str, known: Claims) -> list[int]:
    """The key of the claim that a message says in the words that people use for it."""
    key_of = {each.slug: each.key for each in known.claims}
    said = said_in(alike_words(message))
    return [key_of[slug] for slug in said if slug in key_of][:1]


def is_notice(message: str) -> bool:
    """Whether a message tells somebody what was done for them: such a notice claims nothing."""
    if not NOTICE.search(told(message)):
        return False
    return not is_fraud(message)


def is_alike(score: float, best: float, verdict: str) -> bool:
    """Whether a likeness is clear enough, beside the best one, to tell a reader of it."""
    enough = ALIKE_ENOUGH_TO_CONFIRM if verdict == FactCheck.Verdict.CONFIRMED else ALIKE
    return score >= max(enough, best * NEAR_THE_BEST)


def likeness(said: frozenset[str], other: Claim, known: Claims) -> float:
    """How like a claim something is that was said, from 0 to 1."""
    if not said or not other.claim:
        return 0.0
    of_claim = known.weigh(said & other.claim) / known.weigh(other.claim)
    beside = AGREEING * known.weigh(said & (other.whole - other.claim))
    of_said = (known.weigh(said & other.claim) + beside) / known.weigh(said)
    return OF_THE_CLAIM * of_claim + OF_THE_MESSAGE * of_said


def _parts(message: str) -> Iterator[frozenset[str]]:
    """The words of a message; of a long one those of each sentence too."""
    yield compared(message)
    if len(message) > LONG_MESSAGE:
        sentences = SENTENCE.split(message)
        yield from (compared(each) for each in sentences if len(each) >= SHORTEST_SENTENCE)


def compared(text: str) -> frozenset[str]:
    """The words of a text, alike for what is called differently: without width, script, blanks and
    marks; of Latin letters only whole words."""
    return frozenset(words(alike_words(text)))


def alike_words(text: str) -> str:
    """A text in which what is called differently is called the same."""
    plain = bare(text) if CHINESE.search(text) else folded(text)
    return OTHERS.sub(lambda found: SAME_AS[found[0]], plain)


@functools.lru_cache(maxsize=4)
def claims(state: State) -> Claims:
    """The claims of a state of publication. One query, then none."""
    return claims_of(FactCheck.objects.live(state.at).order_by("pk"), state.language)


def claims_of(rows: Iterable[FactCheck], language: str) -> Claims:
    """The claims of fact-checks as a language says them."""
    found = [_claim(row, language) for row in rows]
    holders: dict[str, int] = {}
    for each in found:
        for word in each.whole:
            holders[word] = holders.get(word, 0) + 1
    return Claims(tuple(found), holders)


def _claim(row: FactCheck, language: str) -> Claim:
    claim, *others = (
        str(getattr(row, column(name, language)) or "") for name in ("claim", "truth", "finding")
    )
    whole = (compared(text) for text in (claim, *others))
    kinds = _kinds(claim, of_claim=True)
    return Claim(row.pk, row.slug, row.verdict, compared(claim), frozenset().union(*whole), kinds)


def _kinds(text: str, *, of_claim: bool) -> frozenset[int]:
    """What a claim is of, or a message may be of."""
    plain = alike_words(text)
    return frozenset(
        n for n, (claims, says) in enumerate(KINDS) if (claims if of_claim else says).search(plain)
    )
