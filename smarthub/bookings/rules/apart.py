"""A group that cannot sit together: at as few places as possible, and only when they say so."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext_lazy as _

from smarthub.bookings.rules.seating import Choice, together
from smarthub.kit.refusals import Refusal
from smarthub.places.models import Space
from smarthub.places.rules.rulebook import Rulebook

SITS_APART = Refusal(
    "sits-apart",
    _("These seats are not next to each other."),
    would_pass=_("Say that sitting apart is fine with you, or choose another time."),
)


def apart(book: Rulebook, free: Collection[int], *, people: int) -> Choice | None:
    """Free seats (their keys) for all of them, from the tables with the most free seats; None where there are too few."""
    desks = [s for s in book.spaces if s.kind == Space.Kind.DESK and s.pk in free and not s.is_walk_in_only]
    if people < 2 or len(desks) < people:
        return None
    tables: dict[int, list[Space]] = {}
    for desk in desks:
        tables.setdefault(desk.part_of_id or -desk.pk, []).append(desk)
    found: list[Space] = []
    left = sorted(tables.values(), key=lambda seats: (-len(seats), seats[0].pk))
    while len(found) < people:
        missing = people - len(found)
        # What just holds all who are left, else the most that there is: so they sit at as few tables as can be.
        seats = min((t for t in left if len(t) >= missing), key=len, default=left[0])
        left.remove(seats)
        found += seats[:missing]
    return Choice(tuple(found), "apart")


def sits_apart(book: Rulebook, spaces: Sequence[Space]) -> bool:
    """Whether seats are neither at one table nor next to each other. Anything but seats is nobody's question."""
    return len(spaces) > 1 and all(s.kind == Space.Kind.DESK for s in spaces) and not together(book, spaces)


def places_of(book: Rulebook, spaces: Sequence[Space]) -> list[list[Space]]:
    """The seats by the table that they belong to."""
    tables: dict[int, list[Space]] = {}
    for space in spaces:
        tables.setdefault(space.part_of_id or -space.pk, []).append(space)
    return list(tables.values())
