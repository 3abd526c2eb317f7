"""Giving back and moving: the rule, the verb."""

from datetime import datetime, timedelta

import pytest

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.change import change
from smarthub.bookings.actions.check_in import check_in
from smarthub.bookings.models import Booking
from smarthub.bookings.rules.cancel import why_not_cancel
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit.refusals import Refused
from smarthub.places.models import Hub
from smarthub.places.testing import make_hub, make_policy, make_space

HOUR = timedelta(hours=1)
DEADLINE = {"cancel_minutes": 30}


def _booking(**more: object) -> Booking:
    return Booking(starts_at=TEN, ends_at=TEN + HOUR, **({"booked_at": NINE} | more))


@pytest.mark.parametrize(
    ("booking", "has_come", "by_host", "now", "code"),
    [
        (_booking(), False, False, NINE, None),
        (_booking(), False, False, TEN + HOUR / 2, None),
        (_booking(), False, False, TEN + HOUR, "over"),
        (_booking(), True, False, TEN, "has-come"),
        (_booking(booked_at=None), False, False, NINE, "not-booked"),
        (_booking(terms=DEADLINE), False, False, TEN - HOUR / 2, None),
        (_booking(terms=DEADLINE), False, False, TEN - HOUR / 3, "too-late"),
        (_booking(terms=DEADLINE), False, True, TEN - HOUR / 3, None),
    ],
)
def test_a_booking_can_be_given_back_until_its_deadline(
    booking: Booking, has_come: bool, by_host: bool, now: datetime, code: str | None
) -> None:
    refusal = why_not_cancel(booking, has_come=has_come, by_host=by_host, now=now)
    assert (refusal.code if refusal else None) == code


@pytest.fixture
def hub() -> Hub:
    return make_hub()


@pytest.mark.django_db
def test_cancelling_frees_all_and_keeps_the_record(hub: Hub) -> None:
    booking = make_booking(hub, desk := make_space(hub))
    assert booking.person
    cancelled = cancel(booking, by=booking.person, now=NINE)
    assert cancelled.slots.count() == 0
    assert list(cancelled.spaces.all()) == [desk]
    assert cancel(booking, by=booking.person, now=TEN).cancelled_at == NINE
    make_booking(hub, desk)


@pytest.mark.django_db
def test_a_booking_moves_over_itself(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub), hours=2)
    assert booking.person
    moved = change(booking, starts_at=TEN + HOUR, ends_at=TEN + 3 * HOUR, by=booking.person, now=NINE)
    assert moved.slots.count() == 8
    assert min(slot.starts_at for slot in moved.slots.all()) == TEN + HOUR


@pytest.mark.django_db
def test_a_move_that_loses_keeps_the_old_booking_whole(hub: Hub) -> None:
    first, second = make_space(hub, "A1"), make_space(hub, "A2")
    booking = make_booking(hub, first)
    make_booking(hub, second, starts_at=TEN + HOUR)
    assert booking.person
    with pytest.raises(Refused) as refused:
        change(booking, starts_at=TEN, ends_at=TEN + 2 * HOUR, spaces=[second], by=booking.person, now=NINE)
    assert refused.value.refusal.code == "taken"
    booking.refresh_from_db()
    assert (booking.ends_at, booking.slots.count(), booking.spaces.get()) == (TEN + HOUR, 4, first)


@pytest.mark.django_db
def test_shortening_asks_no_rule_again(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub), hours=2)
    make_policy(hub, shortest_minutes=120, cancel_minutes=600)
    assert booking.person
    assert change(booking, starts_at=TEN, ends_at=TEN + HOUR, by=booking.person, now=NINE).slots.count() == 4


@pytest.mark.django_db
def test_who_has_come_can_move_only_the_end(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub))
    assert booking.person
    check_in(booking, by=booking.person, now=TEN)
    with pytest.raises(Refused) as refused:
        change(booking, starts_at=TEN + HOUR, ends_at=TEN + 2 * HOUR, by=booking.person, now=TEN)
    assert refused.value.refusal.code == "has-begun"
    longer = change(booking, starts_at=TEN, ends_at=TEN + 2 * HOUR, by=booking.person, now=TEN + HOUR / 2)
    assert longer.slots.count() == 8
