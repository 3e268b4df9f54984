"""Every public row that is stored, changed or deleted changes the token, in bulk too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, TextField

from guides.models import Feedback, OldAddress
from policies.models import (
    Edition,
    EditionChild,
    ExpectedCase,
    PublicationEvent,
    Region,
)
from policies.models.plain import PublicRow
from policies.publishing import events
from tests import factories as make
from tests.policies.publishing.changed_token import changes_token

pytestmark = pytest.mark.django_db
T0, DAY = make.NOON, make.DAY


@pytest.mark.parametrize(
    "row",
    [
        make.scenario,
        make.source,
        make.question,
        make.material,
        make.contact,
        make.term,
    ],
)
@pytest.mark.usefixtures("permit")
def test_storing_and_deleting_a_public_row_changes_it(row: Callable[[], Any]) -> None:
    made: list[Any] = []
    assert changes_token(lambda: made.append(row()))
    assert changes_token(made[0].save)
    assert changes_token(made[0].delete)


def test_an_old_address_changes_it() -> None:
    assert changes_token(lambda: make.old_address("/a/", became="/b/"))


@pytest.mark.usefixtures("permit")
def test_the_options_of_an_impossible_combination_change_it() -> None:
    combination = make.combination(make.option(make.question("job"), "soon"))
    options = make.question().options.all()
    assert changes_token(lambda: combination.options.set(options))
    assert changes_token(lambda: combination.options.remove(options[0]))
    assert changes_token(combination.options.clear)


def public_models() -> list[type[PublicRow]]:
    return [model for model in apps.get_models() if issubclass(model, PublicRow)]


def test_every_model_says_whether_it_is_public() -> None:
    ours = [m for m in apps.get_models() if m._meta.app_label in {"policies", "guides"}]
    said = [m for m in ours if issubclass(m, Edition | EditionChild | PublicRow)]
    private = {"ExpectedCase", "Feedback", "PublicationEvent", "PublicationState"}
    private |= {
        "Acknowledgement",
        "SignOff",
        "Permit",
        "Proposal",
        "Scope",
        "SentForm",
        "Transition",
        "Verification",
    }
    private |= {"LinkCheck", "CitedSentence"}
    assert {m.__name__ for m in ours} - {m.__name__ for m in said} <= private
    assert len(public_models()) >= 10


def public_row(model: type[PublicRow]) -> PublicRow:
    """A stored row of a public model."""
    made = make.shared(model)
    assert isinstance(made, PublicRow)
    return made


IN_BULK = pytest.mark.parametrize("model", public_models(), ids=lambda model: model.__name__)


def free_column(row: PublicRow) -> str:
    """A column of text that a test may change; "id" for a row that has none."""
    texts = [f.name for f in row._meta.concrete_fields if isinstance(f, CharField | TextField)]
    kept = {"code", "slug", "path", "level", "kind", "became", "gone_because", "pack_hash"}
    return next(name for name in texts if name not in kept and f"{name}_en" not in texts)


@IN_BULK
@pytest.mark.usefixtures("permit")
def test_changing_public_rows_in_bulk_changes_it(model: Any) -> None:
    row = public_row(model)
    column = {OldAddress: "became"}.get(model) or free_column(row)
    assert changes_token(lambda: model.objects.update(**{column: "/c/"}))
    setattr(row, column, "/d/")
    assert changes_token(lambda: model.objects.bulk_update([row], [column]))
    assert not changes_token(lambda: model.objects.filter(pk=0).update(**{column: "/e/"}))


@IN_BULK
@pytest.mark.usefixtures("permit")
def test_storing_and_deleting_public_rows_in_bulk_changes_it(model: Any) -> None:
    row = public_row(model)
    if isinstance(row, Region):  # one is never deleted
        row.code = "449900"
    else:
        assert changes_token(lambda: model.objects.filter(pk=row.pk).delete())
    row.pk = None
    assert changes_token(lambda: model.objects.bulk_create([row]))
    assert not changes_token(lambda: model.objects.bulk_create([]))


@pytest.mark.usefixtures("permit")
def test_options_changed_in_bulk_through_their_question_change_it() -> None:
    question = make.question()
    assert changes_token(lambda: question.options.update(text_zh_hans="是"))


@IN_BULK
@pytest.mark.usefixtures("permit")
def test_rows_changed_in_bulk_inside_one_event_are_one_event(model: Any) -> None:
    row = public_row(model)
    column = {OldAddress: "became"}.get(model) or free_column(row)
    before = PublicationEvent.objects.count()
    with events.one_event(T0, "content pack"):
        model.objects.update(**{column: "/c/"})
        model.objects.update(**{column: "/d/"})
    assert PublicationEvent.objects.count() == before + 1


@pytest.mark.usefixtures("permit")
def test_feedback_and_expected_cases_are_not_public() -> None:
    region, event = make.region(), make.scenario()
    assert not changes_token(lambda: Feedback.objects.create(address="/", reason="wrong"))
    assert not changes_token(
        lambda: ExpectedCase.objects.create(
            region=region, event=event, on=T0.date(), outcomes={"death": "yes"}
        )
    )
