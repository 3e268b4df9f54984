from django.db import migrations, models

from policies.migrations._without_lock import AddIndexWithoutLock


class Migration(migrations.Migration):
    atomic = False  # an index that is made while everybody writes is no part of a transaction

    dependencies = [
        ("policies", "0030_lists_of_policies"),
    ]

    operations = [
        AddIndexWithoutLock(
            model_name="policy",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", False)),
                fields=["withdrawn_at"],
                name="policies_policy_withdrawn",
            ),
        ),
    ]
