from django.conf import settings
from django.db import models


class Room(models.Model):
    name = models.CharField(max_length=80)

    class Meta:
        app_label = "floor"


class Booking(models.Model):
    room = models.ForeignKey(Room, models.PROTECT)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        app_label = "floor"
        indexes = [models.Index(fields=["starts_at"], name="floor_by_time")]


class Slot(models.Model):
    room = models.ForeignKey(Room, models.PROTECT, db_index=False)
    starts_at = models.DateTimeField()
    booking = models.ForeignKey(Booking, models.CASCADE)

    class Meta:
        app_label = "floor"
        constraints = [models.UniqueConstraint(fields=["room", "starts_at"], name="floor_slot_once")]
