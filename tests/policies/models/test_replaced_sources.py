"""What a citation says of a source does not outlive it: article, quote and day are cleared."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from guides.models import FactCheckCitation, FaqCitation, GuideCitation
from policies.models import PolicyCitation, ProcedureCitation, Source
from policies.publishing import actions
from tests import factories as make

pytestmark = pytest.mark.django_db
QUOTE = "可以申请一次性提取。"
CLEARED = ("条号未见", "", None)
AS_IT_WAS = ("第十二条", QUOTE, make.NOON.date())
KINDS = (
    (make.policy, PolicyCitation),
    (make.procedure, ProcedureCitation),
    (make.guide, GuideCitation),
    (make.faq, FaqCitation),
    (make.fact_check, FactCheckCitation),
)


@pytest.fixture
def other() -> Source:
    return make.source("other", title="另一份文件")


def cited() -> PolicyCitation:
    """The citation of a draft, with a quote."""
    made = make.policy(cited=False)
    return PolicyCitation.objects.create(policy=made, **make.citation(quote=QUOTE))


def said(citation: Any) -> tuple[str, str, dt.date | None]:
    citation.refresh_from_db()
    return citation.locator, citation.quote, citation.seen_on


@pytest.mark.parametrize(("made", "kind"), KINDS)
def test_another_source_clears_what_was_said_of_the_one_before(
    made: Any, kind: Any, other: Source
) -> None:
    citation = kind.objects.get(**{kind.parent_link: made()})
    citation.source = other
    citation.save()
    assert said(citation) == CLEARED and citation.source == other


def test_what_was_cleared_is_told(other: Source) -> None:
    citation = cited()
    citation.source = other
    citation.save()
    assert citation.cleared == {
        "source": {"locator": "第十二条", "quote": QUOTE, "seen_on": make.NOON.date()}
    }
    citation.save()
    assert citation.cleared == {}


def test_what_is_written_with_the_new_source_stays(other: Source) -> None:
    citation = cited()
    citation.source, citation.quote = other, "另外的话。"
    citation.save()
    assert said(citation) == ("条号未见", "另外的话。", None)


def test_a_quote_that_only_a_browser_changed_is_the_old_one(other: Source) -> None:
    citation = cited()
    citation.source, citation.quote = other, f"{QUOTE}\r\n"
    citation.save()
    assert said(citation) == CLEARED


def test_the_same_source_clears_nothing() -> None:
    citation = cited()
    citation.locator = "第三条"
    citation.save()
    assert said(citation) == ("第三条", QUOTE, make.NOON.date())


@pytest.mark.parametrize("named", ["source", "source_id"])
def test_a_save_of_the_source_alone_stores_what_it_clears(named: str, other: Source) -> None:
    citation = cited()
    citation.source = other
    citation.save(update_fields=[named])
    assert said(citation) == CLEARED


def test_a_save_of_another_column_alone_stores_no_source(other: Source) -> None:
    citation = cited()
    citation.source, citation.locator = other, "第三条"
    citation.save(update_fields=["locator"])
    assert said(citation) == ("第三条", QUOTE, make.NOON.date())


def test_in_bulk_only_rows_of_another_source_are_cleared(other: Source) -> None:
    here = cited()
    there = PolicyCitation.objects.create(
        policy=here.policy, **make.citation(source=other, quote=QUOTE)
    )
    PolicyCitation.objects.filter(policy=here.policy).update(source=other)
    assert said(here) == CLEARED and said(there) == AS_IT_WAS
    PolicyCitation.objects.filter(pk=there.pk).update(source_id=make.source().pk, quote="新的。")
    assert said(there) == ("条号未见", "新的。", None)


def test_rows_stored_in_bulk_are_cleared_as_well(other: Source) -> None:
    citation = cited()
    citation.source = other
    PolicyCitation.objects.bulk_update([citation], ["source"])
    assert said(citation) == CLEARED


def test_a_copy_keeps_what_is_said_of_its_source() -> None:
    citation = cited()
    draft: Any = actions.revise(make.publish(citation.policy), by=make.user("author"))
    assert said(draft.citations.get()) == AS_IT_WAS


def test_a_condition_keeps_no_article_and_no_words_of_another_source(other: Source) -> None:
    row = make.condition(make.policy(), locator="第三条", quote="已经退休的")
    row.source = other
    row.save()
    row.refresh_from_db()
    assert (row.locator, row.quote) == ("条号未见", "")
