"""Where the list has nothing for a wish: why, and what else there is."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext

from smarthub.bookings import queries
from smarthub.bookings.forms import Pick, Wish
from smarthub.bookings.queries import Offer, Taken
from smarthub.bookings.rules import words
from smarthub.bookings.rules.apart import places_of
from smarthub.bookings.rules.book import why_not_book
from smarthub.bookings.rules.price import price
from smarthub.bookings.rules.seating import Choice, Fit
from smarthub.bookings.views.show import Option, option, where
from smarthub.kit.refusals import Refusal
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook


def wished(book: Rulebook, wish: Wish) -> list[Space]:
    """The spaces among which this wish looks."""
    kinds = {wish.kind} if wish.kind else {space.kind for space in book.spaces} - {Space.Kind.TABLE.value}
    return [space for space in book.spaces if space.kind in kinds and not space.is_walk_in_only]


def why_nothing(book: Rulebook, wish: Wish, *, now: datetime) -> Refusal | None:
    """The rule that stands against every space of this kind; None when they are simply taken or too small."""
    first: Refusal | None = None
    for space in wished(book, wish):
        people = min(wish.people, space.seats)
        refusal = why_not_book(book, [space], starts_at=wish.starts_at, ends_at=wish.ends_at, people=people, now=now)
        if refusal is None:
            return None
        first = first or refusal
    return first


def same(hub: Hub, book: Rulebook, pick: Pick, wish: Wish, *, now: datetime, but: int | None = None) -> Option | None:
    """Exactly what was pressed, where it is free (of all bookings `but` one's own) and the rules allow it."""
    leaves = book.leaves_of(pick.spaces)
    buffer = max((book.terms(leaf).buffer for leaf in leaves), default=timedelta(0))
    busy = queries.taken(hub, [leaf.pk for leaf in leaves], pick.starts_at, pick.ends_at + buffer, now=now)
    if any(but is None or each.booking_id != but for each in busy):
        return None
    if why_not_book(book, pick.spaces, starts_at=pick.starts_at, ends_at=pick.ends_at, people=wish.people, now=now):
        return None
    satang = price(book, pick.spaces, pick.starts_at, pick.ends_at)
    tables = {space.part_of_id for space in pick.spaces}
    fit: Fit = (
        "whole" if len(pick.spaces) == 1 else "one-table" if len(tables) == 1 and None not in tables else "adjacent"
    )
    return option(book, Offer(Choice(pick.spaces, fit), pick.starts_at, pick.ends_at, satang), wish, why="same")


def next_free(
    book: Rulebook, busy: Sequence[Taken], wish: Wish, spaces: Sequence[Space] = (), *, now: datetime
) -> list[Offer]:
    """Where nothing is near: the next times on that day at which one space takes the party for as long as wished."""
    closes = max((last for _first, last in book.open_on(wish.day)), default=wish.starts_at)
    if wish.starts_at + wish.length > closes:
        return []
    wanted = [book.by_pk[space.pk] for space in spaces if space.pk in book.by_pk] or [
        space for space in book.spaces if space.kind == wish.kind or (not wish.kind and space.kind != Space.Kind.TABLE)
    ]
    found = []
    for space in wanted:
        leaves = {leaf.pk for leaf in book.leaves(space)}
        buffer = max((book.terms(book.by_pk[pk]).buffer for pk in leaves), default=timedelta(0))
        begin = wish.starts_at
        for each in sorted((t for t in busy if t.space_id in leaves), key=lambda t: t.starts_at):
            if each.starts_at < begin + wish.length + buffer and each.ends_at > begin:
                begin = each.ends_at
        end = begin + wish.length
        if end <= closes and not why_not_book(book, [space], starts_at=begin, ends_at=end, people=wish.people, now=now):
            found.append(Offer(Choice((space,), "whole"), begin, end, price(book, [space], begin, end), "later"))
    found.sort(key=lambda offer: (offer.starts_at, offer.price_satang, offer.choice.seats))
    return found[:3]


def apart(hub: Hub, book: Rulebook, wish: Wish, *, now: datetime) -> tuple[Option, list[str]] | None:
    """For a group that cannot sit together: seats at several places, and where how many of them would sit."""
    if wish.people < 2 or wish.kind not in {"", Space.Kind.DESK}:
        return None
    offer = queries.offer_apart(hub, starts_at=wish.starts_at, ends_at=wish.ends_at, people=wish.people, now=now)
    if offer is None:
        return None
    return option(book, offer, wish), [
        gettext("{people}: {place}").format(people=words.people(len(seats)), place=_place_of(book, seats))
        for seats in _lines(book, offer.spaces)
    ]


def _lines(book: Rulebook, spaces: Sequence[Space]) -> list[list[Space]]:
    """The seats of each table; those that stand alone by their zone, else a large group reads a line for each."""
    found: dict[tuple[str, int | None, int], list[Space]] = {}
    for seats in places_of(book, spaces):
        first = seats[0]
        key = ("table", first.part_of_id, first.pk) if len(seats) > 1 else ("alone", first.zone_id, first.floor_id)
        found.setdefault(key, []).extend(seats)
    return list(found.values())


def _place_of(book: Rulebook, seats: Sequence[Space]) -> str:
    if len(places_of(book, seats)) == 1:
        return words.called_together(book, seats)
    zone, names = where(book, seats[0]), gettext(", ").join(space.name for space in seats)
    return gettext("{table}: {seats}").format(table=zone, seats=names) if zone else names
