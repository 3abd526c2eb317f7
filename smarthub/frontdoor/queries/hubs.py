"""What the front door's pages show, asked of the floors below."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from smarthub.bookings import queries as bookings
from smarthub.kit.thai import dates
from smarthub.places import queries as places
from smarthub.places.models import Hub


@dataclass(frozen=True, slots=True)
class OpenDay:
    """One day of the week to come: when the hub is open, or why it is not."""

    date: date
    spans: list[str]
    reason: str
    is_today: bool


def app_name() -> str:
    """What the house is called on the first screen of a phone: as its one hub, with the province; else as the software."""
    found = list(places.hubs()[:2])
    if len(found) != 1:
        return "Smart Hub"
    name, province = found[0].name, found[0].province.name
    return name if province in name else f"{name} {province}"


def week(hub: Hub, *, now: datetime) -> list[OpenDay]:
    """Today and the six days after it."""
    book = places.rulebook(hub)
    first = book.day_of(now)
    return [
        OpenDay(
            date=day,
            spans=[dates.span(opens, closes) for opens, closes in book.open_on(day)],
            reason=book.why_closed_on(day),
            is_today=day == first,
        )
        for day in (first + timedelta(days=n) for n in range(7))
    ]


@dataclass(frozen=True, slots=True)
class HubNow:
    hub: Hub
    standing: bookings.Standing


def hubs_now(*, now: datetime) -> list[HubNow]:
    """Every hub and how it stands, in as many queries as for one."""
    hubs = list(places.hubs())
    stands = bookings.standings(hubs, now=now)
    return [HubNow(hub, stands[hub.pk]) for hub in hubs]
