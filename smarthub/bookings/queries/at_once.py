"""How a hub stands at one moment: open or closed, who is in, which seats are free, what each space shows on the plan."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from smarthub.bookings.models import Slot, Visit
from smarthub.bookings.rules.quarters import quarter_begun
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook

State = Literal["free", "taken", "held", "closed", "walk-in"]
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
    """Two queries, however long the history is."""
    book = places.rulebook(hub)
    stretch = book.open_at(now)
    owned = _owned_now(hub, book, now)
    here = list(Visit.objects.filter(hub=hub, left_at=None).values_list("people", "booking_id"))
    unbooked = sum([people for people, booking in here if not booking])
    leaves = [space for space in book.spaces if space.pk not in book.parts]
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


def _owned_now(hub: Hub, book: Rulebook, now: datetime) -> dict[int, State]:
    # Each space is named, or SQLite would read every slot of the hub; who holds what is told here and not in the query,
    # because every visitor's first page asks this.
    leaves = [space.pk for space in book.spaces if space.pk not in book.parts]
    rows = Slot.objects.filter(hub_id=hub.pk, space_id__in=leaves, starts_at=quarter_begun(now)).values_list(
        "space_id", "closure_id", "booking__booked_at", "booking__held_until"
    )
    found: dict[int, State] = {}
    for space, closed_by, booked_at, held_until in rows:
        if closed_by or booked_at or (held_until and held_until > now):
            found[space] = "closed" if closed_by else "taken" if booked_at else "held"
    for closure in book.long_closures:
        if closure.starts_at <= now < closure.ends_at:
            found.update({leaf.pk: "closed" for leaf in book.leaves(book.by_pk[closure.space_id])})
    return found


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
