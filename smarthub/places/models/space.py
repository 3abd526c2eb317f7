from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smarthub.kit.codes import CodeField
from smarthub.places.models.hub import Hub
from smarthub.places.models.province import in_language


class Floor(models.Model):
    """A floor and its plan. The plan's unit is a centimetre; x grows to the right, y downwards.

    `outline` is a list of wall lines, each a list of [x, y] corners, and of {"door": [hinge, latch]}, {"window": corners}
    and {"line": corners} for what is no wall: a tread of the stairs, a counter.
    """

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="floors")
    level = models.SmallIntegerField(default=1)
    name_th = models.CharField(_("name in Thai"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    width = models.PositiveIntegerField(default=1600)
    height = models.PositiveIntegerField(default=1000)
    outline = models.JSONField(default=list, blank=True)
    picture = models.FileField(upload_to="plans/", blank=True)  # to draw after; only hosts see it

    class Meta:
        ordering = ("level",)
        constraints = [models.UniqueConstraint(fields=["hub", "level"], name="floor_once")]

    @property
    def name(self) -> str:
        return in_language(self.name_th, self.name_en)


class Zone(models.Model):
    """A part of a floor with a character of its own: quiet, talk, family, work with the hands."""

    class Mood(models.TextChoices):
        QUIET = "quiet", _("quiet")
        TALK = "talk", _("talk")
        FAMILY = "family", _("family")
        MAKE = "make", _("make")
        OTHER = "other", _("other")

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="zones")
    floor = models.ForeignKey(Floor, models.PROTECT, related_name="zones")
    mood = models.CharField(max_length=10, choices=Mood.choices, default=Mood.OTHER)
    name_th = models.CharField(_("name in Thai"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    x = models.IntegerField(default=0)
    y = models.IntegerField(default=0)
    width = models.PositiveIntegerField(default=100)
    height = models.PositiveIntegerField(default=100)

    @property
    def name(self) -> str:
        return in_language(self.name_th, self.name_en)


class Space(models.Model):
    """Something that can be used for a time: a desk, a table of desks, a booth, a room, a workshop, a hall of rooms."""

    class Kind(models.TextChoices):
        DESK = "desk", _("desk")
        TABLE = "table", _("table")
        BOOTH = "booth", _("booth")
        ROOM = "room", _("room")
        WORKSHOP = "workshop", _("workshop")
        HALL = "hall", _("hall")

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="spaces")
    ref = CodeField(unique=True)
    floor = models.ForeignKey(Floor, models.PROTECT, related_name="spaces")
    zone = models.ForeignKey(Zone, models.PROTECT, null=True, blank=True, related_name="spaces")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name_th = models.CharField(_("name in Thai"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), default=1)
    x = models.IntegerField(default=0)
    y = models.IntegerField(default=0)
    width = models.PositiveIntegerField(default=80)
    height = models.PositiveIntegerField(default=60)
    turn = models.SmallIntegerField(default=0)
    amenities = models.JSONField(default=list, blank=True)
    is_wheelchair_accessible = models.BooleanField(_("wheelchair access"), default=False)
    is_walk_in_only = models.BooleanField(_("for walk-ins only"), default=False)
    price_group = models.CharField(_("price group"), max_length=40, blank=True)
    sort_key = models.CharField(max_length=200, blank=True, editable=False)
    # The hub's edition in which this row stands. Who locks the row reads it in the same query, and PostgreSQL reads a
    # locked row anew after waiting for it, but not the rows joined to it: so it cannot be the hub's own.
    edition = models.CharField(max_length=16, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("sort_key", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "name_th"],
                condition=Q(removed_at=None),
                name="space_name_once",
                violation_error_message=_("This hub has a space of this name already."),
            ),
            models.CheckConstraint(
                name="space_has_seats",
                condition=Q(seats__gte=1),
                violation_error_message=_("A space has at least one seat."),
            ),
            models.CheckConstraint(
                name="space_removed_pair",
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.name_th, self.name_en)
