from django.conf import settings
from django.db import models
from django.db.models import Q

from smarthub.kit.codes import CodeField
from smarthub.places.models import Hub


class Intake(models.Model):
    """A list that a host brought: tried, then taken in or left, and perhaps taken back as a whole.

    `file` is kept only until the list is taken in, a day at most; `made` and `before` are what taking it back needs.
    """

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="+")
    ref = CodeField(unique=True)
    kind = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    file = models.BinaryField(default=bytes)
    rows = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    made = models.JSONField(default=list)
    before = models.TextField(blank=True)
    tried_at = models.DateTimeField()
    tried_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    back_at = models.DateTimeField(null=True)
    back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["hub", "tried_at"], name="intake_by_time")]
        constraints = [
            models.CheckConstraint(
                name="intake_taken_pair",
                condition=Q(taken_at=None, taken_by=None) | Q(taken_at__isnull=False, taken_by__isnull=False),
            ),
            models.CheckConstraint(
                name="intake_back_pair",
                condition=Q(back_at=None, back_by=None) | Q(back_at__isnull=False, back_by__isnull=False),
            ),
            models.CheckConstraint(
                name="intake_back_after_taken", condition=Q(back_at=None) | Q(taken_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.ref
