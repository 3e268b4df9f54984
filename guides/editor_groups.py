"""The three groups of the editorial office, stated anew after every migration.

So a new kind of edition needs no remembering: whoever writes may write it, whoever approves may
approve it.
"""

from __future__ import annotations

from django.apps import AppConfig
from django.apps import apps as installed
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

APPS = ("policies", "guides")
KEPT_BY_THE_SITE = ("publicationevent", "publicationstate", "permit")  # rows that no editor writes
VIEW = Q(codename__startswith="view_")
APPROVE = Q(codename__startswith="approve_")
VERIFY = Q(codename="add_verification")
RIGHTS = {"Reader": VIEW, "Author": ~APPROVE, "Approver": VIEW | APPROVE | VERIFY}


def state_rights(sender: AppConfig, using: str, apps: Apps = installed, **_signal: object) -> None:
    """Give each group what it may, for every kind of row there is now.

    `apps` are the models as far as they were migrated: others have no tables to ask yet, and
    without those of accounts there are no groups.
    """
    if "group" not in apps.all_models["auth"]:
        return
    for label in APPS:
        config = installed.get_app_config(label)
        create_permissions(config, verbosity=0, using=using, apps=apps)
    ours = Permission.objects.using(using).filter(content_type__app_label__in=APPS)
    ours = ours.exclude(content_type__model__in=KEPT_BY_THE_SITE)
    for name, rights in RIGHTS.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(ours.filter(rights))
