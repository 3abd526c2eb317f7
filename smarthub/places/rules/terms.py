"""Terms: what holds for one space, out of the policies that say something about it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from smarthub.places.models import Policy, Space


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for a booking of a space. None: no limit. The values here hold where no policy says anything."""

    days_ahead: timedelta | None = timedelta(days=60)
    notice: timedelta = timedelta(0)
    shortest: timedelta = timedelta(minutes=30)
    longest: timedelta = timedelta(hours=12)
    buffer: timedelta = timedelta(0)
    cancel: timedelta = timedelta(0)
    early: timedelta = timedelta(minutes=15)
    no_show: timedelta = timedelta(minutes=15)
    most_a_day: timedelta | None = None
    most_a_week: timedelta | None = None
    most_bookings: int | None = None
    walk_in_percent: int = 0
    offer: timedelta = timedelta(minutes=15)


_COLUMN = {name.name: f"{name.name}_minutes" for name in fields(Terms)} | {
    "days_ahead": "days_ahead",
    "most_a_day": "most_minutes_a_day",
    "most_a_week": "most_minutes_a_week",
    "most_bookings": "most_bookings",
    "walk_in_percent": "walk_in_percent",
}


def terms_for(space: Space, policies: Iterable[Policy]) -> Terms:
    """The most specific policy that says something wins, field by field: space, zone, kind, hub."""
    said: dict[str, Any] = {}
    for policy in sorted((p for p in policies if _speaks_of(p, space)), key=_specificity):
        for name, column in _COLUMN.items():
            value = getattr(policy, column)
            if value is not None:
                said[name] = _read(column, value)
    return Terms(**said)


def wider(own: Policy, spaces: Iterable[Space], policies: Iterable[Policy]) -> dict[str, int | None]:
    """What holds for these spaces, of which `own` speaks, where it says nothing: by column; None: no limit. A column in which
    they differ is left out.
    """
    said = [terms_for(space, [p for p in policies if _specificity(p) < _specificity(own)]) for space in spaces]
    values = {column: {_written(column, getattr(terms, name)) for terms in said} for name, column in _COLUMN.items()}
    return {column: found.pop() for column, found in values.items() if len(found) == 1}


def _written(column: str, value: timedelta | int | None) -> int | None:
    if not isinstance(value, timedelta):
        return value
    return value.days if column == "days_ahead" else round(value / timedelta(minutes=1))


def _read(column: str, value: int) -> timedelta | int:
    if column == "days_ahead":
        return timedelta(days=value)
    return timedelta(minutes=value) if "minutes" in column else value


def policy_speaking(space: Space, policies: Iterable[Policy], column: str) -> Policy | None:
    """The policy whose word holds for this space and this column."""
    said = [p for p in policies if _speaks_of(p, space) and getattr(p, column) is not None]
    return max(said, key=_specificity, default=None)


def _speaks_of(policy: Policy, space: Space) -> bool:
    if policy.space_id:
        return policy.space_id == space.pk
    if policy.zone_id:
        return policy.zone_id == space.zone_id
    return not policy.kind or policy.kind == space.kind


def _specificity(policy: Policy) -> int:
    return 3 if policy.space_id else 2 if policy.zone_id else 1 if policy.kind else 0
