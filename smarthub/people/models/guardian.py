from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smarthub.people.models.person import Person


class Guardian(models.Model):
    """That an adult acts for a child, from when until when, and how they showed that they may. Papers are looked at,
    never kept. Rows are never deleted.
    """

    class Shown(models.TextChoices):
        WORD = "word", _("in their own word")
        TOGETHER = "together", _("the host saw them together")
        PAPER = "paper", _("the host saw a paper")

    guardian = models.ForeignKey(Person, models.PROTECT, related_name="+")
    child = models.ForeignKey(Person, models.PROTECT, related_name="+")
    shown = models.CharField(_("how it was shown"), max_length=10, choices=Shown)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["guardian", "child"],
                condition=Q(until=None),
                name="guardian_runs_once",
                violation_error_message=_("This is written down already."),
            ),
            models.CheckConstraint(name="guardian_not_oneself", condition=~Q(guardian=F("child"))),
            models.CheckConstraint(
                name="guardian_until_after_since", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="guardian_shown_to_a_host", condition=Q(shown="word") | Q(confirmed_by__isnull=False)
            ),
        ]
