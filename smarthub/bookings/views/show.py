"""What a person may choose from, as the pages show it: each choice in full words, grouped as the place is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext, ngettext

from smarthub.bookings.forms import Wish, pick_text
from smarthub.bookings.queries import Offer
from smarthub.bookings.rules import words
from smarthub.kit.thai import dates
from smarthub.places.models import Space
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
        in_order = sorted(spaces, key=lambda space: space.sort_key) if len(spaces) > 1 else spaces
        name = words.called_together(self.book, in_order)
        short = self.comma.join(space.name for space in in_order)
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
        has_size = fit == "whole" and offer.spaces[0].kind != Space.Kind.DESK  # a seat is a seat
        size = self.size(offer.choice.seats) if has_size else ""
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
                title, more = "", ""  # it says whether there are several
            found[key] = Group(title, more, is_seats=is_seat and is_one)
        found[key].options.append(said.option(offer))
    for (by, what), group in found.items():
        if by == "kind":
            group.title = words.heading(str(what), len(group.options))
        if group.is_seats:
            order = {space.ref: space.sort_key for space in book.spaces}
            group.options.sort(key=lambda each: order[each.refs])
    return list(found.values())
