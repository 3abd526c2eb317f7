"""Giving back and moving: the rule, the verb."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.change import change
from smarthub.bookings.actions.check_in import check_in, leave
from smarthub.bookings.models import Booking
from smarthub.bookings.rules.cancel import why_not_cancel
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.journal.models import Entry
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_policy, make_space

HOUR = timedelta(hours=1)
DEADLINE = {"cancel_minutes": 30}


def _booking(**more: object) -> Booking:
    return Booking(starts_at=TEN, ends_at=TEN + HOUR, **({"booked_at": NINE} | more))


@pytest.mark.parametrize(
    ("booking", "has_come", "by_host", "now", "code"),
    [
        (_booking(), False, False, NINE, None),
        (_booking(), False, False, TEN + HOUR / 6, None),
        (_booking(), False, False, TEN + HOUR / 2, "over"),  # nobody came in time: that stays on record
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


def _code(do: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        do()
    return refused.value.refusal.code


@pytest.mark.django_db
def test_who_has_left_or_not_come_in_time_cannot_take_the_time_back(hub: Hub) -> None:
    for n, has_come in enumerate((True, False)):
        booking = make_booking(hub, make_space(hub, f"A{n}"), hours=2)
        person = booking.person
        assert person
        if has_come:
            leave(check_in(booking, by=person, now=TEN), by=person, now=TEN + HOUR / 4)
        move = partial(change, booking, starts_at=TEN, ends_at=TEN + 3 * HOUR, by=person, now=TEN + HOUR / 2)
        assert _code(move) == "over"


@pytest.mark.django_db
def test_a_shorter_time_ends_on_a_quarter_too(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub), hours=2)
    person = booking.person
    assert person
    for odd in (timedelta(minutes=7), timedelta(microseconds=1)):
        move = partial(change, booking, starts_at=TEN, ends_at=TEN + HOUR + odd, by=person, now=NINE)
        assert _code(move) == "not-on-quarter"


@pytest.mark.django_db
def test_moving_does_not_get_round_the_most_a_day(hub: Hub) -> None:
    make_policy(hub, most_minutes_a_day=120)
    booking = make_booking(hub, make_space(hub))
    person = booking.person
    assert person
    change(booking, starts_at=TEN, ends_at=TEN + 2 * HOUR, by=person, now=NINE)
    assert _code(lambda: change(booking, starts_at=TEN, ends_at=TEN + 3 * HOUR, by=person, now=NINE)) == "most-a-day"


@pytest.mark.django_db
def test_after_the_deadline_only_the_host_moves_a_booking_and_the_journal_says_so(hub: Hub) -> None:
    make_policy(hub, cancel_minutes=600)
    booking, host = make_booking(hub, make_space(hub)), make_person()
    person = booking.person
    assert person
    times: dict[str, Any] = {"starts_at": TEN + HOUR, "ends_at": TEN + 2 * HOUR}
    assert _code(lambda: change(booking, **times, by=person, now=NINE)) == "too-late"
    change(booking, **times, by=host, now=NINE, by_host=True)
    assert Entry.objects.get(verb="changed-by-host").what == booking.ref


@pytest.mark.django_db
def test_giving_time_back_is_not_kept_from_anybody_by_a_tidying_time_that_grew(hub: Hub) -> None:
    desk = make_space(hub)
    booking = make_booking(hub, desk, hours=2)
    make_booking(hub, desk, starts_at=TEN + 2 * HOUR)
    make_policy(hub, buffer_minutes=60)
    assert booking.person
    shorter = change(booking, starts_at=TEN, ends_at=TEN + 2 * HOUR - HOUR / 4, by=booking.person, now=NINE)
    assert shorter.slots.count() == 7


@pytest.mark.django_db
def test_who_moves_to_another_place_moves_under_its_terms(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub))
    hall = make_space(hub, "Hall", kind="hall", seats=20)
    make_policy(hub, kind="hall", cancel_minutes=60)
    assert booking.person
    moved = change(booking, starts_at=TEN, ends_at=TEN + HOUR, spaces=[hall], by=booking.person, now=NINE)
    assert moved.terms["cancel_minutes"] == 60
