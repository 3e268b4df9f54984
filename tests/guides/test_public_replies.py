"""An editor's public answer to a report stands at the sentence it is about."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from guides.models import PublicReply
from guides.models.public_reply import LONGEST_REPLY
from policies.publishing.events import token
from tests import factories as make
from tests.admin_factories import browser_of, make_user
from tests.guides.pages import look, words_of

pytestmark = pytest.mark.usefixtures("afternoon")
PAGE = "/regions/440000/settle-abroad/"
SENTENCE = "你已经退休"


@pytest.fixture(autouse=True, scope="module")
def _answer(rows_of_module: None) -> None:
    rule = make.policy(region=make.region(), scenario=make.scenario())
    make.condition(rule, text_zh_hans=SENTENCE, text_en="You have retired")
    make.condition(rule, text_zh_hans="你已经停保", text_en="Your insurance has stopped")
    make.publish(rule)


def replies(client: Client, language: str = "zh-hans", page: str = PAGE) -> list[Any]:
    return list(look(client, f"/{language}{page}").select("[data-reply]"))


def test_it_stands_at_its_sentence_and_at_no_other(client: Client) -> None:
    make.public_reply()
    (reply,) = replies(client)
    assert words_of(reply) == "编辑答复： 我们问过窗口，确实要先退休。"
    row = reply.find_parent("li")
    assert SENTENCE in words_of(row) and "停保" not in words_of(row)


CITY = "/regions/440300/settle-abroad/"


@pytest.fixture
def city() -> Any:
    return make.region("440300", "深圳市", level="prefecture", parent=make.region())


def test_it_stands_wherever_the_sentence_is_inherited(client: Client, city: Any) -> None:
    make.public_reply()
    make.region("440304", "福田区", level="county", parent=city)
    for page in (CITY, "/regions/440304/settle-abroad/"):
        (reply,) = replies(client, page=page)
        assert SENTENCE in words_of(reply.find_parent("li"))


def test_of_a_place_below_it_does_not_stand_above(client: Client, city: Any) -> None:
    make.public_reply(path=CITY)
    assert len(replies(client, page=CITY)) == 1 and not replies(client)


def test_the_reply_of_the_place_itself_comes_before_that_from_above(
    client: Client, city: Any
) -> None:
    make.public_reply()
    make.public_reply("two", path=CITY, text_zh_hans="这里不用。")
    (reply,) = replies(client, page=CITY)
    assert "这里不用。" in words_of(reply)


def test_a_place_with_a_rule_of_its_own_does_not_show_what_was_said_of_another(
    client: Client, city: Any
) -> None:
    make.public_reply()
    rule = make.policy(region=city)
    make.condition(rule, text_zh_hans=SENTENCE)
    make.publish(rule)
    assert SENTENCE in words_of(look(client, f"/zh-hans{CITY}")) and not replies(client, page=CITY)


def test_another_situation_does_not_show_it(client: Client) -> None:
    make.public_reply(path="/regions/440000/death/")
    assert not replies(client)


def test_a_sentence_that_changed_is_not_answered_any_more(client: Client) -> None:
    make.public_reply(sentence_zh_hans="你已经退休了")
    assert not replies(client)


def test_it_speaks_the_language_of_the_page_or_says_that_it_does_not(client: Client) -> None:
    make.public_reply(sentence_en="You have retired", text_en="You have to retire first.")
    (reply,) = replies(client, "en")
    assert words_of(reply) == "The editors: You have to retire first."
    make.public_reply(
        "two", sentence_zh_hans="你已经停保", sentence_en="Your insurance has stopped"
    )
    second = replies(client, "en")[1]
    assert second.select_one("[lang=zh-Hans]")


def test_a_text_for_programs_says_it_too(client: Client) -> None:
    make.public_reply()
    text = client.get(f"/zh-hans{PAGE.removesuffix('/')}.md").content.decode()
    assert "我们问过窗口" in text


def test_markup_in_it_is_text(client: Client) -> None:
    make.public_reply(text_zh_hans="<b>窗口</b>")
    (reply,) = replies(client)
    assert "<b>窗口</b>" in words_of(reply) and not reply.select("b")


def test_pages_are_told_of_it(client: Client) -> None:
    before = token(make.NOON + make.DAY)
    make.public_reply()
    assert token(make.NOON + make.DAY) != before


def test_all_replies_cost_one_query_a_publication(
    client: Client, django_assert_num_queries: Any
) -> None:
    look(client, f"/zh-hans{PAGE}")
    before = client.get("/zh-hans/about/")
    with django_assert_num_queries(1):
        assert client.get("/zh-hans/about/").content == before.content


@pytest.mark.parametrize(
    "wrong",
    [{"path": "/zh-hans/regions/440000/death/"}, {"path": "/guides/death/"}, {"path": "x"},
     {"text_zh_hans": ""}, {"sentence_zh_hans": ""}, {"text_zh_hans": "字" * (LONGEST_REPLY + 1)}],
)  # fmt: skip
def test_what_is_no_reply_is_refused(wrong: dict[str, str]) -> None:
    values = {"path": PAGE, "sentence_zh_hans": SENTENCE, "text_zh_hans": "是的。"}
    with pytest.raises(ValidationError):
        PublicReply(slug="r", **values | wrong).full_clean()


def test_one_person_proposes_it_and_readers_see_nothing_of_it(client: Client) -> None:
    wang = browser_of(make_user("wang", "Author"))
    add = reverse("admin:guides_publicreply_add")
    form: Any = look(wang, add).select("form#publicreply_form [name]")
    sent = {field["name"]: field.get("value", "") for field in form if field.get("name")}
    told = {"slug": "reply-1", "path": PAGE, "sentence_zh_hans": SENTENCE,
            "text_zh_hans": "是的。", "proposal_why": "读者反馈"}  # fmt: skip
    wang.post(add, sent | told)
    assert PublicReply.with_proposed.get().awaits_approval
    assert not PublicReply.objects.exists() and not replies(client)


def test_it_stands_at_that_sentence_of_a_comparison_too(client: Client, city: Any) -> None:
    make.public_reply()
    make.public_reply("two", path=CITY, text_zh_hans="这里不用。")
    table = "/compare/?regions=440300,440000&scenario=settle-abroad"
    shown = [words_of(each) for each in replies(client, page=table)]
    assert shown == ["编辑答复： 这里不用。", "编辑答复： 我们问过窗口，确实要先退休。"]


def test_a_cell_of_many_situations_says_that_its_answer_has_one(client: Client, city: Any) -> None:
    (sentence,) = look(client, f"/zh-hans{PAGE}").select(".answer__sentence")
    make.public_reply(sentence_zh_hans=next(sentence.stripped_strings))
    table = look(client, "/zh-hans/compare/?regions=440300,440000,100000&kind=all")
    said = [words_of(each.find_parent("td")) for each in table.select("td [data-reply]")]
    assert len(said) == 2 and all(each.endswith("编辑有答复") for each in said)
