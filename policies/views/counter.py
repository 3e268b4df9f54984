"""What to say at the counter: two sentences in Chinese, whatever the language of the page.

Clerks know the item by its official name and the rule by its document and article. These texts are
spoken in China and never translated: templates mark them `lang="zh-Hans"`.
"""

from __future__ import annotations

import re

from policies.models import Source
from policies.rules.answer import Answer
from policies.rules.applicability import Applicable
from policies.rules.citations import Cited, strongest
from policies.rules.eligibility import Result
from policies.rules.state import State, verdict_of
from policies.rules.told import is_unsaid
from policies.views.values.check import is_to_check
from policies.views.values.scenario import DEATH

LAST = {
    "yes": "依据是{}，请按这条规定给我办理。",
    "conditional": "依据是{}，请按这条规定看我的材料，还差什么请一次告诉我。",
    "needs": "依据是{}，请告诉我，按这条规定我还要符合什么、带什么材料。",
    "no": "按{}，我现在还不符合；请告诉我，变了以后再来要带什么材料。",
}
# Where no source speaks of what was answered: none of them is a basis for whoever answered so.
UNSAID = "我看到的规定没有说到我这种情形；请告诉我怎样规定，依据的是哪份文件的哪一条。"
# Where the words come from no document: a report, a reprint, an answer.
HEARSAY = "我是在“{}”里看到的，请告诉我正式的文件是哪一份，按那份文件我还差什么。"
# With a sheet in hand, where nothing is to be applied for or nobody may: whether it is still so.
STILL_SO = "我看到的依据是{}，请问现在还是这样规定吗？"
PAPERS_UNKNOWN = "要带哪些材料？要原件还是复印件？"
LIMIT_UNKNOWN = "多久能办好？"
# Where the rule known has ended.
ENDED = "我看到的依据是{}，只管到{}。请告诉我现在怎样规定，依据的是哪份文件的哪一条？"
BASIS = "这样规定，依据的是哪份文件的哪一条？"  # to ask where no rule is known
# What a clerk can look up: an answer of an office or a report is none of these.
DOCUMENTS = (
    Source.Kind.LAW,
    Source.Kind.REGULATION,
    Source.Kind.NOTICE,
    Source.Kind.SERVICE_GUIDE,
)
# Titles that this site gave: of a reprint, of a page of questions and answers.
NO_TITLE = re.compile(r"[（(](?:转载|转述|节选|问答|报道|消息)[^）)]*[）)]$|[？?]$|消息：|的消息$")


def sentences(found: Applicable, result: Result, item: str, passage: Cited | None) -> list[str]:
    """What to say about a result: the item by its official name, or else the question, and the
    words of the rule, or of one that ended; nothing without either, something to apply for, or hope
    of a change."""
    can_change = any(change.changeable != "no" for change in result.changes)
    if passage and found.ended and (day := found.ended.effective_to):
        last = f"{day.year}年{day.month}月{day.day}日"
        return [question(found), ENDED.format(document(passage), last)]
    if found.policy is None or passage is None or result.outcome not in LAST:
        return []
    if verdict_of(found.policy) == State.RULE or (result.outcome == "no" and not can_change):
        return []
    first = first_sentence(found, result, item)
    if is_unsaid(result):
        return [first, UNSAID]
    rule = LAST[result.outcome].format(document(passage))
    return [first, rule if is_document(passage) else HEARSAY.format(passage.title)]


def asked_with_a_sheet(found: Answer, *, knows_papers: bool, knows_limit: bool) -> list[str]:
    """What to ask at the counter with the page of an answer in hand: what somebody comes for, by
    which document, and what is not known of papers and time."""
    passage = strongest(found.citations)
    if found.policy and not is_to_check(found):
        return [question(found), STILL_SO.format(document(passage))] if passage else []
    item = found.item_name
    first = f"{speaker(found)}想办“{item}”。" if item else question(found)
    unknown = [
        *([] if knows_papers else [PAPERS_UNKNOWN]),
        *([] if knows_limit else [LIMIT_UNKNOWN]),
    ]
    if found.policy is None or passage is None:
        return [first, BASIS, *unknown]
    rule = LAST["conditional"].format(document(passage))
    return [first, rule if is_document(passage) else HEARSAY.format(passage.title), *unknown]


def first_sentence(found: Applicable, result: Result, item: str) -> str:
    """What somebody comes for. Whoever does not qualify has perhaps denied that it happened: they
    ask about it and say of themselves nothing but where they are insured."""
    if result.outcome == "no":
        name = found.scenario.name_zh_hans  # type: ignore[attr-defined]
        what = f"办“{item}”" if item else f"“{name}”这种情形，"
        return f"{speaker(found)}想问：{what}要符合什么条件？"
    return f"{speaker(found)}想办“{item}”。" if item else question(found)


def is_document(passage: Cited) -> bool:
    """Whether a clerk can be shown it as a basis: no answer, no report, no title of this site."""
    return passage.kind in DOCUMENTS and not NO_TITLE.search(passage.title)


def question(found: Applicable) -> str:
    """The question of a situation, asked by whom it is about."""
    return f"{speaker(found)}想问：{found.scenario.question_zh_hans}"  # type: ignore[attr-defined]


def speaker(found: Applicable) -> str:
    """Who is asking: insured there, or an heir of somebody who was."""
    insured = f"在{place_name(found)}参加职工医保"
    if found.scenario.code == DEATH:
        return f"参保人生前{insured}，已经去世。我"
    return f"我{insured}，"


def place_name(found: Applicable) -> str:
    """The place of insurance with the levels above it, as clerks write it: 江苏省南京市鼓楼区."""
    levels = [each for each in found.region.lineage() if each.level != "nation"]
    names = [each.name_zh_hans for each in levels] or ["本地"]  # type: ignore[attr-defined]
    return "".join(reversed(names))


def document(passage: Cited) -> str:
    """A document with its number and article, each if known; a part of a page is no article."""
    title = passage.title if "《" in passage.title else f"《{passage.title}》"
    number = f"（{passage.doc_number}）" if passage.doc_number else ""
    article = passage.locator if passage.locator.startswith("第") else ""
    return f"{title}{number}{article}"
