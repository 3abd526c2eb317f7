"""What the house does by itself, and what a closing does to bookings that stand."""

from datetime import timedelta

import pytest

from smarthub.bookings import doctor, tasks
from smarthub.bookings.actions import release
from smarthub.bookings.actions.book import hold
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.close_space import close_space, lift
from smarthub.bookings.models import Booking, Slot
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_hall, make_hub, make_space

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def hub() -> Hub:
    return make_hub()


def test_holds_that_ran_out_go_and_bookings_stay(hub: Hub) -> None:
    first, second = make_space(hub, "A1"), make_space(hub, "A2")
    booking = make_booking(hub, first)
    hold(hub, spaces=[second], starts_at=TEN, ends_at=TEN + HOUR, holder="one", by=None, now=NINE)
    assert release.purge_expired_holds(now=NINE + timedelta(minutes=4)) == 0
    assert release.purge_expired_holds(now=NINE + timedelta(minutes=5)) == 1
    assert Booking.objects.get() == booking


def test_slots_long_past_go_in_batches_and_bookings_stay(hub: Hub) -> None:
    make_booking(hub, make_space(hub), hours=2)
    assert release.purge_past_slots(now=TEN + timedelta(days=30), batch=3) == 0
    assert release.purge_past_slots(now=TEN + timedelta(days=31), batch=3) == 8
    assert Booking.objects.count() == 1


def test_a_closing_takes_over_what_a_booking_gives_back(hub: Hub) -> None:
    hall, (first, _second) = make_hall(hub)
    booking = make_booking(hub, first, hours=2)
    host = make_person()
    closure = close_space(hub, hall, starts_at=TEN, ends_at=TEN + 4 * HOUR, by=host, now=NINE)
    assert booking.slots.count() == 8
    cancel(booking, by=host, now=NINE, by_host=True)
    with pytest.raises(Refused):
        make_booking(hub, first)
    assert Slot.objects.filter(closure=closure).count() == 2 * 16
    lift(closure, by=host, now=NINE)
    make_booking(hub, first)
    assert list(doctor.examine()) == []


def test_the_worker_does_all_of_it(hub: Hub) -> None:
    make_booking(hub, make_space(hub), hours=2)
    with clock.stopped_at(TEN + HOUR):
        for task in (
            tasks.release_no_shows,
            tasks.purge_expired_holds,
            tasks.close_overdue_visits,
            tasks.purge_past_slots,
        ):
            task.func()
    assert Booking.objects.get().no_show_at == TEN + timedelta(minutes=15)
