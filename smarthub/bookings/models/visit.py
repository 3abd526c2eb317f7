from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models.booking import Booking
from smarthub.kit.codes import CodeField
from smarthub.places.models import Hub


class Visit(models.Model):
    """Somebody in the building, alone or a group with a head count, with or without a booking, with or without a name.

    `left_how` says how we know that they left: they said so, the host did, or the hub closed (then it is an estimate).
    """

    class LeftHow(models.TextChoices):
        SAID = "said", _("checked out")
        HOST = "host", _("checked out by the host")
        CLOSING = "closing", _("estimated: at closing time")

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="+")
    ref = CodeField(unique=True)
    booking = models.OneToOneField(Booking, models.PROTECT, null=True, related_name="visit")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    people = models.PositiveSmallIntegerField(_("people"), default=1)
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    left_how = models.CharField(max_length=8, choices=LeftHow.choices, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["hub", "came_at"], name="visit_by_time"),
            models.Index(fields=["hub"], condition=Q(left_at=None), name="visit_here_now"),
        ]
        constraints = [
            models.CheckConstraint(name="visit_has_people", condition=Q(people__gte=1)),
            models.CheckConstraint(
                name="visit_left_pair",
                condition=Q(left_at=None, left_how="") | (Q(left_at__gte=F("came_at")) & ~Q(left_how="")),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
