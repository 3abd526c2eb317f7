from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models.visit import Visit
from smarthub.kit.codes import CodeField
from smarthub.places.models import Hub


class Kiosk(models.Model):
    """A tablet by the door. A host makes a code, the tablet is told it and gets a key of its own; only hashes are kept."""

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="+")
    ref = CodeField(unique=True)
    name = models.CharField(_("name"), max_length=60)
    code_hash = models.CharField(max_length=64)
    code_until = models.DateTimeField()
    key_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - NULL: not paired yet, UNIQUE
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    paired_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="kiosk_paired_pair",
                condition=Q(paired_at=None, key_hash=None) | Q(paired_at__isnull=False, key_hash__isnull=False),
            ),
            models.CheckConstraint(
                name="kiosk_revoked_pair",
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class KioskEntry(models.Model):
    """One touch at a kiosk, as it was sent. Its mark was drawn on the tablet: sent again, it is still this one.

    `said` is what was scanned or typed; it is kept only while a host has a conflict to look at, a month at most.
    """

    class Kind(models.TextChoices):
        CHECK_IN = "check-in", _("checked in")
        COME = "come", _("came without a booking")
        LEAVE = "leave", _("left")

    class Conflict(models.TextChoices):
        UNKNOWN = "unknown", _("nothing was found for what was shown")
        CANCELLED = "cancelled", _("the booking was cancelled")
        GIVEN_AWAY = "given-away", _("the place was given to others")
        OVER = "over", _("the booking was over")
        TOO_EARLY = "too-early", _("it was too early to check in")
        NOT_HERE = "not-here", _("nobody of it was in the house")
        REFUSED = "refused", _("the house rules did not allow it")

    kiosk = models.ForeignKey(Kiosk, models.PROTECT, related_name="entries")
    mark = models.UUIDField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    people = models.PositiveSmallIntegerField(default=1)
    said = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    visit = models.ForeignKey(Visit, models.SET_NULL, null=True, related_name="+")
    conflict = models.CharField(max_length=12, choices=Conflict.choices, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["kiosk"], condition=Q(settled_at=None) & ~Q(conflict=""), name="kiosk_entry_conflict"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["mark"], name="kiosk_entry_once"),
            models.CheckConstraint(
                name="kiosk_entry_settled_pair",
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
            ),
        ]
