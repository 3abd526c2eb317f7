"""Limits on how often: one over all processes (for what can be guessed), one in this process (for what is merely costly)."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from smarthub.kit.models import Tally


def too_often(name: str, *, limit: int, window: timedelta, now: datetime) -> bool:
    """Count one try of `name`; True when there were more than `limit` within `window`. Holds over all processes."""
    with transaction.atomic():
        tally, _ = Tally.objects.select_for_update().get_or_create(name=name, defaults={"since": now})
        if tally.since <= now - window:
            Tally.objects.filter(pk=tally.pk).update(since=now, count=1)
            return False
        Tally.objects.filter(pk=tally.pk).update(count=F("count") + 1)
        return tally.count + 1 > limit


def is_spent(name: str, *, limit: int, window: timedelta, now: datetime) -> bool:
    """Whether the next try of `name` would be one too many. Counts nothing."""
    return Tally.objects.filter(name=name, since__gt=now - window, count__gte=limit).exists()


def forgive(name: str) -> None:
    """Begin to count anew: who got it right at last, or whom somebody let try again."""
    Tally.objects.filter(name=name).delete()


@dataclass(frozen=True, slots=True)
class Waits:
    """How waiting grows: `free` tries in a row, then `first` before the next, then twice as long each time, `longest` at
    most. A time of `forgets` without a try begins anew; a tally is kept two days, so let it be less.
    """

    free: int
    first: timedelta
    longest: timedelta
    forgets: timedelta

    def after(self, tries: int) -> timedelta:
        if tries < self.free:
            return timedelta(0)
        return min(self.first * (1 << min(tries - self.free, 20)), self.longest)


def must_wait(name: str, waits: Waits, *, now: datetime) -> timedelta:
    """Count one try of `name` and answer zero; or how long it is until the next may be made. Then nothing is counted, so
    that nobody makes another wait longer by knocking. Holds over all processes.
    """
    with transaction.atomic():
        tally, _ = Tally.objects.select_for_update().get_or_create(name=name, defaults={"since": now})
        tries = 0 if tally.since <= now - waits.forgets else tally.count
        if (left := tally.since + waits.after(tries) - now) > timedelta(0):
            return left
        Tally.objects.filter(pk=tally.pk).update(since=now, count=tries + 1)
        return timedelta(0)


def any_waits(prefix: str, waits: Waits, *, now: datetime) -> bool:
    """Whether a try of any name that begins so would have to wait now. Counts nothing."""
    found = Tally.objects.filter(name__startswith=prefix, since__gt=now - waits.forgets)
    return any(since + waits.after(count) > now for since, count in found.values_list("since", "count"))


def forgive_all(prefix: str) -> None:
    """Forgive every name that begins so."""
    Tally.objects.filter(name__startswith=prefix).delete()


class Bucket:
    """A token bucket in this process's memory: `rate` calls a second, as many at once."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, name: str) -> float:
        """0.0 when the call may go on, else the seconds after which it may."""
        moment = time.monotonic()
        left, then = self._left.get(name, (self.rate, moment))
        left = min(self.rate, left + (moment - then) * self.rate)
        if left < 1:
            self._left[name] = (left, moment)
            return (1 - left) / self.rate
        if len(self._left) > 10_000:
            self._left.clear()
        self._left[name] = (left - 1, moment)
        return 0.0
