from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models.booking import Booking
from smarthub.kit.codes import CodeField


class Guest(models.Model):
    """Somebody who is asked along in another's booking, by a link of their own. Their name is kept only where they said
    yes and gave one for the others to see.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("is coming")
        NO = "no", _("cannot come")

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="guests")
    ref = CodeField(unique=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="guest_answered_pair",
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(name="guest_named_when_coming", condition=Q(name="") | Q(answer="yes")),
        ]

    def __str__(self) -> str:
        return self.ref
