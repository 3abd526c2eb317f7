"""What a host's move costs the party: the same on the desk and on the booking's page."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from smarthub.bookings.forms import read_pick
from smarthub.bookings.models import Booking
from smarthub.bookings.rules import words
from smarthub.bookings.rules.price import changed_price
from smarthub.bookings.views.show import Group, Option
from smarthub.places.rules.rulebook import Rulebook


def priced(book: Rulebook, booking: Booking, option: Option, *, starts_at: datetime | None = None) -> Option:
    """The choice with what the whole booking costs there if its host moves it; `starts_at` where that stays."""
    pick = read_pick(book, option.pick)
    if pick is None:
        return option
    cost = changed_price(
        book,
        booking,
        pick.spaces,
        starts_at or pick.starts_at,
        pick.ends_at,
        people=booking.people,
        is_less=False,
        is_hosts=True,
        agreed=booking.price_satang,
    )
    return replace(option, price=words.price(cost))


def priced_groups(
    book: Rulebook, booking: Booking, groups: Iterable[Group], *, starts_at: datetime | None = None
) -> list[Group]:
    return [
        replace(group, options=[priced(book, booking, each, starts_at=starts_at) for each in group.options])
        for group in groups
    ]
