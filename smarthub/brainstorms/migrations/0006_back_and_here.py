import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('brainstorms', '0005_outcome'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='templatestep',
            name='step_position_once',
        ),
        migrations.AddField(
            model_name='participant',
            name='ballot',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='ballots', to='brainstorms.phase'),
        ),
        migrations.AddField(
            model_name='participant',
            name='removed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='participant',
            name='seen_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='templatestep',
            name='removed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name='templatestep',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('template', 'position'), name='step_position_once'),
        ),
        migrations.CreateModel(
            name='Thinking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('command', models.UUIDField()),
                ('k', models.PositiveSmallIntegerField(null=True)),
                ('read', models.PositiveIntegerField(default=0)),
                ('notes', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='thinking', to='brainstorms.session')),
            ],
        ),
    ]
