"""What people are told about their bookings: rows in the outbox, in the language of who reads them."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from smarthub.bookings.models import Booking, Wait, WaitOffer
from smarthub.bookings.rules import calendar, words
from smarthub.bookings.rules.entry import entry_of
from smarthub.bookings.rules.links import link_to, whole
from smarthub.kit.thai import dates
from smarthub.notices.actions.notify import notify, reading_as, withdraw
from smarthub.notices.models import Channel
from smarthub.notices.queries import mail_leaves
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook


def tell_offer(offer: WaitOffer, wait: Wait, book: Rulebook, spaces: Sequence[Space], *, now: datetime) -> None:
    """A place is free for them, until then."""
    if not wait.person.has_account or offer.hold is None:
        return
    with reading_as(wait.person):
        values = {
            "place": words.called_together(book, spaces),
            "day": dates.day(book.day_of(offer.hold.starts_at), weekday=True),
            "span": dates.span(offer.hold.starts_at, offer.hold.ends_at, to="–"),
            "until": words.moment(offer.until, near=now),
        }
        notify(
            wait.person,
            key=f"offer:{wait.ref}:{offer.pk}",
            subject=gettext("{place} is free for you until {until}").format(**values),
            text=gettext(
                "You were waiting for a place on {day}, {span}. {place} is free now and kept for you until {until}. "
                "Say yes or no on the page; after that the next in line is asked."
            ).format(**values),
            link=whole(link_to(wait)),
            good_until=offer.until,
            now=now,
        )


def tell_free(
    person: Person, hub: Hub, book: Rulebook, spaces: Sequence[Space], until: datetime, *, now: datetime
) -> None:
    """Told to somebody in the house, on their screen alone: by the time a mail is read it is somebody's."""
    if not person.has_account:
        return
    with reading_as(person):
        values = {"place": words.called_together(book, spaces), "time": words.moment(until, near=now)}
        notify(
            person,
            key=f"free:{spaces[0].ref}:{until.isoformat()}",
            subject=gettext("{place} has become free, until {time}").format(**values),
            text=gettext("You are told because you are here now. Whoever asks first has it."),
            link=whole(reverse("bookings:seat", kwargs={"hub": hub.slug, "space": spaces[0].ref})),
            good_until=until,
            by=(Channel.SCREEN,),
            now=now,
        )


def tell_booked(booking: Booking, *, now: datetime) -> None:
    """By mail, with the calendar file; on the screen only where somebody else has booked it for them."""
    person = booking.person
    if person and (by := _ways(person, is_own=booking.booked_by_id == booking.person_id)):
        with reading_as(person):
            _tell(booking, "booked", gettext("Booked: {place}, {day}, {span}"), by=by, now=now)


def tell_changed(booking: Booking, *, now: datetime) -> None:
    person = booking.person
    if person and (by := _ways(person, is_own=False)):
        with reading_as(person):
            _tell(booking, "changed", gettext("Your booking is now: {place}, {day}, {span}"), by=by, now=now)


def tell_cancelled(booking: Booking, *, now: datetime) -> None:
    """And nobody is reminded of it any more."""
    person = booking.person
    if person is None or not person.has_account:
        return
    withdraw(person, keys=f"remind:{booking.ref}:", now=now)
    if by := _ways(person, is_own=booking.cancelled_by_id == booking.person_id):
        with reading_as(person):
            _tell(booking, "cancelled", gettext("Cancelled: {place}, {day}, {span}"), by=by, now=now)


def tell_reminder(booking: Booking, book: Rulebook, *, key: str, now: datetime) -> int:
    """How many rows it made: none for who has no channel."""
    person = booking.person
    if person is None:
        return 0
    with reading_as(person):
        entry, said = _said(booking, book)
        made = notify(
            person,
            key=key,
            subject=gettext("Soon: {place}, {day}, {span}").format(**said),
            text=gettext("If you cannot come, please cancel, so that others can have the place."),
            link=entry.link,
            calendar=calendar.of_booking(entry, now=now).decode(),
            good_until=booking.starts_at,
            now=now,
        )
    return 1 if made else 0


def _ways(person: Person, *, is_own: bool) -> tuple[Channel, ...]:
    """What somebody did themselves is confirmed by mail and not told to them on the screen as well. Asks nothing."""
    if not person.has_account:
        return ()
    mail = (Channel.MAIL,) if person.email and mail_leaves() else ()
    return mail if is_own else (Channel.SCREEN, *mail)


def _said(booking: Booking, book: Rulebook) -> tuple[calendar.Entry, dict[str, str]]:
    spaces = [book.by_pk.get(space.pk, space) for space in booking.spaces.all()]
    said = {
        "place": words.called_together(book, spaces),
        "day": dates.day(book.day_of(booking.starts_at), weekday=True),
        "span": dates.span(booking.starts_at, booking.ends_at, to="–"),
    }
    return entry_of(book, booking, spaces), said


def _tell(booking: Booking, what: str, subject: str, *, by: tuple[Channel, ...], now: datetime) -> None:
    assert booking.person
    entry, said = _said(booking, places.rulebook(booking.hub))
    notify(
        booking.person,
        key=f"booking:{booking.ref}:{what}:{booking.changes}",
        subject=subject.format(**said),
        text=gettext("{hub}. On this page you can see it, move it or cancel it.").format(hub=booking.hub.name),
        link=entry.link,
        calendar=calendar.of_booking(entry, now=now).decode(),
        good_until=booking.ends_at,
        by=by,
        now=now,
    )


def hush(booking: Booking, *, now: datetime) -> None:
    """Take back what was about to be told of this booking: it is one of many that are told of together."""
    if booking.person and booking.person.has_account:
        withdraw(booking.person, keys=f"booking:{booking.ref}:", now=now)
