from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
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
    """Something to be done, by whom and until when; looked at first when the group meets again.

    Open until it is done, or given up with a reason. `owner` is a name as the room said it; `person` is known only where
    the owner has an account and is meant.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="actions")
    ref = CodeField(unique=True)
    text = models.TextField(_("what"), max_length=2000)
    owner = models.CharField(_("who"), max_length=120, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_("until"), null=True)
    decision = models.ForeignKey(Decision, models.SET_NULL, null=True, related_name="actions")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why = models.CharField(_("why it was given up"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="action_done_pair",
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="action_dropped_pair",
                condition=Q(dropped_at=None, dropped_by=None) | Q(dropped_at__isnull=False, dropped_by__isnull=False),
            ),
            models.CheckConstraint(
                name="action_one_end",
                condition=Q(done_at=None) | Q(dropped_at=None),
                violation_error_message=_("What is done was not given up."),
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.dropped_at is None

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < today


class Review(models.Model):
    """What a session found when it looked at an action: its own, or one that an earlier session left open."""

    class Verdict(models.TextChoices):
        DONE = "done", _("done")
        OPEN = "open", _("still open")
        DROPPED = "dropped", _("given up")

    session = models.ForeignKey(Session, models.CASCADE, related_name="reviews")
    action = models.ForeignKey(Action, models.CASCADE, related_name="reviews")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "action"], name="review_last_word_counts"),
            models.CheckConstraint(name="review_verdict_known", condition=Q(verdict__in=["done", "open", "dropped"])),
        ]


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
