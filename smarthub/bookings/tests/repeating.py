"""Patterns, for the tests of series."""

from datetime import date

from smarthub.bookings.rules.series import Pattern

MONDAY = date(2026, 3, 2)
MON, TUE, WED, THU = range(4)


def weekly(until: date, *weekdays: int, every: int = 1, first: date = MONDAY) -> Pattern:
    return Pattern(first, until, every, weekdays or (first.weekday(),))
