"""Taking back what was pressed by mistake at the desk."""

from datetime import timedelta

import pytest

from smarthub.bookings import doctor
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.change import change
from smarthub.bookings.actions.check_in import check_in, come, leave
from smarthub.bookings.actions.undo import undo_cancel, undo_check_in, undo_leave
from smarthub.bookings.actions.walk_in import walk_in
from smarthub.bookings.models import Booking, Slot, Visit
from smarthub.bookings.queries.figures import figures
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub, make_space

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def host():
    return make_person("Host")


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.refusal.code


def test_a_check_in_taken_back_was_never_there(host):
    hub = make_hub()
    booking = make_booking(hub, make_space(hub))
    visit = check_in(booking, by=host, now=TEN)
    undo_check_in(visit, by=host, now=TEN)
    undo_check_in(visit, by=host, now=TEN)
    assert not Visit.objects.exists()
    assert Slot.objects.filter(booking=booking).count() == 4
    assert check_in(booking, by=host, now=TEN).booking == booking


def test_a_walk_in_taken_back_gives_its_desk_back_and_is_in_no_figure(host):
    hub = make_hub()
    make_space(hub)
    visit = walk_in(hub, people=1, name="Noi", until=NINE + HOUR, by=host, now=NINE)
    undo_check_in(visit, by=host, now=NINE + timedelta(minutes=1))
    assert (Visit.objects.count(), Slot.objects.count()) == (0, 0)
    counted = figures(hub, NINE.date(), now=NINE + HOUR)
    assert set(counted.kept().values()) == {0}
    walk_in(hub, people=1, name="Lek", until=NINE + HOUR, by=host, now=NINE + timedelta(minutes=2))


def test_who_has_left_is_brought_back_first(host):
    hub = make_hub()
    visit = come(hub, people=2, by=host, now=NINE, by_host=True)
    leave(visit, by=host, now=NINE + HOUR)
    with pytest.raises(Refused) as refused:
        undo_check_in(visit, by=host, now=NINE + HOUR)
    assert code(refused) == "has-left"
    assert undo_leave(visit, by=host, now=NINE + HOUR).left_at is None
    undo_leave(visit, by=host, now=NINE + HOUR)
    undo_check_in(visit, by=host, now=NINE + HOUR)
    assert not Visit.objects.exists()


def test_leaving_taken_back_takes_the_place_again_unless_somebody_has_it(host):
    hub = make_hub()
    desk = make_space(hub)
    booking = make_booking(hub, desk, hours=2)
    visit = check_in(booking, by=host, now=TEN)
    leave(visit, by=host, now=TEN + timedelta(minutes=20))
    assert Slot.objects.filter(booking=booking).count() == 2
    undo_leave(visit, by=host, now=TEN + timedelta(minutes=21))
    assert Slot.objects.filter(booking=booking).count() == 8
    with clock.stopped_at(TEN + HOUR):
        assert list(doctor.examine()) == []
    leave(visit, by=host, now=TEN + timedelta(minutes=20))
    make_booking(hub, desk, starts_at=TEN + HOUR, now=TEN + timedelta(minutes=25))
    with pytest.raises(Refused) as refused:
        undo_leave(visit, by=host, now=TEN + timedelta(minutes=30))
    assert code(refused) == "given-away"
    assert Visit.objects.get().left_at


def test_a_cancelling_taken_back_stands_again_unless_somebody_has_the_place(host):
    hub = make_hub()
    desk = make_space(hub)
    booking = make_booking(hub, desk)
    cancel(booking, by=host, now=NINE, by_host=True)
    undo_cancel(booking, by=host, now=NINE)
    undo_cancel(booking, by=host, now=NINE)
    booking.refresh_from_db()
    assert (booking.cancelled_at, Slot.objects.filter(booking=booking).count()) == (None, 4)
    cancel(booking, by=host, now=NINE, by_host=True)
    other = make_booking(hub, desk)
    with pytest.raises(Refused) as refused:
        undo_cancel(booking, by=host, now=NINE)
    assert code(refused) == "given-away"
    cancel(other, by=host, now=NINE, by_host=True)
    with pytest.raises(Refused) as refused:
        undo_cancel(booking, by=host, now=TEN + HOUR)
    assert code(refused) == "over"


def test_yesterday_is_not_taken_back(host):
    hub = make_hub()
    visit = come(hub, people=2, by=host, now=NINE, by_host=True)
    left = leave(come(hub, people=2, by=host, now=NINE, by_host=True), by=host, now=NINE)
    booking = make_booking(hub, make_space(hub), starts_at=TEN + 24 * HOUR)
    cancel(booking, by=host, now=NINE, by_host=True)
    late = {"by": host, "now": NINE + 13 * HOUR}
    undoing = (
        lambda: undo_check_in(visit, **late),
        lambda: undo_leave(left, **late),
        lambda: undo_cancel(booking, **late),
    )
    for undo in undoing:
        with pytest.raises(Refused) as refused:
            undo()
        assert code(refused) == "too-old"


def test_a_party_moves_to_a_place_that_was_taken_until_now(host):
    hub = make_hub()
    here, there = make_space(hub, "A1"), make_space(hub, "A2")
    earlier = make_booking(hub, there, starts_at=TEN)
    booking = make_booking(hub, here, starts_at=TEN, hours=3)
    check_in(booking, by=host, now=TEN)
    now = TEN + HOUR + timedelta(minutes=5)
    moved = change(booking, starts_at=TEN, ends_at=TEN + 3 * HOUR, spaces=[there], by=host, now=now, by_host=True)
    assert [space.pk for space in moved.spaces.all()] == [there.pk]
    assert Slot.objects.filter(booking=booking, space=here).count() == 4
    assert Slot.objects.filter(booking=booking, space=there).count() == 8
    assert Slot.objects.filter(booking=earlier).count() == 4
    shorter = change(moved, starts_at=TEN, ends_at=TEN + 2 * HOUR, by=host, now=now, by_host=True)
    assert Slot.objects.filter(booking=shorter).count() == 8
    make_booking(hub, here, starts_at=TEN + 2 * HOUR, now=now)
    with clock.stopped_at(now):
        assert list(doctor.examine()) == []
    assert Booking.objects.filter(cancelled_at=None).count() == 3
