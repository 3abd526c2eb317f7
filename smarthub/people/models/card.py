from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smarthub.people.models.person import Person


class Card(models.Model):
    """A printed card whose QR says at a kiosk who somebody is. Only a hash of its secret is kept; a reprint is a new card."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="cards")
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(revoked_at=None),
                name="card_runs_once",
                violation_error_message=_("This person has a card already."),
            ),
            models.CheckConstraint(
                name="card_revoked_pair",
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__gte=F("made_at"), revoked_by__isnull=False),
            ),
        ]


class Pin(models.Model):
    """A phone number and a PIN by which one person signs in. The number is for this alone: a family may share the one
    on the person, but only one of them signs in with it.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="pin")
    phone = models.CharField(_("phone"), max_length=20)
    hash = models.CharField(max_length=128)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["phone"],
                name="pin_phone_once",
                violation_error_message=_("Somebody signs in with this phone number already."),
            )
        ]
