"""The three groups of the editorial office: who writes, who approves, who only reads."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITIONS = ("policy", "procedure", "guide", "faq", "factcheck")
APPS = ("policies", "guides")


def create_groups(apps, schema_editor):
    """Create Author, Approver and Reader with their permissions."""
    for label in APPS:
        config = installed_apps.get_app_config(label)
        create_permissions(config, verbosity=0, using=schema_editor.connection.alias)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ours = Permission.objects.filter(content_type__app_label__in=APPS)
    ours = ours.exclude(content_type__model="publicationevent")
    view = ours.filter(codename__startswith="view_")
    write = ours.exclude(codename__startswith="approve_")
    approve = ours.filter(codename__in=[f"approve_{name}" for name in EDITIONS])
    for name, permissions in (
        ("Reader", view),
        ("Author", write),
        ("Approver", view | approve),
    ):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(permissions)


def delete_groups(apps, schema_editor):
    """Take the three groups away again."""
    apps.get_model("auth", "Group").objects.filter(
        name__in=["Author", "Approver", "Reader"]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0001_initial"),
        ("policies", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_groups, delete_groups)]
