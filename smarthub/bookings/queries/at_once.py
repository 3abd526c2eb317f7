"""How a hub stands at one moment: open or closed, who is in, which seats are free, what each space shows on the plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Literal

from django.db.models import F, Q

from smarthub.bookings.models import Slot, Visit
from smarthub.bookings.rules.quarters import quarter_begun
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook

State = Literal["free", "taken", "held", "closed", "walk-in"]
HUBS, MOST = 40, 700  # of hubs, and of spaces of each, in one question: 28,000 names
_SEATED = (Space.Kind.DESK, Space.Kind.TABLE, Space.Kind.BOOTH)


@dataclass(frozen=True, slots=True)
class Standing:
    """A hub at one moment. `seats_free` counts open seats (desks, tables, booths), not those of rooms and halls."""

    opens_at: datetime | None
    closes_at: datetime | None
    people_here: int
    seats: int
    seats_free: int
    states: dict[int, State]

    @property
    def is_open(self) -> bool:
        return self.closes_at is not None


def standing(hub: Hub, *, now: datetime) -> Standing:
    """Two queries, however long the history is; a third while somebody is in before their time."""
    return standings([hub], now=now)[hub.pk]


def standings(hubs: Sequence[Hub], *, now: datetime) -> dict[int, Standing]:
    """How each of these hubs stands, by its row: as many queries for all of them together."""
    books = {hub.pk: places.rulebook(hub) for hub in hubs}
    owned = _owned_now(books, now)
    here: dict[int, list[tuple[int, int | None]]] = {pk: [] for pk in books}
    early: list[int] = []
    visits = Visit.objects.filter(hub__in=list(books), left_at=None)
    for pk, people, booking, begins in visits.values_list("hub_id", "people", "booking_id", "booking__starts_at"):
        here[pk].append((people, booking))
        if booking and begins > now:
            early.append(booking)
    for pk, space, _begins in _sat_on(early):
        owned[pk].setdefault(space, "taken")
    return {pk: _standing(book, owned[pk], here[pk], now) for pk, book in books.items()}


def _standing(
    book: Rulebook, owned: Mapping[int, State], here: Sequence[tuple[int, int | None]], now: datetime
) -> Standing:
    stretch = book.open_at(now)
    unbooked = sum([people for people, booking in here if not booking])
    leaves = book.all_leaves
    states: dict[int, State] = {
        leaf.pk: _state(leaf, owned.get(leaf.pk), is_open=stretch is not None) for leaf in leaves
    }
    for space in book.spaces:
        if space.pk in book.parts:
            states[space.pk] = _together([states[leaf.pk] for leaf in book.leaves(space)])
    open_seats = [leaf for leaf in leaves if leaf.kind in _SEATED]
    free = sum(leaf.seats for leaf in open_seats if leaf.pk not in owned)
    return Standing(
        opens_at=None if stretch else book.next_opening(now),
        closes_at=stretch[1] if stretch else None,
        people_here=sum(people for people, _booking in here),
        seats=sum(leaf.seats for leaf in open_seats),
        # People who came without a booking sit somewhere: their seats are not free, wherever they are.
        seats_free=max(0, free - unbooked) if stretch else 0,
        states=states,
    )


def _owned_now(books: Mapping[int, Rulebook], now: datetime) -> dict[int, dict[int, State]]:
    """By hub and space. A very large network is asked in several queries: no database takes any number of names."""
    found: dict[int, dict[int, State]] = {pk: {} for pk in books}
    asked: list[Q] = []
    for pk, book in books.items():
        leaves = [leaf.pk for leaf in book.all_leaves]
        # Each space is named beside its hub, or SQLite would read every slot of the hub; who holds what is told here and
        # not in the query, because every visitor's first page asks this.
        asked += [Q(hub_id=pk, space_id__in=leaves[n : n + MOST]) for n in range(0, len(leaves), MOST)]
    for some in _at_once(asked):
        rows = Slot.objects.filter(some, starts_at=quarter_begun(now))
        for pk, space, closed_by, booked_at, held_until in rows.values_list(
            "hub_id", "space_id", "closure_id", "booking__booked_at", "booking__held_until"
        ):
            if closed_by or booked_at or (held_until and held_until > now):
                found[pk][space] = "closed" if closed_by else "taken" if booked_at else "held"
    for pk, book in books.items():
        for closure in book.long_closures:
            if closure.starts_at <= now < closure.ends_at:
                found[pk].update({leaf.pk: "closed" for leaf in book.leaves(book.by_pk[closure.space_id])})
    return found


def sat_on_early(hub: Hub, *, now: datetime) -> list[tuple[int, datetime]]:
    """The leaf spaces on which somebody sits before their time begins, and when it does."""
    early = Visit.objects.filter(hub=hub, left_at=None, booking__starts_at__gt=now)
    return [(space, begins) for _hub, space, begins in _sat_on(list(early.values_list("booking_id", flat=True)))]


def _sat_on(bookings: Sequence[int | None]) -> Iterable[tuple[int, int, datetime]]:
    """(hub, leaf space, start) of these bookings; no query for none."""
    if not bookings:
        return ()
    first = Slot.objects.filter(booking__in=bookings, starts_at=F("booking__starts_at"))
    return first.values_list("hub_id", "space_id", "starts_at")


def _at_once(asked: Sequence[Q]) -> Iterable[Q]:
    for n in range(0, len(asked), HUBS):
        yield reduce(or_, asked[n : n + HUBS])


def _state(leaf: Space, owned: State | None, *, is_open: bool) -> State:
    if owned:
        return owned
    if not is_open:
        return "closed"
    return "walk-in" if leaf.is_walk_in_only else "free"


def _together(states: list[State]) -> State:
    """A hall or table as a whole: free only when all its parts are."""
    for state in ("closed", "taken", "held"):
        if state in states:
            return state
    return "free"
