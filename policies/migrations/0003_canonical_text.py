"""Keep the text that each approved edition was hashed from; the hashes stay as they are."""

from django.db import migrations, models

from policies.migrations import _form_0


def keep_text(apps, schema_editor):
    _form_0.fill(apps, "policies", ("policy", "procedure"), schema_editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ('policies', '0002_region_is_not_its_own_relative'),
    ]

    operations = [
        migrations.AddField(
            model_name='policy',
            name='canonical_text',
            field=models.TextField(blank=True, editable=False, verbose_name='批准时的原文'),
        ),
        migrations.AddField(
            model_name='procedure',
            name='canonical_text',
            field=models.TextField(blank=True, editable=False, verbose_name='批准时的原文'),
        ),
        migrations.RunPython(keep_text, migrations.RunPython.noop),
    ]
