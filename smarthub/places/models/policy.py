from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smarthub.places.models.hub import Hub
from smarthub.places.models.space import Space, Zone


class Policy(models.Model):
    """What holds for bookings, attached to a hub, a kind, a zone or one space. A field left empty says nothing.

    The most specific policy that says something wins, field by field: space, zone, kind, hub.
    """

    hub = models.ForeignKey(Hub, models.CASCADE, related_name="policies")
    kind = models.CharField(max_length=10, choices=Space.Kind.choices, blank=True)
    zone = models.ForeignKey(Zone, models.CASCADE, null=True, blank=True, related_name="policies")
    space = models.ForeignKey(Space, models.CASCADE, null=True, blank=True, related_name="policies")
    days_ahead = models.PositiveSmallIntegerField(_("days ahead"), null=True, blank=True)
    notice_minutes = models.PositiveIntegerField(_("notice, in minutes"), null=True, blank=True)
    shortest_minutes = models.PositiveIntegerField(_("shortest booking, in minutes"), null=True, blank=True)
    longest_minutes = models.PositiveIntegerField(_("longest booking, in minutes"), null=True, blank=True)
    buffer_minutes = models.PositiveSmallIntegerField(_("free time after a booking, in minutes"), null=True, blank=True)
    cancel_minutes = models.PositiveIntegerField(_("cancel until, in minutes before"), null=True, blank=True)
    early_minutes = models.PositiveSmallIntegerField(_("check-in opens, in minutes before"), null=True, blank=True)
    no_show_minutes = models.PositiveSmallIntegerField(_("released, in minutes after the start"), null=True, blank=True)
    most_minutes_a_day = models.PositiveIntegerField(_("most per person and day, in minutes"), null=True, blank=True)
    most_minutes_a_week = models.PositiveIntegerField(_("most per person and week, in minutes"), null=True, blank=True)
    most_bookings = models.PositiveSmallIntegerField(_("most bookings ahead per person"), null=True, blank=True)
    walk_in_percent = models.PositiveSmallIntegerField(_("seats kept for walk-ins, in percent"), null=True, blank=True)
    offer_minutes = models.PositiveSmallIntegerField(_("waitlist offer, in minutes"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "kind"], condition=Q(zone=None, space=None), name="policy_once_a_kind"
            ),
            models.UniqueConstraint(fields=["zone"], condition=Q(zone__isnull=False), name="policy_once_a_zone"),
            models.UniqueConstraint(fields=["space"], condition=Q(space__isnull=False), name="policy_once_a_space"),
            models.CheckConstraint(
                name="policy_attached_to_one",
                condition=(
                    Q(space=None, zone=None)
                    | Q(space=None, kind="", zone__isnull=False)
                    | Q(zone=None, kind="", space__isnull=False)
                ),
                violation_error_message=_("A policy is attached to the hub, a kind, a zone or a space."),
            ),
            models.CheckConstraint(
                name="policy_buffer_in_quarters",
                condition=Q(buffer_minutes=None) | Q(buffer_minutes__in=range(0, 241, 15)),
                violation_error_message=_("The free time after a booking is 0, 15, 30 … minutes, at most 4 hours."),
            ),
        ]


class Rate(models.Model):
    """What an hour or a whole day of a price group costs. No rate: free of charge."""

    class Per(models.TextChoices):
        HOUR = "hour", _("hour")
        DAY = "day", _("day")

    hub = models.ForeignKey(Hub, models.CASCADE, related_name="rates")
    price_group = models.CharField(_("price group"), max_length=40)
    per = models.CharField(max_length=4, choices=Per.choices)
    satang = models.PositiveIntegerField(_("price"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "price_group", "per"],
                name="rate_once",
                violation_error_message=_("There is a price for this already."),
            ),
        ]
