from django.db import migrations

from policies.migrations._normal_text import normalise_open_texts


class Migration(migrations.Migration):
    dependencies = [("policies", "0018_draft_that_is_nobodys")]

    operations = [
        migrations.RunPython(
            normalise_open_texts("policies"), migrations.RunPython.noop, elidable=True
        )
    ]
