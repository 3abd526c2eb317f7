from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smarthub.people.models.person import Person


class Consent(models.Model):
    """That a person agreed to one purpose, in the words of one version, from when until when. Rows are never deleted."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # A guardian's part of it: in place of a child under 10, together with the young.
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at=None),
                name="consent_runs_once",
                violation_error_message=_("You have agreed to this already."),
            ),
            models.CheckConstraint(
                name="consent_agreed_pair",
                condition=Q(agreed_at=None, agreed_by=None) | Q(agreed_at__isnull=False, agreed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="consent_withdrawn_after_given",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
            ),
        ]
