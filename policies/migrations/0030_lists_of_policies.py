from django.db import migrations, models

from policies.migrations._without_lock import AddIndexWithoutLock


class Migration(migrations.Migration):
    atomic = False  # an index that is made while everybody writes is no part of a transaction

    dependencies = [
        ("policies", "0029_words_of_quoted"),
    ]

    operations = [
        AddIndexWithoutLock(
            model_name="policy",
            index=models.Index(fields=["publish_at"], name="policies_policy_published"),
        ),
        AddIndexWithoutLock(
            model_name="policy",
            index=models.Index(fields=["effective_from"], name="policies_policy_begins"),
        ),
        AddIndexWithoutLock(
            model_name="policy",
            index=models.Index(fields=["review_by"], name="policies_policy_review"),
        ),
        AddIndexWithoutLock(
            model_name="policy",
            index=models.Index(fields=["origin"], name="policies_policy_origin"),
        ),
        AddIndexWithoutLock(
            model_name="policy",
            index=models.Index(fields=["verdict"], name="policies_policy_verdict"),
        ),
        AddIndexWithoutLock(
            model_name="policy",
            index=models.Index(fields=["evidence"], name="policies_policy_evidence"),
        ),
    ]
