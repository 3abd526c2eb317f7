from django.db import models
from django.db.models import F, Q

from smarthub.people.models.person import Person


class OneTimeLink(models.Model):
    """A link that signs one person in, once. Only a hash of its secret is kept. No maker: the house itself made it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="links")
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="link_expires_after_made", condition=Q(expires_at__gte=F("made_at"))),
            models.CheckConstraint(
                name="link_used_after_made", condition=Q(used_at=None) | Q(used_at__gte=F("made_at"))
            ),
        ]
