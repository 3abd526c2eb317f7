from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models.booking import Booking
from smarthub.kit.codes import CodeField
from smarthub.places.models import Hub, Space


class Wait(models.Model):
    """Somebody who would take a place if one became free: what they wish, and since when they stand in line.

    They wish for these spaces together, or, where none is named, for any of `kind`. Who lets an offer pass without an
    answer stands at the end of the line (`in_line_since`), and after two such silences no more.
    """

    class EndedHow(models.TextChoices):
        BOOKED = "booked", _("got a place")
        LEFT = "left", _("does not wait any more")
        SILENT = "silent", _("did not answer")
        OVER = "over", _("the time has come")

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="+")
    ref = CodeField(unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    people = models.PositiveSmallIntegerField(_("people"), default=1)
    kind = models.CharField(max_length=10, choices=Space.Kind.choices, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    in_line_since = models.DateTimeField()
    silences = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=8, choices=EndedHow.choices, blank=True)
    booking = models.OneToOneField(Booking, models.PROTECT, null=True, related_name="wait")
    spaces = models.ManyToManyField(Space, through="bookings.WaitSpace", related_name="+")

    class Meta:
        indexes = [models.Index(fields=["hub", "starts_at"], condition=Q(ended_at=None), name="wait_in_line")]
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "person", "kind", "starts_at", "ends_at"],
                condition=Q(ended_at=None),
                name="wait_once",
                violation_error_message=_("You are waiting for this already."),
            ),
            models.CheckConstraint(name="wait_has_people", condition=Q(people__gte=1)),
            models.CheckConstraint(name="wait_in_order", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="wait_ended_pair",
                condition=Q(ended_at=None, ended_how="", booking=None) | (Q(ended_at__isnull=False) & ~Q(ended_how="")),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class WaitSpace(models.Model):
    """That somebody waits for this very space."""

    wait = models.ForeignKey(Wait, models.CASCADE, related_name="wait_spaces")
    space = models.ForeignKey(Space, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wait", "space"], name="wait_space_once")]


class WaitOffer(models.Model):
    """A place that became free, kept for the first in line until `until`: by a hold, so that nobody else can have it.

    The hold lasts a little longer than the offer, so that the next in line is asked before the place is anybody's.
    """

    wait = models.ForeignKey(Wait, models.CASCADE, related_name="offers")
    hold = models.OneToOneField(Booking, models.SET_NULL, null=True, related_name="offer")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)

    OPEN = Q(accepted_at=None, declined_at=None, lapsed_at=None)

    class Meta:
        indexes = [
            models.Index(
                fields=["until"], condition=Q(accepted_at=None, declined_at=None, lapsed_at=None), name="offer_open"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["wait"],
                condition=Q(accepted_at=None, declined_at=None, lapsed_at=None),
                name="offer_one_at_a_time",
                violation_error_message=_("There is an offer already."),
            ),
            models.CheckConstraint(
                name="offer_ends_once",
                condition=Q(accepted_at=None, declined_at=None)
                | Q(accepted_at=None, lapsed_at=None)
                | Q(declined_at=None, lapsed_at=None),
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.declined_at is None and self.lapsed_at is None
