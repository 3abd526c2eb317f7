"""What is kept at the front desk beside bookings and visits: the day itself, notes, things found."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smarthub.kit.codes import CodeField
from smarthub.places.models import Hub


class DeskDay(models.Model):
    """A day at the front desk: who opened it and who closed it, and what was counted then."""

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="+")
    date = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    figures = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hub", "date"], name="desk_day_once"),
            models.CheckConstraint(
                name="desk_day_closed_pair",
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]


class DeskNote(models.Model):
    """What one host leaves for the next to know, until it is done."""

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="+")
    ref = CodeField(unique=True)
    text = models.CharField(_("note"), max_length=500)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["hub"], condition=Q(done_at=None), name="desk_note_open")]
        constraints = [
            models.CheckConstraint(
                name="desk_note_done_pair",
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]


class LostThing(models.Model):
    """Something found in the house, kept until somebody asks for it. To whom it went is not written down."""

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="+")
    ref = CodeField(unique=True)
    what = models.CharField(_("what"), max_length=200)
    where = models.CharField(_("where"), max_length=120, blank=True)
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["hub"], condition=Q(returned_at=None), name="lost_thing_kept")]
        constraints = [
            models.CheckConstraint(
                name="lost_thing_returned_pair",
                condition=Q(returned_at=None, returned_by=None)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
            ),
        ]
