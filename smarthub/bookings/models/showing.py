from django.conf import settings
from django.db import models

from smarthub.bookings.models.booking import Booking

LONGEST = 60


class Showing(models.Model):
    """What may be read on the screens of the house about a booking, because somebody whose it is wrote it for them. Without
    it a screen shows that a room is taken and nothing else.
    """

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="showing")
    text = models.CharField(max_length=LONGEST)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text
