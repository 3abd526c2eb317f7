from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models.booking import Booking
from smarthub.places.models import Closure, Hub, Space


class Slot(models.Model):
    """A quarter of an hour of one space, held by one owner. That the key is unique is the whole guard."""

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="+", db_index=False)
    space = models.ForeignKey(Space, models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    booking = models.ForeignKey(Booking, models.CASCADE, null=True, related_name="slots")
    closure = models.ForeignKey(Closure, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "space", "starts_at"],
                name="slot_held_once",
                violation_error_message=_("This space is taken at that time."),
            ),
            models.CheckConstraint(
                name="slot_has_one_owner",
                condition=Q(booking=None, closure__isnull=False) | Q(booking__isnull=False, closure=None),
            ),
        ]
