from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_merged"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="first_hub",
            field=models.CharField(blank=True, max_length=50),
        ),
    ]
