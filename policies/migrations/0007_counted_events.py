"""Count the events of publication once, in one row, instead of on every request."""

from django.db import migrations, models
from django.utils import timezone


def count(apps, schema_editor):
    using = schema_editor.connection.alias
    events = apps.get_model("policies", "PublicationEvent").objects.using(using)
    passed = events.filter(at__lte=timezone.now()).update(counted=True)
    apps.get_model("policies", "PublicationState").objects.using(using).create(pk=1, serial=passed)


class Migration(migrations.Migration):

    dependencies = [
        ('policies', '0006_pack_hash'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicationState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='publicationevent',
            name='counted',
            field=models.BooleanField(default=False, editable=False, verbose_name='已计入'),
        ),
        migrations.AddIndex(
            model_name='publicationevent',
            index=models.Index(condition=models.Q(('counted', False)), fields=['at'], name='policies_event_uncounted'),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
