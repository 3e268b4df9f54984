from django.db import migrations

from policies.migrations._normal_text import normalise_open_texts


class Migration(migrations.Migration):
    dependencies = [("guides", "0014_draft_that_is_nobodys")]

    operations = [
        migrations.RunPython(
            normalise_open_texts("guides"), migrations.RunPython.noop, elidable=True
        )
    ]
