"""The fictional year: marked as such, and as whole as if it had been lived."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from smarthub.bookings import queries
from smarthub.bookings.demo import MARK, make
from smarthub.bookings.doctor import examine
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.testing import TEN
from smarthub.kit import clock
from smarthub.people.models import Person
from smarthub.places import queries as places

MONDAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_a_year_of_life_that_the_doctor_finds_whole():
    call_command("first_run", verbosity=0)
    with clock.stopped_at(TEN):
        said = make(1, TEN)
        assert "fictional" in said
        assert Booking.objects.count() > 3000
        assert Visit.objects.filter(booking=None).exists()
        assert not Person.objects.exclude(name__endswith=MARK).exists()
        assert list(examine()) == []


def test_a_weekday_afternoon_is_lively_and_not_full():
    """Whoever looks at the plan for the first time sees a house that is used, with seats left."""
    call_command("first_run", verbosity=0)
    hub = places.hubs().get()
    now = places.rulebook(hub).moment(MONDAY + timedelta(days=2), 15 * 60)
    with clock.stopped_at(now):
        make(1, now)
        stands = queries.standing(hub, now=now)
        assert 0.3 <= 1 - stands.seats_free / stands.seats <= 0.75
        assert stands.people_here >= 5
        assert list(examine()) == []
