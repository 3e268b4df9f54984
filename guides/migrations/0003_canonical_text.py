"""Keep the text that each approved edition was hashed from; the hashes stay as they are."""

from django.db import migrations, models

from policies.migrations import _form_0


def keep_text(apps, schema_editor):
    _form_0.fill(apps, "guides", ("guide", "faq", "factcheck"), schema_editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ('guides', '0002_editor_groups'),
    ]

    operations = [
        migrations.AddField(
            model_name='factcheck',
            name='canonical_text',
            field=models.TextField(blank=True, editable=False, verbose_name='批准时的原文'),
        ),
        migrations.AddField(
            model_name='faq',
            name='canonical_text',
            field=models.TextField(blank=True, editable=False, verbose_name='批准时的原文'),
        ),
        migrations.AddField(
            model_name='guide',
            name='canonical_text',
            field=models.TextField(blank=True, editable=False, verbose_name='批准时的原文'),
        ),
        migrations.RunPython(keep_text, migrations.RunPython.noop),
    ]
