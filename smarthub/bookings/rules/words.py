"""What a booking is in words: its places, its price, what was agreed. Every door says it alike."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext, ngettext

from smarthub.bookings.models import Booking
from smarthub.bookings.rules.kept import cancel_until, check_in_from, released_at
from smarthub.kit import money
from smarthub.kit.thai import dates
from smarthub.kit.words import length
from smarthub.places.models import Space
from smarthub.places.rules.rulebook import Rulebook

_ONLY_A_CODE = re.compile(r"[A-Za-z]{0,3}[-. ]?\d{1,3}[a-z]?")


def called(space: Space) -> str:
    """'desk A1' where the name is only a code, else the name as the host gave it."""
    if _ONLY_A_CODE.fullmatch(space.name):
        return gettext("{kind} {code}").format(kind=Space.Kind(space.kind).label, code=space.name)
    return space.name


def called_together(book: Rulebook, spaces: Sequence[Space]) -> str:
    """One place by its name; several seats of one table by the table and their codes."""
    if len(spaces) == 1:
        return called(spaces[0])
    names = gettext(", ").join(space.name for space in spaces)
    tables = {space.part_of_id for space in spaces}
    table = book.by_pk.get(tables.pop() or 0) if len(tables) == 1 else None
    if table:
        return gettext("{table}: {seats}").format(table=called(table), seats=names)
    return ngettext("{n} seat: {seats}", "{n} seats: {seats}", len(spaces)).format(n=len(spaces), seats=names)


def heading(kind: str, n: int) -> str:
    """What stands over `n` places of one kind."""
    of_a_kind = {
        Space.Kind.DESK: ngettext("desk", "desks", n),
        Space.Kind.TABLE: ngettext("table", "tables", n),
        Space.Kind.BOOTH: ngettext("booth", "booths", n),
        Space.Kind.ROOM: ngettext("room", "rooms", n),
        Space.Kind.WORKSHOP: ngettext("workshop", "workshops", n),
        Space.Kind.HALL: ngettext("hall", "halls", n),
    }
    return of_a_kind[Space.Kind(kind)].capitalize()


def names_of(spaces: Iterable[Space]) -> str:
    return gettext(", ").join(called(space) for space in spaces)


def price(satang: int) -> str:
    return gettext("{baht} baht").format(baht=money.baht(satang)) if satang else gettext("no charge")


def price_now(before: int, after: int) -> str:
    """After a change: what it costs now; nothing where it was free and is."""
    if before == after:
        return gettext("The price stays {price}.").format(price=price(after)) if after else ""
    return gettext("The price is {price} now.").format(price=price(after))


def people(count: int) -> str:
    return ngettext("%(n)d person", "%(n)d people", count) % {"n": count}


def shift(wished: tuple[datetime, datetime], found: tuple[datetime, datetime], why: str | None) -> str:
    """Why another choice is shown: how it differs from what was wished."""
    if why == "same":
        return gettext("Still free")
    if why == "another-space":
        return gettext("Same time, another place")
    if why == "shorter":
        cut = (wished[1] - wished[0]) - (found[1] - found[0])
        return gettext("{length} shorter").format(length=length(cut))
    if why in {"earlier", "later"}:
        by = length(abs(found[0] - wished[0]))
        return (gettext("{length} earlier") if why == "earlier" else gettext("{length} later")).format(length=by)
    return ""


def moment(value: datetime, *, near: datetime) -> str:
    """A clock time; with its day where that is not the day of `near`."""
    if dates.local(value).date() == dates.local(near).date():
        return dates.clock(value)
    return f"{dates.short_day(value)} {dates.clock(value)}"


def agreed(booking: Booking, *, now: datetime) -> list[tuple[str, str]]:
    """What holds for this booking, as (sign, sentence)."""
    found = []
    until, starts = cancel_until(booking), booking.starts_at
    if until < starts and until > now:
        found.append(("undo", gettext("You can cancel or move it until {time}.").format(time=moment(until, near=now))))
    elif until < starts and booking.is_hold:
        found.append(
            (
                "alert",
                gettext("It begins too soon to be cancelled or given another time by yourself; the host can help."),
            )
        )
    elif until >= starts:
        found.append(("undo", gettext("You can cancel or move it at any time before it begins.")))
    found.append(
        ("done", gettext("Check-in opens at {time}.").format(time=moment(check_in_from(booking), near=starts)))
    )
    draft = booking if booking.booked_at else Booking(starts_at=starts, terms=booking.terms, booked_at=now)
    found.append(
        ("wait", gettext("If nobody has come by {time}, the place is free for others.").format(
            time=moment(released_at(draft), near=starts)))
    )  # fmt: skip
    return found


def terms(book: Rulebook, spaces: Sequence[Space]) -> list[tuple[str, str]]:
    """What the place asks of every booking of these spaces beyond what is kept with one."""
    found = []
    most = min((t for s in spaces if (t := book.terms(s).most_a_day) is not None), default=None)
    if most is not None:
        found.append(("clock", gettext("One person can book at most {most} a day.").format(most=length(most))))
    buffer = max((book.terms(space).buffer for space in spaces), default=timedelta(0))
    if buffer:
        found.append(("refresh", gettext("{buffer} after you are kept for tidying up.").format(buffer=length(buffer))))
    return found
