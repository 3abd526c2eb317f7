"""A choice that somebody has pressed, as one short text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from smarthub.bookings.forms.wish import MOST_MINUTES, Wish
from smarthub.bookings.rules.quarters import on_quarter
from smarthub.kit.thai import dates
from smarthub.places.models import Space
from smarthub.places.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Pick:
    """What somebody has pressed: these spaces from then till then."""

    spaces: tuple[Space, ...]
    starts_at: datetime
    ends_at: datetime


def pick_text(book: Rulebook, spaces: Sequence[Space], starts_at: datetime, ends_at: datetime) -> str:
    """'k7m2xw9q.ab3d4e5f@2026-11-23T14:00+60': short codes, local time, minutes."""
    local = starts_at.astimezone(book.zone)
    minutes = int((ends_at - starts_at).total_seconds() // 60)
    return f"{'.'.join(space.ref for space in spaces)}@{local:%Y-%m-%dT%H:%M}+{minutes}"


def read_pick(book: Rulebook, text: str) -> Pick | None:
    found = re.fullmatch(r"([\w.-]+)@(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[+ ](\d{1,5})", text)
    if not found:
        return None
    refs = list(dict.fromkeys(found[1].split(".")))
    try:
        day, clock = dates.read_day(found[2]), time.fromisoformat(found[3])
    except ValueError:
        return None
    starts_at = book.moment(day, clock.hour * 60 + clock.minute)
    if (
        any(ref not in book.by_ref for ref in refs)
        or not on_quarter(starts_at)
        or not 0 < int(found[4]) <= MOST_MINUTES
    ):
        return None
    return Pick(tuple(book.by_ref[ref] for ref in refs), starts_at, starts_at + timedelta(minutes=int(found[4])))


def wish_of(book: Rulebook, pick: Pick, *, people: int, kind: str = "") -> Wish:
    return Wish(book.day_of(pick.starts_at), pick.starts_at, pick.ends_at, people, kind)
