"""What a kiosk asks: its own key, whom it has before it, and who is expected, with as little of them as will do."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import translation

from smarthub.bookings import queries
from smarthub.bookings.models import Booking, Guest, Kiosk, Visit
from smarthub.bookings.rules import kiosk_pass, words
from smarthub.bookings.rules.kept import check_in_from
from smarthub.kit.codes import ALPHABET, LENGTH, tidy
from smarthub.kit.forms import read_phone
from smarthub.kit.thai import dates
from smarthub.people import queries as people
from smarthub.people.http.cards import secret_in
from smarthub.people.models import Card, Person
from smarthub.places import queries as places
from smarthub.places.models import Hub
from smarthub.places.rules.rulebook import Rulebook

_BOOKING = re.compile(rf"/bookings/([{ALPHABET}]{{{LENGTH}}})(?:[/?.]|$)")
_GUEST = re.compile(rf"/guests/([{ALPHABET}]{{{LENGTH}}})(?:[/?.]|$)")
_CODE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")
AHEAD = timedelta(hours=30)  # a tablet that is cut off in the evening knows the morning


def kiosk_with(key: str) -> Kiosk | None:
    """The kiosk whose tablet has this key, unless it was sent away."""
    return Kiosk.objects.select_related("hub").filter(key_hash=people.hash_of(key), revoked_at=None).first()


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a kiosk has before it: a booking, a person by their card, or nobody that is known."""

    booking: Booking | None = None
    person: Person | None = None


def party(hub: Hub, said: str, *, at: datetime, leaves: bool = False) -> Party:
    """Who is meant by what was scanned or typed: the link or code of a booking, the link of a guest of it, a card, the
    phone number of a booking; or by the mark that stands for a number and its PIN. Who `leaves` goes from where they are.
    """
    if found := _BOOKING.search(said):
        return Party(booking=_coded(hub, found[1]))
    if found := _GUEST.search(said):
        return Party(booking=_with_guest(hub, found[1]))
    if secret := secret_in(said):
        return of_person(hub, people.person_of_card(secret, at=at), at=at, leaves=leaves)
    if kiosk_pass.is_pass(said):
        return of_person(hub, people.person_coded(kiosk_pass.code_in(hub, said, at=at)), at=at, leaves=leaves)
    if _CODE.fullmatch(code := tidy(said)) and (booking := _coded(hub, code)):
        return Party(booking)
    try:
        return Party(_nearest(hub, at, leaves=leaves, person__phone=read_phone(said)))
    except ValidationError:
        return Party()


def of_person(hub: Hub, person: Person | None, *, at: datetime, leaves: bool = False) -> Party:
    """Somebody who has shown who they are. What opens for a guardian opens for the children for whom they act."""
    if person is None:
        return Party()
    return Party(_nearest(hub, at, leaves=leaves, person__in=people.acts_for(person, now=at)), person)


def _with_guest(hub: Hub, ref: str) -> Booking | None:
    """The booking to which this guest was asked along, unless they said no: whoever of a party comes first checks it in."""
    coming = Guest.objects.filter(ref=ref).exclude(answer=Guest.Answer.NO)
    return _whole().filter(hub=hub, guests__in=coming).first()


def _coded(hub: Hub, ref: str) -> Booking | None:
    return _whole().filter(hub=hub, ref=ref).first()


def _whole() -> QuerySet[Booking]:
    return (
        Booking.objects.filter(booked_at__isnull=False)
        .select_related("hub", "person", "visit")
        .prefetch_related("spaces")
    )


def _nearest(hub: Hub, at: datetime, *, leaves: bool, **whose: Any) -> Booking | None:
    """Of somebody's bookings of that day the one that is meant by whoever stands there at this moment."""
    book = places.rulebook(hub)
    first = book.moment(book.day_of(at), 0)
    found = list(_whole().filter(hub=hub, starts_at__gte=first, starts_at__lt=first + timedelta(days=1), **whose))
    return min(found, key=lambda each: (_rank(each, at, leaves=leaves), each.starts_at), default=None)


def _rank(booking: Booking, at: datetime, *, leaves: bool) -> int:
    """First what may be checked in, then what they are here with (who leaves: that first), then what comes, what is over,
    what was cancelled.
    """
    visit: Visit | None = getattr(booking, "visit", None)
    if booking.cancelled_at:
        return 4
    if visit:
        return 3 if visit.left_at else -1 if leaves else 1
    if booking.ends_at <= at:
        return 3
    return 0 if check_in_from(booking) <= at else 2


# --- for a tablet that may be cut off ------------------------------------------------------------------------------------


def mark_of(kiosk: Kiosk, what: str) -> str:
    """What a tablet knows the code of a booking or a card by, to find it when it is shown again. A card has too many digits
    to be found by trying; a code could be, and opens nothing without its key. Phone numbers have no mark: there are so few
    of them that whoever carries the tablet away could try them all, however slow or short the mark, and one that several
    numbers share would greet people with others' places. Cut off, a number that is typed is kept, and the house knows
    whose it is when it is told.
    """
    return hashlib.sha256(f"{kiosk.ref} {what}".encode()).hexdigest()[:32]


def expected(kiosk: Kiosk, *, now: datetime) -> list[dict[str, Any]]:
    """Who is expected in the next hours: times, places and marks. No name, no number."""
    hub = kiosk.hub
    book = places.rulebook(hub)
    first = book.moment(book.day_of(now), 0)
    found = [
        each
        for each in queries.bookings_at(hub, first, now + AHEAD)
        if each.cancelled_at is None and each.no_show_at is None and each.ends_at > now
    ]
    keys = [each.person_id for each in found]
    cards = dict(Card.objects.filter(person__in=keys, revoked_at=None).values_list("person_id", "hash"))
    return [shown(kiosk, book, each, card=cards.get(each.person_id or 0, "")) for each in found]


MEMBER = {"marks": [], "from": "", "until": "", "people": 1, "state": "member", "said": {}}  # a card without a booking


def seen(kiosk: Kiosk, party: Party) -> dict[str, Any] | None:
    """Whom it has before it, as a tablet may show it: a time and a place, never a name."""
    if party.booking:
        return shown(kiosk, places.rulebook(kiosk.hub), party.booking)
    if party.person is None:
        return None
    is_here = Visit.objects.filter(hub=kiosk.hub, person=party.person, left_at=None).exists()
    return {**MEMBER, "state": "here"} if is_here else MEMBER


def shown(kiosk: Kiosk, book: Rulebook, booking: Booking, *, card: str = "") -> dict[str, Any]:
    visit: Visit | None = getattr(booking, "visit", None)
    marks = [mark_of(kiosk, what) for what in (booking.ref, card) if what]
    spaces = [book.by_pk.get(space.pk, space) for space in booking.spaces.all()]
    said = {}
    for language in ("th", "en"):
        with translation.override(language):
            said[language] = {
                "place": words.called_together(book, spaces),
                "span": dates.span(booking.starts_at, booking.ends_at),
                "opens": dates.clock(check_in_from(booking)),
            }
    state = "left" if visit and visit.left_at else "here" if visit else "expected"
    return {
        "marks": marks,
        "from": check_in_from(booking).isoformat(),
        "until": booking.ends_at.isoformat(),
        "people": booking.people,
        "state": state,
        "said": said,
    }
