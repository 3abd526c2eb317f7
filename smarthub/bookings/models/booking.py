from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smarthub.kit.codes import CodeField
from smarthub.places.models import Hub, Space

QUARTER_MINUTES = (0, 15, 30, 45)
LONGEST = timedelta(days=31)


class Booking(models.Model):
    """One party's hold on one or more spaces; it begins at starts_at and is over at ends_at.

    Until somebody's name is on it (booked_at) it is a hold, which ends by itself at held_until. `holder` is the mark of
    the visitor who holds it: of their browser, or of their token. `links_ended` counts how often its signed link was ended.
    """

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="+")
    ref = CodeField(unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    people = models.PositiveSmallIntegerField(_("people"), default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    buffer_minutes = models.PositiveSmallIntegerField(default=0)
    price_satang = models.PositiveBigIntegerField(default=0)
    terms = models.JSONField(default=dict)
    note = models.CharField(_("note"), max_length=300, blank=True)
    holder = models.CharField(max_length=80, blank=True)
    held_until = models.DateTimeField(null=True)
    booked_at = models.DateTimeField(null=True)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    no_show_at = models.DateTimeField(null=True)
    changes = models.PositiveIntegerField(default=0)
    links_ended = models.PositiveIntegerField(default=0)
    spaces = models.ManyToManyField(Space, through="bookings.BookedSpace", related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["hub", "starts_at"], name="booking_by_time"),
            models.Index(fields=["person", "starts_at"], name="booking_by_person"),
            models.Index(
                fields=["held_until"],
                condition=Q(booked_at=None, cancelled_at=None),
                name="booking_held",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="booking_in_order",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("A booking ends after it begins."),
            ),
            models.CheckConstraint(
                name="booking_at_most_a_month",
                condition=Q(ends_at__lte=F("starts_at") + LONGEST),
                violation_error_message=_("A booking lasts at most 31 days."),
            ),
            models.CheckConstraint(
                name="booking_on_quarters",
                condition=Q(
                    starts_at__minute__in=QUARTER_MINUTES,
                    starts_at__second=0,
                    ends_at__minute__in=QUARTER_MINUTES,
                    ends_at__second=0,
                ),
                violation_error_message=_("A booking begins and ends on a quarter of an hour."),
            ),
            models.CheckConstraint(name="booking_has_people", condition=Q(people__gte=1)),
            models.CheckConstraint(
                name="booking_held_or_booked",
                condition=Q(booked_at=None, held_until__isnull=False)
                | Q(booked_at__isnull=False, person__isnull=False),
            ),
            models.CheckConstraint(
                name="booking_cancelled_pair",
                condition=Q(cancelled_at=None, cancelled_by=None) | Q(cancelled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    @property
    def guarded_until(self) -> datetime:
        """The end of its slots: the free time after it belongs to it."""
        return self.ends_at + timedelta(minutes=self.buffer_minutes)

    @property
    def is_hold(self) -> bool:
        return self.booked_at is None


class BookedSpace(models.Model):
    """That a booking is for this space, as it was asked for: the hall, not its rooms. It stays when the slots are gone."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="booked_spaces")
    space = models.ForeignKey(Space, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["booking", "space"], name="booked_space_once")]
