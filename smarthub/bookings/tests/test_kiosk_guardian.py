"""At the kiosk a guardian's card is also that of the children for whom they act."""

import pytest

from smarthub.bookings.actions.book import book
from smarthub.bookings.queries.kiosk import party
from smarthub.bookings.testing import NINE, TEN
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
