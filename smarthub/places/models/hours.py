from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smarthub.places.models.hub import Hub
from smarthub.places.models.province import in_language

MIDNIGHT = 24 * 60
_QUARTERS = Q(opens__in=range(0, MIDNIGHT, 15), closes__in=range(15, MIDNIGHT + 1, 15))
_ON_QUARTERS = _("Opening hours begin and end on a quarter of an hour.")


class OpeningHours(models.Model):
    """From when until when a hub is open on a weekday, in minutes after local midnight (1440: the next midnight)."""

    hub = models.ForeignKey(Hub, models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("weekday", "opens")
        constraints = [
            models.UniqueConstraint(fields=["hub", "weekday", "opens"], name="hours_once"),
            models.CheckConstraint(name="hours_weekday", condition=Q(weekday__lte=6)),
            models.CheckConstraint(
                name="hours_in_order",
                condition=Q(closes__gt=F("opens")),
                violation_error_message=_("Closing time comes after opening time."),
            ),
            models.CheckConstraint(name="hours_on_quarters", condition=_QUARTERS, violation_error_message=_ON_QUARTERS),
        ]


class DayOverride(models.Model):
    """What a hub does on one date, whatever its weekday or the holidays say: closed, or open at these hours."""

    hub = models.ForeignKey(Hub, models.CASCADE, related_name="day_overrides")
    date = models.DateField()
    opens = models.PositiveSmallIntegerField(null=True, blank=True)
    closes = models.PositiveSmallIntegerField(null=True, blank=True)
    reason_th = models.CharField(_("reason in Thai"), max_length=200, blank=True)
    reason_en = models.CharField(_("reason in English"), max_length=200, blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("date",)
        constraints = [
            models.UniqueConstraint(fields=["hub", "date"], name="override_once_a_day"),
            models.CheckConstraint(
                name="override_closed_or_open",
                condition=Q(opens=None, closes=None) | Q(opens__isnull=False, closes__gt=F("opens")),
                violation_error_message=_("Closing time comes after opening time."),
            ),
            models.CheckConstraint(
                name="override_on_quarters",
                condition=Q(opens=None) | _QUARTERS,
                violation_error_message=_ON_QUARTERS,
            ),
        ]

    @property
    def reason(self) -> str:
        return in_language(self.reason_th, self.reason_en)

    @property
    def is_closed(self) -> bool:
        return self.opens is None


class Closure(models.Model):
    """A space that cannot be used for a while (repair, private use): up to 31 days it owns slots, as a booking does."""

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="closures")
    space = models.ForeignKey("places.Space", models.PROTECT, related_name="closures")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason_th = models.CharField(_("reason in Thai"), max_length=200, blank=True)
    reason_en = models.CharField(_("reason in English"), max_length=200, blank=True)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["hub", "starts_at"], name="closure_by_time")]
        constraints = [
            models.CheckConstraint(name="closure_in_order", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="closure_lifted_pair",
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False),
            ),
        ]

    @property
    def reason(self) -> str:
        return in_language(self.reason_th, self.reason_en)
