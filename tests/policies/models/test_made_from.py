"""A translation knows the text it was made from, and how it was made, in every model."""

from __future__ import annotations

import pytest
from django.apps import apps

from policies.models import Condition, Material, Option, Policy, Region, Scenario, Step
from policies.models.made_from import Mark, Standing, fingerprint, settled, standing
from policies.models.translated import STATE, TranslatedModel, said_now, translated_fields
from policies.publishing import actions
from tests import factories as make

EN, HANT = "en", "zh-hant"
WRITTEN, STALE = Standing.WRITTEN, Standing.OUT_OF_DATE


def mark(how: Standing, source: str, text: str) -> Mark:
    return Mark(how, fingerprint(source), fingerprint(text))


# The rule, without a database.


@pytest.mark.parametrize(
    ("language", "source", "text", "noted", "said"),
    [
        (EN, "", "", None, None),
        (EN, "可以。", "", None, Standing.MISSING),
        (EN, "可以。", "Yes.", None, WRITTEN),
        (EN, "可以。", "Yes.", mark(WRITTEN, "可以。", "Yes."), WRITTEN),
        (EN, "不可以。", "Yes.", mark(WRITTEN, "可以。", "Yes."), STALE),
        (EN, "", "Yes.", mark(WRITTEN, "可以。", "Yes."), STALE),
        (EN, "不可以。", "No.", mark(WRITTEN, "可以。", "Yes."), WRITTEN),
        (EN, " 可以。\r\n", "Yes.", mark(WRITTEN, "可以。", "Yes."), WRITTEN),
        (HANT, "医保", "醫保", None, Standing.CONVERTED),
        (HANT, "医保", "健保", None, WRITTEN),
        (HANT, "社保", "健保", mark(WRITTEN, "医保", "健保"), STALE),
        (HANT, "医保", "醫保", mark(WRITTEN, "社保", "醫保"), Standing.CONVERTED),
    ],
)
def test_what_is_true_of_a_translation(
    language: str, source: str, text: str, noted: Mark | None, said: Standing | None
) -> None:
    assert standing(language, source, text, noted) == said


@pytest.mark.parametrize(
    ("source", "text", "noted", "becomes"),
    [
        ("医保", "", None, "醫保"),
        ("社会", "醫保", mark(Standing.CONVERTED, "医保", "醫保"), "社會"),
        ("", "醫保", mark(Standing.CONVERTED, "医保", "醫保"), ""),
        ("社会", "健保", mark(Standing.CONVERTED, "医保", "醫保"), "健保"),
        ("社会", "健保", mark(WRITTEN, "医保", "健保"), "健保"),
        ("社会", "健保", None, "健保"),
    ],
)
def test_a_conversion_that_nobody_touched_is_made_again(
    source: str, text: str, noted: Mark | None, becomes: str
) -> None:
    assert settled(HANT, source, text, noted)[0] == becomes


@pytest.mark.parametrize("language", [HANT, EN])
def test_settling_twice_changes_nothing(language: str) -> None:
    for source in ("", "医保", "社会"):
        for text in ("", "醫保", "健保", "Insurance"):
            for noted in (
                None,
                mark(WRITTEN, "医保", "健保"),
                mark(Standing.CONVERTED, "医保", "醫保"),
            ):
                once = settled(language, source, text, noted)
                assert settled(language, source, *once) == once


# Stored, in every model and by whatever way.

pytestmark = pytest.mark.django_db


def stored(row: TranslatedModel, name: str) -> object:
    return type(row)._base_manager.values_list(name, flat=True).get(pk=row.pk)


def write(row: TranslatedModel, update_fields: list[str] | None = None, **texts: str) -> None:
    for name, text in texts.items():
        setattr(row, name, text)
    with make.permitted("a test"):
        row.save(update_fields=update_fields)


def translated_models() -> list[type[TranslatedModel]]:
    found = [model for model in apps.get_models() if translated_fields(model)]
    return [model for model in found if issubclass(model, TranslatedModel)]


@pytest.mark.parametrize("model", translated_models(), ids=lambda model: model.__name__)
def test_every_translated_field_of_every_model_follows_its_source(
    model: type[TranslatedModel],
) -> None:
    for field in set(translated_fields(model)) - model.unmarked:
        row = model(**{f"{field}_zh_hans": "医保可以取。", f"{field}_en": "Yes, you can."})
        row.normalise_text()
        assert getattr(row, f"{field}_zh_hant") == "醫保可以取。"
        setattr(row, f"{field}_zh_hans", "医保不可以取。")
        row.normalise_text()
        assert getattr(row, f"{field}_zh_hant") == "醫保不可以取。"
        assert row.standing_of(field, EN) == STALE
        assert said_now(row, field, EN) == ""


def test_marks_are_stored_and_are_no_content() -> None:
    row = make.material("a", name_zh_hans="户口本", name_en="Household register")
    stored = Material.objects.get(pk=row.pk)
    assert set(stored.translation_state) == {"name_zh_hant", "name_en"}
    assert stored.standing_of("name", EN) == WRITTEN
    assert stored.standing_of("name", HANT) == Standing.CONVERTED
    assert stored.standing_of("how_to_get", EN) is None
    assert STATE not in make.policy().content()


def test_a_written_text_is_out_of_date_until_written_anew_or_found_right() -> None:
    row = make.policy(answer_zh_hans="可以提取。", answer_en="You can withdraw.")
    write(row, answer_zh_hans="不可以提取。")
    row = Policy.objects.get(pk=row.pk)
    assert (row.standing_of("answer", EN), stored(row, "answer_zh_hant")) == (
        STALE,
        "不可以提取。",
    )
    row.mark_still_right("answer", EN)
    row.save()
    assert Policy.objects.get(pk=row.pk).standing_of("answer", EN) == WRITTEN
    write(row, answer_zh_hans="可以一次提取。")
    write(row, answer_en="You can withdraw once.")
    assert Policy.objects.get(pk=row.pk).standing_of("answer", EN) == WRITTEN


def test_a_source_that_comes_back_is_what_the_translation_was_made_from() -> None:
    row = make.material(name_zh_hans="护照", name_en="Passport")
    for source, said in (("身份证", STALE), ("护照", WRITTEN)):
        write(row, name_zh_hans=source)
        assert Material.objects.get(pk=row.pk).standing_of("name", EN) == said


def test_storing_some_columns_stores_what_follows_from_them() -> None:
    row = make.scenario(name_zh_hans="继承", name_en="Inheritance")
    write(row, update_fields=["name_zh_hans"], name_zh_hans="转移接续")
    row = Scenario.objects.get(pk=row.pk)
    assert (stored(row, "name_zh_hant"), row.standing_of("name", EN)) == ("轉移接續", STALE)


def test_a_change_past_the_model_is_seen_all_the_same() -> None:
    row = make.region(name_zh_hans="广东省", name_en="Guangdong")
    with make.permitted("a test"):
        Region.objects.filter(pk=row.pk).update(name_zh_hans="广西")
    row = Region.objects.get(pk=row.pk)
    assert {said_now(row, "name", code) for code in (EN, HANT)} == {""}
    write(row)
    assert stored(row, "name_zh_hant") == "廣西"


def test_a_clone_and_its_parts_remember_what_they_were_made_from() -> None:
    draft = make.policy(answer_zh_hans="可以。", answer_en="Yes.")
    make.condition(draft, text_if_unmet_zh_hans="还没有退休。", text_if_unmet_en="Not retired.")
    live = make.publish(draft)
    clone = actions.revise(live, by=make.user("other"))
    condition = Condition.objects.get(policy=clone.pk)
    for row, field in ((clone, "answer"), (condition, "text_if_unmet")):
        setattr(row, f"{field}_zh_hans", "不可以。")
        row.save()
        assert type(row)._base_manager.get(pk=row.pk).standing_of(field, EN) == STALE
    assert Policy.objects.get(pk=live.pk).standing_of("answer", EN) == WRITTEN


def test_a_reason_of_withdrawal_is_converted_when_it_is_given() -> None:
    live = make.policy(live=True)
    actions.withdraw(live, by=make.user("other"), reason="写错了。")
    assert stored(live, "withdrawal_reason_zh_hant") == "寫錯了。"


def test_inlines_and_options_are_converted_on_their_first_save() -> None:
    procedure = make.procedure()
    made = Step.objects.create(procedure=procedure, text_zh_hans="签字确认。")
    assert stored(made, "text_zh_hant") == "簽字確認。"
    question = make.question()
    options = Option.objects.filter(question=question)
    assert set(options.values_list("text_zh_hant", flat=True)) == {"yes", "no"}
