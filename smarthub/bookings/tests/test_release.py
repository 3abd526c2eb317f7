"""What the house does by itself, and what a closing does to bookings that stand."""

from datetime import timedelta
from typing import Any

import pytest

from smarthub.bookings import doctor, tasks
from smarthub.bookings.actions import release
from smarthub.bookings.actions.book import hold, let_go
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.check_in import check_in
from smarthub.bookings.actions.close_space import close_space, lift
from smarthub.bookings.models import Booking, Slot
from smarthub.bookings.queries import standing
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places.actions.spaces import remove_space
from smarthub.places.models import Hub
from smarthub.places.testing import make_hall, make_space

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


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


def test_what_a_hold_leaves_behind_is_closed_where_the_space_was_closed_meanwhile(hub: Hub) -> None:
    desk, host = make_space(hub), make_person()
    for n, end in enumerate(("let go", "purged", "pushed aside")):
        starts_at = TEN + n * HOUR
        held = hold(hub, spaces=[desk], starts_at=starts_at, ends_at=starts_at + HOUR, holder="a", by=None, now=NINE)
        close_space(hub, desk, starts_at=starts_at, ends_at=starts_at + HOUR, by=host, now=NINE)
        later = NINE + timedelta(minutes=6)
        if end == "let go":
            let_go(held)
        elif end == "purged":
            release.purge_expired_holds(now=later)
        with pytest.raises(Refused) as refused:
            make_booking(hub, desk, starts_at=starts_at, now=later)
        assert refused.value.refusal.code == "taken", end
    release.purge_expired_holds(now=later)
    with clock.stopped_at(later):
        assert list(doctor.examine()) == []


def test_of_two_closings_the_other_still_holds_when_one_is_lifted(hub: Hub) -> None:
    hall, (first, second) = make_hall(hub)
    host = make_person()
    time: dict[str, Any] = {"starts_at": TEN, "ends_at": TEN + HOUR}
    whole = close_space(hub, hall, **time, by=host, now=NINE)
    close_space(hub, first, **time, by=host, now=NINE)
    lift(whole, by=host, now=NINE)
    with pytest.raises(Refused):
        make_booking(hub, first)
    make_booking(hub, second)


def test_a_closing_that_cancels_leaves_who_has_come_and_what_is_over(hub: Hub) -> None:
    desk, host = make_space(hub), make_person()
    over, here, coming = (make_booking(hub, desk, starts_at=TEN + n * HOUR) for n in range(3))
    for booking in (over, here):
        check_in(booking, by=host, now=booking.starts_at)
    now = TEN + HOUR + timedelta(minutes=20)
    close_space(hub, desk, starts_at=TEN, ends_at=TEN + 3 * HOUR, cancels_hit=True, by=host, now=now)
    cancelled = [Booking.objects.get(pk=each.pk).cancelled_at is not None for each in (over, here, coming)]
    assert cancelled == [False, False, True]


def test_a_closing_of_a_space_that_was_removed_can_be_lifted(hub: Hub) -> None:
    desk, host = make_space(hub), make_person()
    closure = close_space(hub, desk, starts_at=TEN, ends_at=TEN + 60 * 24 * HOUR, by=host, now=NINE)
    remove_space(desk, by=host, now=NINE)
    hub.refresh_from_db()
    assert standing(hub, now=TEN).seats == 0
    assert lift(closure, by=host, now=NINE).lifted_at == NINE


def test_a_long_closing_of_the_whole_closes_its_parts_and_of_a_part_the_whole(hub: Hub) -> None:
    hall, (first, second) = make_hall(hub)
    host = make_person()
    for closed, hit in ((hall, first), (first, hall)):
        closure = close_space(hub, closed, starts_at=TEN, ends_at=TEN + 60 * 24 * HOUR, by=host, now=NINE)
        with pytest.raises(Refused) as refused:
            make_booking(hub, hit)
        assert refused.value.refusal.code == "closed-space"
        lift(closure, by=host, now=NINE)
    make_booking(hub, second)


def test_a_hold_on_a_space_that_was_removed_can_be_let_go(hub: Hub) -> None:
    desk, other = make_space(hub, "A1"), make_space(hub, "A2")
    time: dict[str, Any] = {"starts_at": TEN, "ends_at": TEN + HOUR}
    held = hold(hub, spaces=[desk], **time, holder="one", by=None, now=NINE)
    remove_space(desk, by=make_person(), now=NINE)
    hub.refresh_from_db()
    hold(hub, spaces=[other], **time, holder="one", by=None, now=NINE)
    assert not Booking.objects.filter(pk=held.pk).exists()
    let_go(held)  # once more: it is gone, and that is well
