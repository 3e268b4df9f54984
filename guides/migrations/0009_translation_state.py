from django.db import migrations, models

from policies.migrations._translation_state import note_what_is_known


def note(apps, schema_editor):
    note_what_is_known(apps, "guides")


class Migration(migrations.Migration):

    dependencies = [
        ('guides', '0008_awaits_approval'),
    ]

    operations = [
        migrations.AddField(
            model_name='factcheck',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='faq',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='feedback',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='guide',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='term',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.RunPython(note, migrations.RunPython.noop, elidable=False),
    ]
