"""What to say at the counter: two sentences in Chinese, whatever the language of the page.

Clerks know the item by its official name and the rule by its document and article. These texts are
spoken in China and never translated: templates mark them `lang="zh-Hans"`.
"""

from __future__ import annotations

from policies.models.source import NOT_SEEN
from policies.rules.applicability import Applicable
from policies.rules.citations import Cited
from policies.rules.eligibility import Result

LAST = {
    "yes": "请按这条规定给我办理。",
    "conditional": "请按这条规定看我的材料，还差什么请一次告诉我。",
    "needs": "请告诉我，按这条规定我还要符合什么、带什么材料。",
    "no": "我现在还不符合；请告诉我，变了以后再来要带什么材料。",
}


def sentences(found: Applicable, result: Result, item: str, passage: Cited | None) -> list[str]:
    """What to say about a result: the item by its official name if one is recorded, and the words
    of the rule; nothing where there is no rule, or nothing that could change."""
    can_change = any(change.changeable != "no" for change in result.changes)
    if found.policy is None or passage is None or result.outcome not in LAST:
        return []
    if result.outcome == "no" and not can_change:
        return []
    name = item or found.scenario.name_zh_hans  # type: ignore[attr-defined]
    return [
        f"我在{place_name(found)}参加职工医保，想办“{name}”。",
        f"依据是{document(passage)}，{LAST[result.outcome]}",
    ]


def place_name(found: Applicable) -> str:
    """The place of insurance with the levels above it, as clerks write it: 江苏省南京市鼓楼区."""
    levels = [each for each in found.region.lineage() if each.level != "nation"]
    names = [each.name_zh_hans for each in levels] or ["本地"]  # type: ignore[attr-defined]
    return "".join(reversed(names))


def document(passage: Cited) -> str:
    """A document with its number and article, each if it is known."""
    title = passage.title if "《" in passage.title else f"《{passage.title}》"
    number = f"（{passage.doc_number}）" if passage.doc_number else ""
    article = "" if passage.locator == NOT_SEEN else passage.locator
    return f"{title}{number}{article}"
