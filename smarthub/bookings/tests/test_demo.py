"""The fictional year: marked as such, and as whole as if it had been lived."""

import pytest
from django.core.management import call_command

from smarthub.bookings.demo import MARK, make
from smarthub.bookings.doctor import examine
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.testing import TEN
from smarthub.kit import clock
from smarthub.people.models import Person

pytestmark = pytest.mark.django_db


def test_a_year_of_life_that_the_doctor_finds_whole():
    call_command("first_run", verbosity=0)
    with clock.stopped_at(TEN):
        said = make(1, TEN)
        assert "fictional" in said
        assert Booking.objects.count() > 3000
        assert Visit.objects.filter(booking=None).exists()
        assert not Person.objects.exclude(name__endswith=MARK).exists()
        assert list(examine()) == []
