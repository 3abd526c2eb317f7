from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smarthub.kit.codes import CodeField
from smarthub.people.models.person import Person


class Block(models.Model):
    """That a person wishes not to meet another: it hides both from each other everywhere. The other is never told."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "other"],
                condition=Q(until=None),
                name="block_runs_once",
                violation_error_message=_("You have blocked this person already."),
            ),
            models.CheckConstraint(name="block_not_oneself", condition=~Q(person=F("other"))),
            models.CheckConstraint(name="block_until_after_since", condition=Q(until=None) | Q(until__gte=F("since"))),
        ]


class Report(models.Model):
    """That somebody told the hosts of something that must not happen here. Open, then taken by a host, then answered.

    `hub` is the hub's slug as text, empty where it was in no particular hub; `who` is what the reporter wrote, `about`
    the person whom a host found behind it. The reported is never told who wrote.
    """

    code = CodeField(unique=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    about = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField(_("who it is about"), max_length=200, blank=True)
    text = models.TextField(_("what happened"), max_length=2000)
    hub = models.CharField(max_length=50, blank=True)
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(_("answer"), max_length=2000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["hub", "made_at"], name="report_by_hub")]
        constraints = [
            models.CheckConstraint(
                name="report_taken_pair",
                condition=Q(taken_at=None, taken_by=None) | Q(taken_at__isnull=False, taken_by__isnull=False),
            ),
            models.CheckConstraint(
                name="report_answered_whole",
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            ),
        ]

    @property
    def state(self) -> str:
        """open, taken or answered."""
        if self.answered_at:
            return "answered"
        return "taken" if self.taken_at else "open"
