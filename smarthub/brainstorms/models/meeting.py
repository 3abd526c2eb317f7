from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models.session import Session
from smarthub.kit.codes import CodeField


class AgendaItem(models.Model):
    """One point of a meeting, and how many minutes it may take; 0 where nobody said."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="items")
    ref = CodeField(unique=True)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("point"), max_length=200)
    length = models.PositiveSmallIntegerField(_("minutes"), default=0)

    class Meta:
        ordering = ("position", "pk")


class Minutes(models.Model):
    """What was written of a meeting, as it stood. The newest number is the text; older ones stay to be read.

    A writer who goes on within a minute writes the same row on under a new number, so that a meeting of two hours has some
    dozens of rows, not thousands; whoever wrote from an older number is told, and nothing of theirs is lost.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="minutes")
    number = models.PositiveIntegerField()
    text = models.TextField(_("minutes"), max_length=20_000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("session", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "number"],
                name="minutes_number_once",
                violation_error_message=_("Somebody else has saved meanwhile."),
            ),
        ]
