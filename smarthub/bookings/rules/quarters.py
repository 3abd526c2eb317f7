"""Quarters of an hour: the grain in which spaces are held."""

from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal

QUARTER = timedelta(minutes=15)
NOT_ON_QUARTER = Refusal("not-on-quarter", _("A booking begins and ends on a quarter of an hour."))
BACKWARDS = Refusal("backwards", _("A booking ends after it begins."))


def on_quarter(moment: datetime) -> bool:
    return moment.minute % 15 == 0 and moment.second == 0 and moment.microsecond == 0


def quarter_begun(moment: datetime) -> datetime:
    """The quarter in which this moment lies: 10:07 -> 10:00."""
    return moment.replace(minute=moment.minute - moment.minute % 15, second=0, microsecond=0)


def next_quarter(moment: datetime) -> datetime:
    """The first quarter that has not begun: 10:07 -> 10:15, 10:00 -> 10:00."""
    begun = quarter_begun(moment)
    return begun if begun == moment else begun + QUARTER


def whole_quarters(length: timedelta) -> timedelta:
    """Rounded up to whole quarters."""
    return -(-length // QUARTER) * QUARTER


def quarters(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """The beginnings of all quarters of [starts_at, ends_at), in UTC. UTC has no summer time, so none is doubled."""
    first = starts_at.astimezone(UTC)
    return [first + n * QUARTER for n in range((ends_at - starts_at) // QUARTER)]
