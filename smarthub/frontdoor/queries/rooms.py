"""How the rooms of a hub stand, for a screen in the lobby or beside a door. Whose a booking is, is in none of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from smarthub.bookings import queries as bookings
from smarthub.bookings.rules.quarters import quarter_begun
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook

_SEATS = (Space.Kind.DESK, Space.Kind.TABLE)
Busy = tuple[datetime, datetime, bool]
MOST_COMING = 4  # that a card of the lobby has room for


@dataclass(frozen=True, slots=True)
class RoomNow:
    """A space at one moment: free or taken or closed, until when, and what comes after it today."""

    space: Space
    state: str
    until: datetime | None
    later: tuple[tuple[datetime, datetime], ...]


def rooms_of(hub: Hub) -> list[Space]:
    """All rooms, booths and halls of a hub in their order."""
    return [space for space in places.rulebook(hub).spaces if space.kind not in _SEATS]


def rooms_now(hub: Hub, *, now: datetime, only: Space | None = None) -> list[RoomNow]:
    """All rooms, booths and halls in their order; or one space. Who is in before their time begins has it already."""
    book = places.rulebook(hub)
    wanted = [only] if only else rooms_of(hub)
    first, last = quarter_begun(now), book.moment(book.day_of(now) + timedelta(days=1), 0)
    taken: dict[int, list[Busy]] = {}
    for each in bookings.taken(hub, [leaf.pk for leaf in book.leaves_of(wanted)], first, last, now=now):
        taken.setdefault(each.space_id, []).append((each.starts_at, each.ends_at, each.closure_id is not None))
    for leaf_pk, begins in bookings.sat_on_early(hub, now=now):
        taken.setdefault(leaf_pk, []).append((first, begins, False))
    return [
        _room(book, space, [b for leaf in book.leaves(space) for b in taken.get(leaf.pk, ())], now) for space in wanted
    ]


def doing_in(
    space: Space, activities: Sequence[bookings.Activity], *, book: Rulebook, now: datetime
) -> bookings.Activity | None:
    """What goes on in this space now, where it is written for the screens; in a hall also what is in a room of it."""
    leaves = {leaf.pk for leaf in book.leaves(space)}
    for each in activities:
        held = {leaf.pk for one in each.spaces if one.pk in book.by_pk for leaf in book.leaves(one)}
        if each.starts_at <= now < each.ends_at and leaves & held:
            return each
    return None


def _room(book: Rulebook, space: Space, busy: Sequence[Busy], now: datetime) -> RoomNow:
    stretch = book.open_at(now)
    if stretch is None:
        return RoomNow(space, "closed", book.next_opening(now), ())
    if long := book.long_closure(space, now, now + timedelta(minutes=1)):
        return RoomNow(space, "closed", long.ends_at, ())
    merged = _merged(busy)
    shuts = max(closes for _opens, closes in book.open_on(book.day_of(now)))

    def seen(begins: datetime, ends: datetime) -> datetime:
        # What is kept free after a booking may reach beyond closing time: nobody is to read that somebody is there then.
        return min(ends, shuts) if begins < shuts else ends

    later = [(begins, seen(begins, ends)) for begins, ends, is_closed in merged if begins > now and not is_closed]
    coming = tuple(later[:MOST_COMING])
    for begins, ends, is_closed in merged:
        if begins <= now < ends:
            state, until = ("closed", ends) if is_closed else ("taken", seen(begins, ends))
            return RoomNow(space, state, until, coming)
    nexts = [begins for begins, _ends, _closed in merged if begins > now]
    return RoomNow(space, "free", min([*nexts, stretch[1]]), coming)


def _merged(busy: Iterable[Busy]) -> list[Busy]:
    """A hall is taken while any of its rooms is: what meets or touches is one stretch."""
    found: list[Busy] = []
    for begins, ends, is_closed in sorted(busy):
        if found and begins <= found[-1][1] and is_closed == found[-1][2]:
            found[-1] = (found[-1][0], max(ends, found[-1][1]), is_closed)
        else:
            found.append((begins, ends, is_closed))
    return found
