from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One thing that happened. All codes are text: what they name may be gone."""

    verb = models.CharField(max_length=40)
    what = models.CharField(max_length=80, db_index=True)
    hub = models.CharField(max_length=60, blank=True)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    number = models.BigIntegerField(null=True, unique=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="entry_sealed_whole",
                condition=Q(number=None, seal="") | (Q(number__isnull=False) & ~Q(seal="")),
            ),
        ]
