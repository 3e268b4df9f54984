"""What two persons changed of a telephone, a question, a name stands in the list of changes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client

from guides.shared_changes import SHOWN
from policies.models import ImpossibleCombination, Proposal
from policies.models.plain import PublicRow, SharedRow, shared_models
from policies.publishing import proposals
from tests import factories as make
from tests.guides.pages import look, words_of

pytestmark = pytest.mark.usefixtures("afternoon")
ATOM = "{http://www.w3.org/2005/Atom}"


def approve(
    row: SharedRow, *, only_wording: bool = False, at: Any = make.NOON, **wanted: Any
) -> None:
    proposal = proposals.propose_change(row, wanted, by=make.user("author"), why="内部的话")
    proposals.approve(
        proposal,
        by=make.user("approver"),
        note="也是内部的",
        only_wording=only_wording,
        now=make.NOON,
    )


def listed(client: Client, query: str = "", language: str = "zh-hans") -> list[Any]:
    return list(look(client, f"/{language}/changes/{query}").select("ol.changes > li"))


def test_approved_change_says_what_it_was_and_is_and_names_nobody(client: Client) -> None:
    contact = make.contact()
    before = client.get("/zh-hans/changes/")["ETag"]
    approve(contact, phone="12399")
    (entry,) = listed(client)
    assert entry["data-kind"] == "contact"
    assert (entry.find("del").text, entry.find("ins").text) == ("12393", "12399")
    said = words_of(entry)
    assert "电话：医保服务热线" in said and "修改" in said and f"{make.NOON:%Y年}" in said
    assert not any(words in said for words in ("author", "approver", "内部"))
    answer = client.get("/zh-hans/changes/", headers={"If-None-Match": before})
    assert answer.status_code == 200


def test_an_act_and_a_word_that_nobody_knows_are_said_to_be_unknown(client: Client) -> None:
    """A later release wrote them, and was taken back."""
    source = make.source("paper", kind="x-ray")
    proposal = proposals.propose_change(
        source, {"kind": "notice"}, by=make.user("author"), why="后一版写的"
    )
    make.lift_database_rules()
    Proposal.objects.filter(pk=proposal.pk).update(action="merge")
    proposals.approve(proposal, by=make.user("approver"), now=make.NOON)
    assert "本站不认识（merge）" in words_of(listed(client)[0])
    other = make.source("letter", kind="x-ray")
    approve(other, kind="law")
    assert "本站不认识（x-ray）" in words_of(listed(client)[0])


def test_what_waits_or_was_refused_is_no_change(client: Client) -> None:
    contact, material = make.contact(), make.material()
    author, approver = make.user("author"), make.user("approver")
    proposals.propose_change(contact, {"phone": "12399"}, by=author, why="还没批准")
    refused = proposals.propose_change(material, {"name_en": "Card"}, by=author, why="不对")
    proposals.reject(refused, by=approver, note="不对")
    assert listed(client) == []


def test_a_row_whose_name_is_not_translated_is_told_by_it_in_every_language(
    client: Client,
) -> None:
    approve(make.source(), title="广东省门诊共济实施办法（修订）")
    for language, is_foreign in (("zh-hans", False), ("en", True)):
        (entry,) = listed(client, language=language)
        link = entry.find("a")
        assert "广东省门诊共济实施办法（修订）" in words_of(link)
        in_chinese = link.get("lang") == "zh-Hans" or link.find(lang="zh-Hans") is not None
        assert in_chinese is is_foreign, entry
        assert (entry.ins.find(lang="zh-Hans") is not None) is is_foreign, entry


def test_a_name_that_fell_back_to_chinese_says_so_in_the_list(client: Client) -> None:
    approve(make.contact(), phone="12399")
    (entry,) = listed(client, language="en")
    (name,) = entry.find_all(lang="zh-Hans")
    assert name.get_text() == "医保服务热线" and entry.ins.get_text() == "12399"


def test_change_is_told_in_the_language_of_the_reader(client: Client) -> None:
    term = make.term()
    approve(term, name_zh_hans="个账", name_zh_hant="個賬", name_en="Account")
    pairs = {"zh-hans": ("个人账户", "个账"), "zh-hant": (None, "個賬"), "en": (None, "Account")}
    for language, (was, now) in pairs.items():
        (entry,) = listed(client, language=language)
        assert entry.find("ins").text == now, language
        assert was is None or entry.find("del").text == was
        assert entry.find("a")["href"] == f"/{language}/terms/#personal-account"


def test_where_only_another_language_changed_the_list_says_so(client: Client) -> None:
    approve(make.contact(), name_en="Hotline")
    (entry,) = listed(client)
    assert "改的是另一种语言的文字" in words_of(entry) and entry.find("ins") is None
    (entry,) = listed(client, language="en")
    assert entry.find("ins").text == "Hotline"


def test_what_was_only_worded_anew_is_marked(client: Client) -> None:
    approve(make.question(), text_zh_hans="您退休了吗？", only_wording=True)
    (entry,) = listed(client)
    assert "只改措辞" in words_of(entry)


def test_new_and_deleted_rows_are_changes(client: Client) -> None:
    material, author = make.material(), make.user("author")
    gone = proposals.propose_deletion(material, by=author, why="重复")
    proposals.approve(gone, by=make.user("approver"), now=make.NOON)
    (entry,) = listed(client)
    assert "删除" in words_of(entry) and "居民身份证" in words_of(entry) and not entry.find("a")


def test_choice_and_region_are_said_in_words(client: Client) -> None:
    old, new = make.region("440300", "旧区"), make.region("440400", "新区")
    approve(old, successor=new.code)
    approve(make.question(), changeable="no")
    said = " ".join(map(words_of, listed(client)))
    assert "新区" in said and "440400" not in said
    assert "时间到了会变" in said and "不能改变" in said


def test_what_readers_do_not_see_is_not_told(client: Client) -> None:
    approve(make.source(), notes="转载页在别处")
    approve(make.question(), position=7)
    approve(make.expected_case(), why="新的原因")
    assert listed(client) == []


def test_every_public_kind_is_told_or_left_out_on_purpose() -> None:
    public = {m._meta.label_lower for m in shared_models() if issubclass(m, PublicRow)}
    assert public - {ImpossibleCombination._meta.label_lower} == set(SHOWN)


def test_filters_keep_working(client: Client) -> None:
    province = make.region()
    approve(make.contact("here", region=province), phone="1")
    approve(make.contact("there", region=make.region("330000", "浙江省")), phone="2")
    approve(make.material(), name_zh_hans="身份证")
    (entry,) = listed(client, "?region=440000")
    assert entry.find("ins").text == "1"
    assert len(listed(client)) == 3
    assert listed(client, "?size=major") == []


def test_feed_tells_the_same(client: Client) -> None:
    approve(make.contact(), phone="12399")
    tree = ET.fromstring(client.get("/zh-hans/changes.atom").content)  # noqa: S314 - our own feed
    (entry,) = tree.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "修改 · 电话：医保服务热线"
    assert entry.findtext(f"{ATOM}summary") == "电话：12393 → 12399"
    assert str(entry.findtext(f"{ATOM}id")).endswith("/zh-hans/changes/#shared-1")


@pytest.mark.parametrize("address", ["/zh-hans/changes/", "/zh-hans/changes.atom"])
def test_queries_do_not_grow_with_the_changes(
    client: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    contacts = [make.contact(f"c-{number}") for number in range(4)]
    approve(make.term(), name_zh_hans="个账")
    approve(contacts[0], phone="1")
    client.get(address)
    with django_assert_max_num_queries(13):
        client.get(address)
    for number, contact in enumerate(contacts[1:]):
        approve(contact, phone=str(number))
    client.get(address)
    with django_assert_max_num_queries(13):
        client.get(address)
