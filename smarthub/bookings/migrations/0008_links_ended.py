from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0007_guests"),
    ]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="links_ended",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
