"""What a reader is told of a change of a shared row: which one, and what it said before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.db.models import Field
from django.urls import reverse
from django.utils.translation import gettext as _

from guides.shared_changes import SHOWN, TO_REGIONS, SharedChange
from policies.languages import SOURCE
from policies.models import Proposal
from policies.models.canonical import Content
from policies.models.translated import choice_word, column, translated_fields
from policies.publishing.shared.values import model_of
from policies.speech import Joined, Said
from policies.views.page import Reader

NAMES = ("name", "title", "text", "path", "asked")
UNTRANSLATED = ("title", "issuer", "doc_number", "gone_because")  # Chinese in every language
Action = Proposal.Action


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """One field in the reader's language: what it said and what it says; empty for nothing."""

    label: str
    before: Said
    after: Said


def shared_kind_word(kind: str) -> str:
    """What a reader calls a kind of shared row."""
    return {
        "policies.absence": _("查找记录"),
        "policies.contact": _("电话"),
        "policies.formerdivision": _("旧地名"),
        "policies.material": _("材料"),
        "policies.option": _("选项"),
        "policies.question": _("问题"),
        "policies.region": _("地区"),
        "policies.scenario": _("遇到的事"),
        "policies.source": _("依据"),
        "guides.term": _("名词"),
        "guides.oldaddress": _("旧地址"),
        "guides.publicreply": _("公开答复"),
    }[kind]


def field_word(name: str) -> str:
    """What a reader calls a field of a shared row."""
    return {
        "name": _("名称"), "phone": _("电话"), "scope": _("管什么"), "how_to_get": _("怎样取得"),
        "text": _("文字"), "hint": _("提示"), "where_to_find_out": _("不知道时去哪里查"),
        "changeable": _("能否改变"), "level": _("层级"), "parent": _("上级地区"),
        "successor": _("并入或更名为"), "question": _("问题"), "summary": _("概要"),
        "kind": _("种类"), "title": _("标题"), "issuer": _("发布机关"), "doc_number": _("文号"),
        "url": _("网址"), "issued_on": _("发布日期"), "effective_from": _("施行日期"),
        "effective_to": _("失效日期"), "definition": _("意思"), "became": _("现在的地址"),
        "gone_because": _("为什么没有了"), "looked_on": _("哪一天查的"),
        "where": _("在哪里查的"), "asked": _("找的是什么"),
    }[name]  # fmt: skip


def shared_title(change: SharedChange, reader: Reader) -> str:
    """The kind of row and its name; as it was proposed where the row is gone."""
    proposal = change.proposal
    return Joined(shared_kind_word(proposal.kind), _("："), _name(change, reader))


def shared_action(proposal: Proposal) -> str:
    """Whether it is new, changed or gone; a change of meaning and one of words are told apart."""
    if proposal.only_wording:
        return _("只改措辞")
    words = {"create": _("新增"), "change": _("修改"), "delete": _("删除")}
    return words.get(proposal.action) or proposal.get_action_display()


def shared_url(change: SharedChange) -> str:
    """The page about the row; empty where there is none."""
    kind, code = change.proposal.kind, change.proposal.code
    if change.row is None:
        return ""
    if kind in ("policies.region", "policies.scenario", "policies.source"):
        return reverse(kind.removeprefix("policies."), args=[code])
    if kind in ("policies.question", "policies.option"):
        return reverse("check")
    return f"{reverse('term-list')}#{code}" if kind == "guides.term" else ""


def changed_values(change: SharedChange, reader: Reader) -> list[ChangedValue]:
    """What a change of a row changed, as far as readers see it, in the reader's language; where
    that language's text stayed, that of the source."""
    proposal = change.proposal
    if proposal.action != Action.CHANGE:
        return []
    before, after = proposal.values_before, proposal.values_after
    found = []
    for name in SHOWN[proposal.kind]:
        place = _column(proposal, name, after, reader)
        if place is not None:
            said = [_said(change, name, place, values, reader) for values in (before, after)]
            found.append(ChangedValue(field_word(name), *said))
    return found


def _column(proposal: Proposal, name: str, after: Content, reader: Reader) -> str | None:
    """The column of a field that a change is told by; None if it did not change."""
    if name not in translated_fields(model_of(proposal.kind)):
        return name if name in after else None
    own = [column(name, reader.language), column(name, SOURCE)]
    return next((each for each in own if each in after), None)


def _said(change: SharedChange, name: str, place: str, values: Content, reader: Reader) -> Said:
    value = values.get(place)
    if value in (None, ""):
        return Said("")
    if name in TO_REGIONS and str(value) in change.regions:
        return reader.speech.of(change.regions[str(value)], "name")
    field = cast("Field[object, object]", model_of(change.proposal.kind)._meta.get_field(place))
    text = choice_word(dict(field.flatchoices), str(value)) if field.choices else str(value)
    if name in UNTRANSLATED:
        return reader.speech.untranslated(text)
    is_own = place == name or place == column(name, reader.language)
    return Said(text) if is_own else reader.speech.source_text(text)


def _name(change: SharedChange, reader: Reader) -> Said:
    if change.row is not None:
        name = next(each for each in NAMES if hasattr(change.row, each))
        translated = name in translated_fields(type(change.row))
        if translated:
            return reader.speech.of(change.row, name)
        return reader.speech.untranslated(str(getattr(change.row, name)))
    return reader.speech.untranslated(change.proposal.name)
