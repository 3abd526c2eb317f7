from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models.phase import Phase
from smarthub.brainstorms.models.session import Participant, Session
from smarthub.kit.codes import CodeField


class Group(models.Model):
    """Notes that belong together, under a name. One that was taken apart stays as a row, so that it can be undone."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="groups")
    ref = CodeField(unique=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    is_proposed = models.BooleanField(_("proposed by the machine"), default=False)  # until somebody has a hand in it
    removed_at = models.DateTimeField(null=True)


class Thinking(models.Model):
    """A proposal of groups that somebody asked for and that the worker is at; gone when the groups are there.

    `read` of `notes` notes it has read so far.
    """

    session = models.OneToOneField(Session, models.CASCADE, related_name="thinking")
    command = models.UUIDField()
    k = models.PositiveSmallIntegerField(null=True)
    read = models.PositiveIntegerField(default=0)
    notes = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Note(models.Model):
    """One thought of one person; of nobody in particular when a facilitator typed it from paper.

    A late note came after its phase was over: it waits for the facilitator, it is never lost.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="notes")
    phase = models.ForeignKey(Phase, models.CASCADE, related_name="notes")
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, related_name="notes")
    ref = CodeField(unique=True)
    text = models.TextField(_("text"), max_length=2000)
    lane = models.CharField(max_length=40, blank=True)
    group = models.ForeignKey(Group, models.SET_NULL, null=True, related_name="notes")
    label = models.CharField(max_length=40, blank=True)  # its number where it was imported from
    is_meta = models.BooleanField(_("about who votes"), default=False)
    is_paper = models.BooleanField(_("typed from paper"), default=False)
    composed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    late_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)

    @property
    def is_shown(self) -> bool:
        """Whether everybody in the room may read it."""
        return self.phase.is_shown and self.late_at is None and self.hidden_at is None


class Vote(models.Model):
    """What one person says to one note in one phase; the last word counts.

    `value`: opinions 1 agree, -1 disagree, 0 pass; dots how many; rank the place from 1; place the impact from 1 to 5
    (`effort` likewise); pairs 1: the note was preferred to `other`.
    """

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="votes")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="votes")
    note = models.ForeignKey(Note, models.CASCADE, related_name="votes")
    other = models.ForeignKey(Note, models.CASCADE, null=True, related_name="+")
    value = models.SmallIntegerField()
    effort = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["phase", "participant", "note"], condition=Q(other=None), name="vote_last_word_counts"
            ),
            models.UniqueConstraint(
                fields=["phase", "participant", "note", "other"],
                condition=Q(other__isnull=False),
                name="vote_pair_last_word_counts",
            ),
        ]
