"""Who may do what in the editorial office, for every kind of row there is."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db.models.signals import post_migrate

from policies.models.edition import edition_models

pytestmark = pytest.mark.django_db


def rights(name: str) -> set[str]:
    held = Group.objects.get(name=name).permissions.values_list("codename", flat=True)
    return set(held)


def test_after_a_migration_the_groups_may_what_their_roles_say() -> None:
    """As if every kind of row had come since the groups were made."""
    for group in Group.objects.all():
        group.permissions.clear()
    Permission.objects.filter(codename__endswith="_guide").delete()
    call_command("migrate", verbosity=0)
    for model in edition_models():
        name = model._meta.model_name
        assert {f"view_{name}", f"add_{name}", f"change_{name}"} <= rights("Author")
        assert f"approve_{name}" not in rights("Author")
        assert {f"view_{name}", f"approve_{name}"} <= rights("Approver")
        assert f"change_{name}" not in rights("Approver")
        assert f"view_{name}" in rights("Reader")
    assert all(each.startswith("view_") for each in rights("Reader"))
    assert not {"add_publicationevent", "change_publicationstate"} & rights("Author")


def test_groups_that_were_deleted_are_there_again() -> None:
    Group.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert {"Author", "Approver", "Reader"} <= set(Group.objects.values_list("name", flat=True))


def test_rights_are_made_of_the_tables_that_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """`migrate policies` on a new database leaves others' tables half-way, and failed on them."""
    given = list[Any]()
    monkeypatch.setattr(
        "guides.editor_groups.create_permissions", lambda *_of, **how: given.append(how["apps"])
    )
    standing, guides = Apps(), apps.get_app_config("guides")
    standing.all_models["auth"]["group"] = Group
    post_migrate.send(guides, app_config=guides, using="default", apps=standing, verbosity=0)
    assert given == [standing, standing]
