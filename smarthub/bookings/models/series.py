from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models.booking import Booking
from smarthub.kit.codes import CodeField
from smarthub.places.models import Hub, Space
from smarthub.places.models.province import in_language


class Series(models.Model):
    """The same place at the same hour of the day, again and again: on some weekdays every so many weeks, or on one weekday
    of the month. Each day of it is a row with what became of it, and a booking where it has one.

    `from_minute` and `minutes` are of the local clock. `weekdays` has a digit for each, Monday is 0; `nth` is which of them
    in the month (1 to 4, -1: the last), 0 for weeks. `split_from` is the series that this one went on with.
    """

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="+")
    ref = CodeField(unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    people = models.PositiveSmallIntegerField(_("people"), default=1)
    first_on = models.DateField()
    from_minute = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()
    every = models.PositiveSmallIntegerField(default=1)
    weekdays = models.CharField(max_length=7)
    nth = models.SmallIntegerField(default=0)
    until = models.DateField()
    note = models.CharField(_("note"), max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    split_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    spaces = models.ManyToManyField(Space, through="bookings.SeriesSpace", related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "made_at"], name="series_by_person")]
        constraints = [
            models.CheckConstraint(name="series_every_so_often", condition=Q(every__range=(1, 12))),
            models.CheckConstraint(name="series_has_weekdays", condition=~Q(weekdays="")),
            models.CheckConstraint(name="series_nth_of_month", condition=Q(nth__range=(-1, 4))),
            models.CheckConstraint(
                name="series_ended_pair",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class SeriesSpace(models.Model):
    """That a series is for this space."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="series_spaces")
    space = models.ForeignKey(Space, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "space"], name="series_space_once")]


class SeriesDay(models.Model):
    """What became of one day of a series: booked, or why not. Written with its booking in one transaction, so that a
    retry goes on where the last one stopped.
    """

    class Outcome(models.TextChoices):
        BOOKED = "booked", _("booked")
        CLOSED = "closed", _("closed on that day")
        TAKEN = "taken", _("taken by others")
        REFUSED = "refused", _("not possible")
        LATER = "later", _("will be booked later")
        LEFT_OUT = "left-out", _("left out")

    series = models.ForeignKey(Series, models.CASCADE, related_name="days")
    date = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    why_th = models.CharField(max_length=300, blank=True)
    why_en = models.CharField(max_length=300, blank=True)
    booking = models.OneToOneField(Booking, models.PROTECT, null=True, related_name="series_day")

    class Meta:
        ordering = ("date",)
        indexes = [models.Index(fields=["date"], condition=Q(outcome="later"), name="series_day_later")]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "date"],
                name="series_day_once",
                violation_error_message=_("This day is in the series already."),
            ),
            models.CheckConstraint(name="series_day_booked", condition=~Q(outcome="booked") | Q(booking__isnull=False)),
        ]

    @property
    def why(self) -> str:
        """Why it has no booking, in the reader's language."""
        return in_language(self.why_th, self.why_en)
