from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models.session import Participant, Session


class Event(models.Model):
    """What a command did, once. Rows are only ever added.

    `payload` is for everybody and holds references and figures, no text of a person; `kept` stays in the house: what was
    before, so that it can be undone. `digest` is of what the command said, so that its id is not used for another.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="events", db_index=False)
    number = models.PositiveIntegerField()
    command = models.UUIDField()
    digest = models.CharField(max_length=64, blank=True, default="")
    type = models.CharField(max_length=20)
    payload = models.JSONField(default=dict)
    kept = models.JSONField(default=dict)
    participant = models.ForeignKey(Participant, models.PROTECT, null=True, related_name="+", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("session", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "number"],
                name="event_number_once",
                violation_error_message=_("Two events cannot have one number."),
            ),
            models.UniqueConstraint(
                fields=["session", "command"],
                name="event_command_once",
                violation_error_message=_("This command was carried out already."),
            ),
        ]
        # Asked when two people turn out to be one, or somebody goes. Phones have no person: nearly all rows are not in it.
        indexes = [models.Index(fields=["person"], condition=Q(person__isnull=False), name="event_by_person")]
