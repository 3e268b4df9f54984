"""Parts of an edition share its fate: what was approved is not changed, one by one or in bulk."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from policies.models import Material, PolicyCitation
from policies.models.edition.querysets import PublishedTextError
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_parts_of_drafts_are_stored_and_changed_in_bulk() -> None:
    draft = make.policy(cited=False)
    rows = [PolicyCitation(policy=draft, **make.citation(locator=f"第{n}条")) for n in "一二"]
    assert len(PolicyCitation.objects.bulk_create(rows)) == 2
    assert PolicyCitation.objects.filter(policy=draft).update(locator="第三条") == 2
    assert PolicyCitation.objects.filter(policy=draft).delete()[0] == 2


def test_parts_are_not_added_to_published_text_in_bulk() -> None:
    policy = make.policy(live=True)
    row = PolicyCitation(policy=policy, **make.citation(locator="第九条"))
    with pytest.raises(PublishedTextError):
        PolicyCitation.objects.bulk_create([row])
    assert policy.citations.count() == 1


def test_parts_of_published_text_are_neither_changed_nor_deleted_in_bulk() -> None:
    parts = PolicyCitation.objects.filter(policy=make.policy(live=True))
    with pytest.raises(PublishedTextError):
        parts.update(locator="第九条")
    with pytest.raises(PublishedTextError):
        parts.delete()
    assert parts.get().locator == "第十二条"


def test_one_part_of_published_text_is_neither_changed_nor_deleted() -> None:
    (part,) = make.policy(live=True).citations.all()
    with pytest.raises(PublishedTextError):
        part.save()
    with pytest.raises(PublishedTextError):
        part.delete()


def test_rows_call_themselves_by_what_an_editor_knows() -> None:
    draft = make.procedure()
    assert str(Material.objects.get()) == "居民身份证"
    assert "居民身份证" in str(draft.requirements.get())
    assert "到窗口提交材料" in str(draft.steps.get())


def test_a_citation_is_called_by_its_source_and_passage() -> None:
    (citation,) = make.policy().citations.all()
    assert str(citation) == "广东省门诊共济实施办法 第十二条"


def test_nobody_saw_a_source_tomorrow() -> None:
    (citation,) = make.policy().citations.all()
    citation.seen_on = timezone.localdate()
    citation.clean()
    citation.seen_on += make.DAY
    with pytest.raises(ValidationError, match="这一天还没有到") as refused:
        citation.clean()
    assert list(refused.value.message_dict) == ["seen_on"]
