"""At the kiosk a guardian's card is also that of the children for whom they act."""

from datetime import timedelta

import pytest

from smarthub.bookings.actions.book import book
from smarthub.bookings.actions.check_in import check_in, leave
from smarthub.bookings.models import Visit
from smarthub.bookings.queries.kiosk import party
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.people.actions.cards import make_card
from smarthub.people.actions.guardians import bring_child
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub, make_space

pytestmark = pytest.mark.django_db


def test_a_guardians_card_finds_the_childs_booking_and_the_childs_card_its_own():
    hub, mum = make_hub(), make_person("แม่", birth_year=1985, joined_at=NINE)
    kid = bring_child(mum, name="น้องมะลิ", birth_year=2018, now=NINE).child
    booking = book(
        hub,
        spaces=[make_space(hub)],
        starts_at=TEN,
        ends_at=TEN.replace(hour=TEN.hour + 1),
        person=kid,
        by=mum,
        now=NINE,
    )
    for person in (mum, kid):
        found = party(hub, make_card(person, by=person, now=NINE), at=TEN)
        assert (found.booking, found.person) == (booking, person)
    stranger = make_person()
    assert party(hub, make_card(stranger, by=stranger, now=NINE), at=TEN).booking is None


def test_who_leaves_goes_from_where_they_are_and_not_from_what_comes_next():
    hub, mum = make_hub(), make_person("แม่", phone="+66812345678", birth_year=1985, joined_at=NINE)
    kid = bring_child(mum, name="น้องมะลิ", birth_year=2018, now=NINE).child
    here = book(hub, spaces=[make_space(hub, "A1")], starts_at=NINE, ends_at=TEN, person=kid, by=mum, now=NINE)
    make_booking(hub, make_space(hub, "A2"), person=mum, starts_at=TEN)
    check_in(here, by=mum, now=NINE)
    at = TEN - timedelta(minutes=5)  # she may check in with her own by now
    card = make_card(mum, by=mum, now=NINE)
    assert party(hub, card, at=at).booking != here
    assert party(hub, card, at=at, leaves=True).booking == here

    own = make_booking(hub, make_space(hub, "A3"), person=mum, starts_at=NINE, hours=1)
    check_in(own, by=mum, now=NINE)
    leave(Visit.objects.get(booking=here), by=mum, now=at)
    assert party(hub, "081 234 5678", at=at).booking != own
    assert party(hub, "081 234 5678", at=at, leaves=True).booking == own
