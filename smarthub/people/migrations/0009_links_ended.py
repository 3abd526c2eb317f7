from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_first_hub"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="links_ended",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
