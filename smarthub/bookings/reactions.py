"""What bookings do about what has happened below."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smarthub.bookings.actions.telling import tell_booked, tell_cancelled, tell_changed
from smarthub.bookings.actions.waitlist import leave_line
from smarthub.bookings.facts import Booked, BookingCancelled, BookingChanged
from smarthub.bookings.models import Booking, Series, SeriesDay, Showing, Wait
from smarthub.bookings.queries import open_offer
from smarthub.bookings.rules.parts import BOOKED_AS_WHOLE
from smarthub.kit.refusals import Refused
from smarthub.kit.rows import move
from smarthub.people.facts import PersonErased, PersonMerged
from smarthub.places.facts import PartsChanged
from smarthub.places.models import Space


def keep_booked_wholes_whole(fact: PartsChanged) -> None:
    """A booking holds the slots of the parts that its space had when it was made, so those must stay until it is over.
    Told under the lock that bookings take: nobody books in between.
    """
    wholes = {whole.pk: whole for whole in fact.wholes}
    above = {whole.part_of_id for whole in wholes.values() if whole.part_of_id}
    while missing := above - wholes.keys():
        found = Space.objects.in_bulk(missing)
        wholes |= found
        above = {whole.part_of_id for whole in found.values() if whole.part_of_id}
    entitled = Q(booked_at__isnull=False) | Q(held_until__gt=fact.at)
    standing = Booking.objects.filter(entitled, spaces__in=wholes, cancelled_at=None, ends_at__gt=fact.at)
    if standing.exists():
        raise Refused(BOOKED_AS_WHOLE)


def forget_notes(fact: PersonErased) -> None:
    """What somebody wrote to their bookings goes with them, and the mark of their browser; the bookings stay. Nothing is
    booked anew for them: their series end with the days that are booked, and they wait for nothing more.
    """
    Booking.objects.filter(person=fact.person).update(note="", holder="")
    Showing.objects.filter(booking__person=fact.person).delete()
    Series.objects.filter(person=fact.person).update(note="")
    running = Series.objects.filter(person=fact.person, ended_at=None)
    later = SeriesDay.objects.filter(series__in=running, outcome=SeriesDay.Outcome.LATER)
    later.update(outcome=SeriesDay.Outcome.LEFT_OUT)
    running.update(ended_at=fact.at, ended_by=fact.by)
    for wait in Wait.objects.filter(person=fact.person, ended_at=None).select_related("hub", "person").order_by("pk"):
        leave_line(wait, by=fact.by, now=fact.at)


def confirm_booked(fact: Booked) -> None:
    booking = fact.booking
    tell_booked(booking, now=booking.booked_at or booking.starts_at)


def confirm_changed(fact: BookingChanged) -> None:
    tell_changed(fact.booking, now=fact.at)


def confirm_cancelled(fact: BookingCancelled) -> None:
    booking = fact.booking
    tell_cancelled(booking, now=booking.cancelled_at or booking.starts_at)


def move_to_kept(fact: PersonMerged) -> None:
    """Bookings, visits and all that two records of one person did here become one person's."""
    nouns = {
        "Booking.person": _("bookings"),
        "Visit.person": _("visits"),
        "Series.person": _("series of bookings"),
        "Wait.person": _("places on the waitlist"),
    }

    def settle(wait: Wait) -> None:
        """Of two places in one line the later is given up, unless its party is asked just now."""
        twin = Wait.objects.filter(
            person=fact.kept,
            hub=wait.hub,
            kind=wait.kind,
            starts_at=wait.starts_at,
            ends_at=wait.ends_at,
            ended_at=None,
        ).first()
        is_first = twin is not None and (wait.in_line_since, wait.pk) < (twin.in_line_since, twin.pk)
        leave_line(twin if twin and is_first and not open_offer(twin) else wait, by=fact.by, now=fact.at)

    move("bookings", fact.gone, fact.kept, settle={Wait: settle}, nouns=nouns, moved=fact.moved)
