from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models.session import Session
from smarthub.brainstorms.models.thought import Group, Note
from smarthub.kit.codes import CodeField


class Decision(models.Model):
    """What was agreed, and out of which note or group it came."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="decisions")
    ref = CodeField(unique=True)
    text = models.TextField(_("decision"), max_length=2000)
    note = models.ForeignKey(Note, models.SET_NULL, null=True, related_name="+")
    group = models.ForeignKey(Group, models.SET_NULL, null=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()


class Action(models.Model):
    """Something to be done, by whom and until when; looked at first when the group meets again."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="actions")
    ref = CodeField(unique=True)
    text = models.TextField(_("what"), max_length=2000)
    owner = models.CharField(_("who"), max_length=120, blank=True)
    due_on = models.DateField(_("until"), null=True)
    decision = models.ForeignKey(Decision, models.SET_NULL, null=True, related_name="actions")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)


class Weighing(models.Model):
    """What the mathematics found in the opinions of a session, computed apart from the pages.

    `number` is the newest event of the room's log whose vote is surely in it; whatever has a higher one calls for another
    weighing. `votes` is how many there were, of a changed vote the last one; `members` says in which group somebody is, by
    their reference, for those who lead alone; `drawing` is what the next weighing goes on from and never shown: who was in
    the conversation, how steady the number of groups is, the order of statements. `signal` is the last test against
    chance, finished or not: it is run apart, and anew only after a tenth more votes.
    """

    session = models.OneToOneField(Session, models.CASCADE, related_name="weighing")
    number = models.PositiveIntegerField(default=0)
    votes = models.PositiveIntegerField()
    found = models.JSONField(default=dict)
    members = models.JSONField(default=dict)
    drawing = models.JSONField(default=dict)
    signal = models.JSONField(null=True)
    at = models.DateTimeField()
