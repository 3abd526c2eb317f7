from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models.session import Session
from smarthub.kit.codes import CodeField


class Phase(models.Model):
    """One step of a session, executable: what is asked, how long, who sees what, how much each may write or vote.

    A phase runs from began_at to ended_at; of one session at most one runs. Beginning a phase that is over makes a copy,
    so that what was said the first time stays as it was.
    """

    class Kind(models.TextChoices):
        WRITE = "write", _("writing")
        GROUP = "group", _("grouping")
        OPINIONS = "opinions", _("opinions")
        DOTS = "dots", _("dots")
        PAIRS = "pairs", _("pairs")
        RANK = "rank", _("ranking")
        PLACE = "place", _("impact and effort")
        TALK = "talk", _("talking")
        DECIDE = "decide", _("deciding")
        ACT = "act", _("who does what")

    class Visibility(models.TextChoices):
        HIDDEN = "hidden", _("each sees only their own until all is revealed")
        OPEN = "open", _("everybody sees everything at once")
        PASSED = "passed", _("each gets what their neighbours wrote before them")

    session = models.ForeignKey(Session, models.CASCADE, related_name="phases")
    ref = CodeField(unique=True)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=120, blank=True)
    prompt = models.CharField(_("prompt"), max_length=500, blank=True)
    seconds = models.PositiveIntegerField(_("seconds"), default=0)
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.HIDDEN)
    quota = models.PositiveSmallIntegerField(_("notes each"), null=True)
    dots = models.PositiveSmallIntegerField(_("dots each"), default=0)
    may_stack = models.BooleanField(_("several dots on one note"), default=True)
    lanes = models.JSONField(_("lanes"), default=list)
    began_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    seconds_left = models.PositiveIntegerField(null=True)  # while the timer stands still; due_at is then empty
    revealed_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["session", "position"], name="phase_position_once"),
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(began_at__isnull=False, ended_at=None),
                name="phase_one_runs",
                violation_error_message=_("Another phase is running."),
            ),
            models.CheckConstraint(
                name="phase_in_order",
                condition=Q(ended_at=None) | Q(began_at__isnull=False, ended_at__gte=F("began_at")),
            ),
        ]

    @property
    def is_running(self) -> bool:
        return self.began_at is not None and self.ended_at is None

    @property
    def is_shown(self) -> bool:
        """Whether everybody may see what is written in it."""
        return self.visibility == self.Visibility.OPEN or self.revealed_at is not None

    def begin(self, now: datetime) -> None:
        self.began_at = now
        self.due_at = now + timedelta(seconds=self.seconds) if self.seconds else None
