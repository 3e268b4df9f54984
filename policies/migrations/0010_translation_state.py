from django.db import migrations, models

from policies.migrations._translation_state import note_what_is_known


def note(apps, schema_editor):
    note_what_is_known(apps, "policies")


class Migration(migrations.Migration):

    dependencies = [
        ('policies', '0009_proposals'),
    ]

    operations = [
        migrations.AddField(
            model_name='condition',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='contact',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='expectedcase',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='impossiblecombination',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='material',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='option',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='policy',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='procedure',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='question',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='region',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='requirement',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='scenario',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.AddField(
            model_name='step',
            name='translation_state',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='译文的出处'),
        ),
        migrations.RunPython(note, migrations.RunPython.noop, elidable=False),
    ]
