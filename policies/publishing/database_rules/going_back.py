"""What approved texts would lose if migrations were taken back; it is refused.

The checksum of an approved text is that of what it said when it was approved. A column that was
added since and goes again takes a part of that away, and no migration forward brings it back.
Whole tables go where somebody takes away the editions themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from django.core.management.base import CommandError
from django.db.migrations import AddField, CreateModel, Migration
from django.db.models import CharField, TextField
from django.utils import timezone

from policies.models.canonical import part_model
from policies.models.edition import WORKFLOW_COLUMNS, EditionChild, edition_models
from policies.models.translated import STATE

if TYPE_CHECKING:
    from django.db.migrations.state import StateApps
    from django.db.models import Field, Model, QuerySet

TAKEN_BACK = "content pack taken back"  # begins as the subject of a load (policies/pack/load.py)
Plan = Sequence[tuple[Migration, bool]]  # each with whether it is taken back
REFUSED = (
    "没有退回：批准过的内容在要去掉的栏目里写了话（{lost}），去掉以后就和校验值对不上，再往前也找不回来。"
    "上一版程序在现在的表上能用，不用退表；一定要旧的表，请恢复那时的备份。"
)


def refuse_to_lose_text(plan: Plan, apps: StateApps, using: str, **_kwargs: object) -> None:
    """Raise CommandError before anything is changed, if approved texts would lose words."""
    if found := lost(plan, apps, using):
        raise CommandError(REFUSED.format(lost="，".join(found)))


def forget_loaded_pack(plan: Plan, apps: StateApps, using: str, **_kwargs: object) -> None:
    """Note that migrations are taken back: rows of the content go with their tables.

    Without it the next load finds its pack loaded and leaves them out, and readers' copies stay.
    """
    is_there = "publicationevent" in apps.all_models["policies"]
    if is_there and any(is_back for _migration, is_back in plan):
        events = apps.get_model("policies", "PublicationEvent")._base_manager.using(using)
        events.create(at=timezone.now(), subject=TAKEN_BACK)


def lost(plan: Plan, apps: StateApps, using: str) -> list[str]:
    """The columns that would go while approved texts say something there, each with how many."""
    approved = {model._meta.label_lower: f"{link}approved_at__isnull" for model, link in _texts()}
    found = []
    for label, name in _columns(plan):
        if label in approved and name not in WORKFLOW_COLUMNS | {STATE}:
            model = apps.get_model(label)
            texts = model._base_manager.using(using).filter(**{approved[label]: False})
            if number := _saying(texts, model, name).count():
                found.append(f"{label}.{name} {number}")
    return sorted(found)


def _texts() -> Iterator[tuple[type[Model], str]]:
    """Every kind of edition and of its parts, with what leads from a row to its edition."""
    for model in edition_models():
        yield model, ""
        for relation in model.parts:
            part = cast(type[EditionChild], part_model(model, relation))
            yield part, f"{part.parent_link}__"


def _columns(plan: Plan) -> Iterator[tuple[str, str]]:
    """The columns that go from tables that stay: the label of the model, and the name."""
    back = [(each.app_label, each.operations) for each, is_back in plan if is_back]
    gone = {
        f"{app}.{made.name_lower}"
        for app, operations in back
        for made in operations
        if isinstance(made, CreateModel)
    }
    for app, operations in back:
        for added in operations:
            if isinstance(added, AddField) and f"{app}.{added.model_name_lower}" not in gone:
                yield f"{app}.{added.model_name_lower}", added.name


def _saying(texts: QuerySet[Model], model: type[Model], name: str) -> QuerySet[Model]:
    """The texts that say something in a field: neither nothing nor its default."""
    field = cast("Field[object, object]", model._meta.get_field(name))
    some = texts.filter(**{f"{name}__isnull": False})
    if field.many_to_many:
        return some.distinct()
    nothing = {field.get_default(), "" if isinstance(field, CharField | TextField) else None}
    return some.exclude(**{f"{name}__in": [each for each in nothing if each is not None]})
