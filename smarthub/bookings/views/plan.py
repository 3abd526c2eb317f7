"""What each space is at a time, for the plan and the list beside it: free, taken, held, closed, one's own; and from when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from smarthub.bookings import queries
from smarthub.bookings.forms import Wish
from smarthub.bookings.models import Booking
from smarthub.bookings.queries import Taken
from smarthub.bookings.rules import words
from smarthub.kit.thai import dates
from smarthub.places.models import Hub
from smarthub.places.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Later:
    """A space that is not free now, and when it is."""

    name: str
    state: str
    text: str
    start: str


def states(
    book: Rulebook, busy: Sequence[Taken], starts_at: datetime, ends_at: datetime, *, own: frozenset[int] = frozenset()
) -> dict[int, str]:
    """What each space is in this time, for the plan and for the list alike."""
    is_open = book.is_open(starts_at, ends_at)
    found: dict[int, str] = {}
    for each in busy:
        buffer = book.terms(book.by_pk[each.space_id]).buffer
        if each.starts_at < ends_at + buffer and each.ends_at > starts_at and each.space_id not in found:
            found[each.space_id] = _state(each, own)
    for space in book.spaces:
        if space.pk in book.parts:
            continue
        if book.long_closure(space, starts_at, ends_at) or not is_open:
            found[space.pk] = "closed"
        elif space.pk not in found:
            found[space.pk] = "walk-in" if space.is_walk_in_only else "free"
    for space in book.spaces:
        if space.pk in book.parts:
            inside = {found[leaf.pk] for leaf in book.leaves(space)}
            found[space.pk] = next((s for s in ("closed", "yours", "taken", "held", "walk-in") if s in inside), "free")
    return found


def _state(each: Taken, own: frozenset[int]) -> str:
    if each.closure_id:
        return "closed"
    if each.booking_id in own:
        return "yours"
    return "held" if each.is_hold else "taken"


def busy_on(hub: Hub, book: Rulebook, first: datetime, last: datetime, *, now: datetime) -> list[Taken]:
    return queries.taken(hub, [leaf.pk for leaf in book.all_leaves], first, last, now=now)


def own_among(busy: Sequence[Taken], *, holder: str, person_pk: int | None) -> frozenset[int]:
    """Which of these bookings are this visitor's own; no query where nobody can have any."""
    if not holder and person_pk is None:
        return frozenset()
    keys = {each.booking_id for each in busy if each.booking_id}
    if not keys:
        return frozenset()
    rows = Booking.objects.filter(pk__in=keys).values_list("pk", "holder", "person_id")
    return frozenset(pk for pk, mark, person in rows if (holder and mark == holder) or person == (person_pk or -1))


def later(book: Rulebook, busy: Sequence[Taken], shown: Mapping[int, str], wish: Wish) -> list[Later]:
    """The spaces of the wished kind that are not free, and from when they are on that day."""
    taken: dict[int, list[Taken]] = {}
    for each in busy:
        taken.setdefault(each.space_id, []).append(each)
    closes = max((last for _first, last in book.open_on(wish.day)), default=wish.ends_at)
    found = []
    for space in book.spaces:
        state = shown.get(space.pk, "free")
        if space.pk in book.parts or state in {"free", "walk-in"} or (wish.kind and space.kind != wish.kind):
            continue
        begin = wish.starts_at
        for each in sorted(taken.get(space.pk, ()), key=lambda t: t.starts_at):
            if each.starts_at < begin + wish.length and each.ends_at > begin:
                begin = each.ends_at
        is_later = state != "closed" and wish.starts_at < begin and begin + wish.length <= closes
        text = (
            gettext("free from {time}").format(time=dates.clock(begin))
            if is_later
            else gettext("not free any more that day")
        )
        start = f"{begin.astimezone(book.zone):%H:%M}" if is_later else ""
        found.append(Later(words.called(space), state, text, start))
    return found
