from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smarthub.kit.codes import CodeField

MIDNIGHT = 24 * 60


class Channel(models.TextChoices):
    """How a message reaches somebody. More will come; a row names the one that it is for."""

    SCREEN = "screen", _("on this site")
    MAIL = "mail", _("by e-mail")


class Notice(models.Model):
    """One message to one person by one channel, as they will read it.

    `key` says what it is about, so that the same is never told twice. It is due at `due_at` and of no use after
    `good_until`. While a worker sends it, `claimed_at` is set; what stays claimed was cut off by a power cut, and nobody
    knows whether it arrived: it is not sent again. A message on the screen is sent by being there.
    """

    ref = CodeField(unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    key = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="th")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    link = models.CharField(max_length=500, blank=True)
    calendar = models.TextField(blank=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    good_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(sent_at=None, dropped_at=None, claimed_at=None),
                name="notice_waiting",
            ),
            models.Index(fields=["person", "made_at"], name="notice_by_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "channel", "key"],
                name="notice_once",
                violation_error_message=_("This was told already."),
            ),
            models.CheckConstraint(name="notice_sent_or_dropped", condition=Q(sent_at=None) | Q(dropped_at=None)),
        ]

    def __str__(self) -> str:
        return self.ref


class Choice(models.Model):
    """What a person wishes to hear, and when not. Who has chosen nothing gets what most people want.

    Quiet hours are minutes after local midnight, over midnight where they begin later than they end; equal: none.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_mail = models.BooleanField(_("by e-mail"), default=True)
    evening_before = models.BooleanField(_("the evening before"), default=False)
    hour_before = models.BooleanField(_("an hour before"), default=True)
    quiet_from = models.PositiveSmallIntegerField(_("quiet from"), default=21 * 60)
    quiet_until = models.PositiveSmallIntegerField(_("quiet until"), default=7 * 60)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="choice_quiet_on_the_clock",
                condition=Q(quiet_from__lt=MIDNIGHT, quiet_until__lt=MIDNIGHT),
            ),
        ]
