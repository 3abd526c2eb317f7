"""The one search: when, how long, how many people; and the nearest alternatives when nothing fits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import islice
from typing import Literal

from smarthub.bookings.models.booking import LONGEST
from smarthub.bookings.queries.free import Taken, free_between, free_leaves, taken
from smarthub.bookings.queries.share import fits_share, seats_left
from smarthub.bookings.rules.alternatives import SHIFTS, shifted, shortened
from smarthub.bookings.rules.apart import apart
from smarthub.bookings.rules.book import why_not_book, why_not_then, why_not_these
from smarthub.bookings.rules.price import cost, price
from smarthub.bookings.rules.seating import Choice, choices
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook

MOST_ALTERNATIVES = 6
LONGEST_SEARCH = timedelta(days=2)
Why = Literal["another-space", "earlier", "later", "shorter"]


@dataclass(frozen=True, slots=True)
class Offer:
    """Spaces that a party may book at a time, and for what."""

    choice: Choice
    starts_at: datetime
    ends_at: datetime
    price_satang: int
    why: Why | None = None

    @property
    def spaces(self) -> tuple[Space, ...]:
        return self.choice.spaces


def offers(
    hub: Hub,
    *,
    starts_at: datetime,
    ends_at: datetime,
    people: int,
    kind: str = "",
    now: datetime,
    is_walk_in: bool = False,
    is_hosts: bool = False,
    busy: Sequence[Taken] | None = None,
) -> list[Offer]:
    """All that fits and that the rules allow, the cheapest first, then the one with the fewest empty seats.

    `is_hosts`: for a host's move, which the share kept for walk-ins does not bind. `busy`: what takes the leaves from then
    on, past the longest buffer, where it is known already.
    """
    if ends_at - starts_at > LONGEST:
        return []
    book = places.rulebook(hub)
    free = (
        free_leaves(hub, book, starts_at, ends_at, now=now)
        if busy is None
        else free_between(book, [leaf.pk for leaf in book.all_leaves], busy, starts_at, ends_at)
    )
    found = _offers(book, free, starts_at, ends_at, people, kind, now, is_walk_in=is_walk_in)
    left = {} if is_walk_in or is_hosts else seats_left(hub, book, starts_at, ends_at, now=now)
    return [offer for offer in found if fits_share(left, book.leaves_of(offer.spaces))] if left else list(found)


def offer_apart(hub: Hub, *, starts_at: datetime, ends_at: datetime, people: int, now: datetime) -> Offer | None:
    """Seats at several places for a group that cannot sit together: to be asked for only then, and to be agreed to."""
    book = places.rulebook(hub)
    left = seats_left(hub, book, starts_at, ends_at, now=now)
    free = free_leaves(hub, book, starts_at, ends_at, now=now)
    choice = apart(book, free, people=people)
    if choice is None or not fits_share(left, choice.spaces):
        return None
    if why_not_book(book, choice.spaces, starts_at=starts_at, ends_at=ends_at, people=people, now=now):
        return None
    return Offer(choice, starts_at, ends_at, price(book, choice.spaces, starts_at, ends_at))


def _offers(
    book: Rulebook,
    free: set[int],
    starts_at: datetime,
    ends_at: datetime,
    people: int,
    kind: str,
    now: datetime,
    *,
    is_walk_in: bool = False,
) -> Iterator[Offer]:
    """In order; the rules are asked one offer at a time, so that whoever needs few asks few; those of the time only once."""
    if why_not_then(book, starts_at=starts_at, ends_at=ends_at, now=now):
        return
    costs: dict[str, int] = {}

    def satang(space: Space) -> int:
        if space.pk in book.parts:
            return price(book, [space], starts_at, ends_at)
        if space.price_group not in costs:
            costs[space.price_group] = cost(book, space.price_group, starts_at, ends_at)[0]
        return costs[space.price_group]

    found = [
        Offer(choice, starts_at, ends_at, sum(satang(space) for space in choice.spaces))
        for choice in choices(book, free, people=people, kind=kind, is_walk_in=is_walk_in)
    ]
    found.sort(key=lambda o: (o.price_satang, o.choice.seats, len(o.spaces), o.spaces[0].sort_key, o.spaces[0].pk))
    for offer in found:
        if not why_not_these(
            book, offer.spaces, starts_at=starts_at, ends_at=ends_at, people=people, now=now, is_walk_in=is_walk_in
        ):
            yield offer


def alternatives(
    hub: Hub,
    *,
    starts_at: datetime,
    ends_at: datetime,
    people: int,
    spaces: Sequence[Space] = (),
    kind: str = "",
    now: datetime,
) -> list[Offer]:
    """What comes nearest to a wish that cannot be had, best first, at most six; what is taken is asked once.

    Nothing for more than two days: nobody is helped by another time than a week at a desk.

    The same spaces 15 or 30 minutes earlier or later; other spaces at the same time; the same spaces for a shorter
    time; then any spaces at the times nearby.
    """
    if not timedelta(0) < ends_at - starts_at <= LONGEST_SEARCH:
        return []
    nearby = _Nearby(hub, starts_at, ends_at, spaces, people=people, kind=kind, now=now)
    found: dict[object, Offer] = {}
    for offer in nearby.in_order():
        found.setdefault((offer.starts_at, offer.ends_at, offer.spaces), offer)
        if len(found) == MOST_ALTERNATIVES:
            break
    return list(found.values())


class _Nearby:
    """What is free around a wish; several steps of the search ask of the same time."""

    def __init__(
        self,
        hub: Hub,
        starts_at: datetime,
        ends_at: datetime,
        spaces: Sequence[Space],
        *,
        people: int,
        kind: str,
        now: datetime,
    ) -> None:
        self.starts_at, self.ends_at, self.people, self.now = starts_at, ends_at, people, now
        self.book = book = places.rulebook(hub)
        self.wanted = tuple(book.by_pk[space.pk] for space in spaces if space.pk in book.by_pk)
        self.kind = kind or (spaces[0].kind if spaces else "")
        leaves = [leaf.pk for leaf in book.all_leaves]
        longest_buffer = max((book.terms(space).buffer for space in book.spaces), default=timedelta(0))
        first, last = starts_at + min(SHIFTS), ends_at + max(SHIFTS) + longest_buffer
        busy = taken(hub, leaves, first, last, now=now)
        self.free = cache(lambda begin, end: free_between(book, leaves, busy, begin, end))
        self.left = cache(lambda begin, end: seats_left(hub, book, begin, end, now=now))

    def in_order(self) -> Iterator[Offer]:
        """The best first; one may come twice. Whoever needs few asks few."""
        yield from self.any_space(self.starts_at, self.ends_at, "another-space", most=3)
        for begin, end in shifted(self.starts_at, self.ends_at):
            yield from self.same(begin, end, self._why(begin))
        for begin, end in shortened(self.starts_at, self.ends_at):
            yield from self.same(begin, end, "shorter")
        for begin, end in shifted(self.starts_at, self.ends_at):
            yield from self.any_space(begin, end, self._why(begin), most=1)
        for begin, end in shortened(self.starts_at, self.ends_at):
            yield from self.any_space(begin, end, "shorter", most=1)

    def same(self, begin: datetime, end: datetime, why: Why) -> Iterator[Offer]:
        book, wanted = self.book, self.wanted
        leaves = book.leaves_of(wanted)
        if not wanted or not self.free(begin, end).issuperset(leaf.pk for leaf in leaves):
            return
        if why_not_book(book, wanted, starts_at=begin, ends_at=end, people=self.people, now=self.now):
            return
        if fits_share(self.left(begin, end), leaves):
            yield Offer(Choice(wanted, "whole"), begin, end, price(book, wanted, begin, end), why)

    def any_space(self, begin: datetime, end: datetime, why: Why, *, most: int) -> Iterator[Offer]:
        found = _offers(self.book, self.free(begin, end), begin, end, self.people, self.kind, self.now)
        left = self.left(begin, end)
        fitting = (offer for offer in found if fits_share(left, self.book.leaves_of(offer.spaces)))
        for offer in islice(fitting, most):
            yield replace(offer, why=why)

    def _why(self, begin: datetime) -> Why:
        return "earlier" if begin < self.starts_at else "later"
