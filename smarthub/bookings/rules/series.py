"""On which days something comes round again, and what it says in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models.booking import LONGEST as LONGEST_BOOKING
from smarthub.bookings.rules.quarters import BACKWARDS, NOT_ON_QUARTER
from smarthub.kit.refusals import Refusal
from smarthub.kit.thai import dates

MOST_DAYS = 100
LONGEST = timedelta(days=366)
LAST = -1  # the last weekday of a month
WEEK = timedelta(days=7)
NO_SUCH_DAY = Refusal("no-such-day", _("This day is not in the series."))
SERIES_ENDED = Refusal("series-ended", _("This series has ended."), would_pass=_("Begin a new one."))


@dataclass(frozen=True, slots=True)
class Pattern:
    """Every `every` weeks on `weekdays` (Monday 0), or, with `nth`, on the nth weekday of every `every` months."""

    first: date
    until: date
    every: int
    weekdays: tuple[int, ...]
    nth: int = 0


def days(pattern: Pattern) -> list[date]:
    """In order, the first day included, at most MOST_DAYS."""
    found: list[date] = []
    for day in _monthly(pattern) if pattern.nth else _weekly(pattern):
        if day > pattern.until or len(found) == MOST_DAYS:
            break
        if day >= pattern.first:
            found.append(day)
    return found


def _weekly(pattern: Pattern) -> Iterator[date]:
    monday = pattern.first - timedelta(days=pattern.first.weekday())
    while monday <= pattern.until:
        for weekday in sorted(pattern.weekdays):
            yield monday + timedelta(days=weekday)
        monday += pattern.every * WEEK


def _monthly(pattern: Pattern) -> Iterator[date]:
    year, month = pattern.first.year, pattern.first.month
    while (begin := date(year, month, 1)) <= pattern.until:
        yield nth_weekday(begin, pattern.weekdays[0], pattern.nth)
        year, month = year + (month - 1 + pattern.every) // 12, (month - 1 + pattern.every) % 12 + 1


def nth_weekday(month: date, weekday: int, nth: int) -> date:
    """The nth (1 to 4, or LAST) of a weekday in this month; of every month there is one."""
    first = month.replace(day=1)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    if nth != LAST:
        return first + (nth - 1) * WEEK
    while (first + WEEK).month == month.month:
        first += WEEK
    return first


def nth_of(day: date) -> int:
    """Which of its weekday in the month this day is; a fifth is the last, because not every month has a fifth."""
    nth = (day.day - 1) // 7 + 1
    return nth if nth <= 4 else LAST


def until_of(first: date, count: int, *, every: int, weekdays: Sequence[int], nth: int) -> date:
    """The last of `count` days."""
    endless = Pattern(first, first + LONGEST, every, tuple(weekdays), nth)
    found = days(endless)[:count]
    return found[-1] if found else first


def why_not_repeat(pattern: Pattern) -> Refusal | None:
    if not pattern.weekdays or any(not 0 <= each <= 6 for each in pattern.weekdays):
        return Refusal("no-weekday", _("Choose at least one day of the week."))
    if pattern.first.weekday() not in pattern.weekdays:
        return Refusal(
            "other-weekday", _("The first day, {day}, must be one of the chosen days of the week."), day=pattern.first
        )
    if not 1 <= pattern.every <= 12:
        return Refusal("too-seldom", _("It can repeat every 1 to 12 weeks or months."))
    if pattern.until <= pattern.first:
        return Refusal("ends-before", _("The last day comes after the first."))
    if pattern.until - pattern.first > LONGEST:
        return Refusal("too-far", _("A series lasts at most a year, until {last}."), last=pattern.first + LONGEST)
    found = days(pattern)
    if len(found) < 2:
        return Refusal("only-once", _("Until then it happens only once."), would_pass=_("Choose a later last day."))
    if len(found) == MOST_DAYS:
        return Refusal(
            "too-many-days", _("A series has fewer than {most} days."), would_pass=_("Choose an earlier last day."),
            most=MOST_DAYS,
        )  # fmt: skip
    return None


def why_not_time(*, from_minute: int, minutes: int) -> Refusal | None:
    """`from_minute` after local midnight, `minutes` long."""
    if from_minute % 15 or minutes % 15:
        return NOT_ON_QUARTER
    if minutes <= 0:
        return BACKWARDS
    if timedelta(minutes=minutes) > LONGEST_BOOKING:
        return Refusal(
            "too-long",
            _("A booking here lasts at most {longest}."),
            would_pass=_("Choose a shorter time."),
            longest=LONGEST_BOOKING,
        )
    return None


def in_words(pattern: Pattern) -> str:
    """'every Monday and Thursday until 30 April 2569', in the reader's language."""
    names = [weekday_name(each) for each in sorted(pattern.weekdays)]
    named = gettext(" and ").join(part for part in (gettext(", ").join(names[:-1]), names[-1]) if part)
    until = dates.day(pattern.until)
    if pattern.nth:
        which = {1: gettext("first"), 2: gettext("second"), 3: gettext("third"), 4: gettext("fourth")}.get(
            pattern.nth, gettext("last")
        )
        text = (
            gettext("on the {which} {weekday} of every month until {until}")
            if pattern.every == 1
            else gettext("on the {which} {weekday} of every {every} months until {until}")
        )
        return text.format(which=which, weekday=named, every=pattern.every, until=until)
    text = (
        gettext("every {weekday} until {until}")
        if pattern.every == 1
        else gettext("every {every} weeks on {weekday} until {until}")
    )
    return text.format(weekday=named, every=pattern.every, until=until)


def weekday_name(weekday: int) -> str:
    return dates.weekday_name(date(2024, 1, 1) + timedelta(days=weekday))  # a Monday
