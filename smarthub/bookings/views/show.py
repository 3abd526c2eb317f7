"""What a person may choose from, as the pages show it: each choice in full words, grouped as the place is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from django.utils.translation import gettext, ngettext

from smarthub.bookings import queries
from smarthub.bookings.forms import Pick, Wish, pick_text
from smarthub.bookings.models import Booking
from smarthub.bookings.queries import Offer, Taken
from smarthub.bookings.rules import words
from smarthub.bookings.rules.apart import places_of
from smarthub.bookings.rules.book import why_not_book
from smarthub.bookings.rules.price import price
from smarthub.bookings.rules.seating import Choice, Fit
from smarthub.kit.refusals import Refusal
from smarthub.kit.thai import dates
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Option:
    """One button: what it says to eyes, what it says besides when read aloud, what it sends."""

    pick: str
    name: str
    short: str
    id: str
    price: str
    when: str
    why: str
    more: str
    refs: str
    is_step_free: bool
    before: str = ""
    between: str = ""


@dataclass(slots=True)
class Group:
    title: str
    more: str
    is_seats: bool
    options: list[Option] = field(default_factory=list)


class Said:
    """What many choices say alike, looked up once for all of them: a house has many seats."""

    def __init__(self, book: Rulebook, wish: Wish) -> None:
        self.book, self.wish = book, wish
        self.comma, self.dot, self.free = gettext(", "), gettext(" · "), gettext("Free").lower()
        self.fits = {"one-table": gettext("together at one table"), "adjacent": gettext("next to each other")}
        self.span, self.price, self.size = cache(dates.span), cache(words.price), cache(_size)
        self.places: dict[tuple[int | None, int], str] = {}

    def option(self, offer: Offer, why: str = "") -> Option:
        spaces, wish = offer.spaces, self.wish
        name = words.called_together(self.book, spaces)
        short = self.comma.join(space.name for space in spaces)
        when = self.span(offer.starts_at, offer.ends_at)
        why = words.shift((wish.starts_at, wish.ends_at), (offer.starts_at, offer.ends_at), why or offer.why)
        return Option(
            pick=pick_text(self.book, spaces, offer.starts_at, offer.ends_at),
            name=name,
            short=short,
            id=spaces[0].ref if len(spaces) == 1 and not why else "",
            before=name[: -len(short)] if name.endswith(short) else "",
            between=self.comma.join(("", when, self.free, "")),
            price=self.price(offer.price_satang),
            when=when,
            why=why,
            more=self.more(offer),
            refs=" ".join(space.ref for space in spaces),
            is_step_free=all(space.is_wheelchair_accessible for space in spaces),
        )

    def more(self, offer: Offer) -> str:
        fit = offer.choice.fit
        size = self.size(offer.choice.seats) if fit == "whole" else ""
        return self.dot.join(part for part in (size, self.fits.get(fit, ""), self.where(offer.spaces[0])) if part)

    def where(self, space: Space) -> str:
        key = (space.zone_id, space.floor_id)
        if key not in self.places:
            self.places[key] = where(self.book, space)
        return self.places[key]


def _size(seats: int) -> str:
    return ngettext("{n} seat", "{n} seats", seats).format(n=seats)


def where(book: Rulebook, space: Space) -> str:
    """'quiet zone, upper floor'; the floor only where there are several."""
    zone = next((z.name for z in book.zones if z.pk == space.zone_id), "")
    floor = next((f.name for f in book.floors if f.pk == space.floor_id), "") if len(book.floors) > 1 else ""
    return gettext(", ").join(part for part in (zone, floor) if part)


def option(book: Rulebook, offer: Offer, wish: Wish, *, why: str = "") -> Option:
    return Said(book, wish).option(offer, why)


def groups(book: Rulebook, offers: Iterable[Offer], wish: Wish) -> list[Group]:
    """Seats by their zone, everything else by its kind; the groups in the order of their best offer."""
    said = Said(book, wish)
    found: dict[tuple[str, object], Group] = {}
    for offer in offers:
        first = offer.spaces[0]
        is_seat, is_one = first.kind == Space.Kind.DESK, len(offer.spaces) == 1
        key = ("seat", (first.zone_id, first.floor_id)) if is_seat else ("kind", first.kind)
        if key not in found:
            if is_seat:
                title, more = gettext("Seats") if is_one else gettext("Seats together"), said.where(first)
            else:
                title, more = str(first.get_kind_display()).capitalize(), ""
            found[key] = Group(title, more, is_seats=is_seat and is_one)
        found[key].options.append(said.option(offer))
    for group in found.values():
        if group.is_seats:
            order = {space.ref: space.sort_key for space in book.spaces}
            group.options.sort(key=lambda each: order[each.refs])
    return list(found.values())


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


# --- the same on the plan ---------------------------------------------------------------------------------------------


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
    where = [
        gettext("{people}: {place}").format(people=words.people(len(seats)), place=words.called_together(book, seats))
        for seats in places_of(book, offer.spaces)
    ]
    return option(book, offer, wish), where
