from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("brainstorms", "0006_back_and_here")]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["person"], condition=Q(person__isnull=False), name="event_by_person"),
        ),
    ]
