"""What people are told about their bookings: rows in the outbox, in the language of who reads them."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext

from smarthub.bookings.models import Booking, Wait, WaitOffer
from smarthub.bookings.rules import words
from smarthub.bookings.rules.links import link_to_wait, whole
from smarthub.kit.thai import dates
from smarthub.notices.actions.notify import notify, reading_as, withdraw
from smarthub.places.models import Space
from smarthub.places.rules.rulebook import Rulebook


def tell_offer(offer: WaitOffer, wait: Wait, book: Rulebook, spaces: Sequence[Space], *, now: datetime) -> None:
    """A place is free for them, until then."""
    if not wait.person.has_account or offer.hold is None:
        return
    with reading_as(wait.person):
        values = {
            "place": words.called_together(book, spaces),
            "day": dates.day(book.day_of(offer.hold.starts_at), weekday=True),
            "span": dates.span(offer.hold.starts_at, offer.hold.ends_at),
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
            link=whole(link_to_wait(wait)),
            good_until=offer.until,
            now=now,
        )


def hush(booking: Booking, *, now: datetime) -> None:
    """Take back what was about to be told of this booking: it is one of many that are told of together."""
    if booking.person and booking.person.has_account:
        withdraw(booking.person, keys=f"booking:{booking.ref}:", now=now)
