"""Template filters: dates in the reader's era, money, lengths of time."""

from datetime import date, datetime, timedelta

from django import template

from smarthub.kit import money, words
from smarthub.kit.thai import dates

register = template.Library()


@register.filter
def day(value: date) -> str:
    return dates.day(value)


@register.filter
def weekday(value: date) -> str:
    return dates.day(value, weekday=True)


@register.filter
def clock(value: datetime) -> str:
    return dates.clock(value)


@register.simple_tag
def span(starts_at: datetime, ends_at: datetime) -> str:
    return dates.span(starts_at, ends_at)


@register.filter
def baht(value: int) -> str:
    return money.baht(value)


@register.filter
def duration(value: timedelta) -> str:
    return words.length(value)


@register.filter
def phone(number: str) -> str:
    return words.phone(number)


@register.filter
def short_day(value: date | str) -> str:
    """Also of a day as a room's state carries it: '2026-11-27'."""
    return dates.short_day(date.fromisoformat(value) if isinstance(value, str) else value)


@register.filter
def near_day(value: date) -> str:
    """'27 Nov': a day of this week or the next."""
    return dates.short_day(value, year=False)


@register.filter
def weekday_name(value: date) -> str:
    """'Monday', 'จันทร์'"""
    return dates.weekday_name(value)


@register.filter
def unlocalized(value: object) -> str:
    """A number as programs write it."""
    return str(value)
