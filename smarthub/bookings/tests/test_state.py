"""What a booking is at a moment: one truth table, and who asks it says the same."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from smarthub.bookings.http import link_to
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.queries.lists import TODAY, today_rows
from smarthub.bookings.rules.state import state_in_time, state_of, visit_of
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.bookings.tests.calling import Caller, host_of
from smarthub.kit import clock
from smarthub.places.models import Hub, Space

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
HERE, GONE = Visit(came_at=TEN), Visit(came_at=TEN, left_at=TEN + MINUTE)
WAITS_LONG = {"terms": {"no_show_minutes": 90}}


@pytest.mark.parametrize(
    ("booking", "visit", "now", "state", "in_time"),
    [
        ({}, None, NINE, "booked", "booked"),
        ({}, None, TEN, "booked", "running"),
        ({}, None, TEN + 14 * MINUTE, "booked", "running"),
        ({}, None, TEN + 15 * MINUTE, "no-show", "no-show"),
        ({}, None, TEN + HOUR, "no-show", "no-show"),  # also where the worker has not been by
        ({"no_show_at": TEN}, None, TEN, "no-show", "no-show"),
        ({"booked_at": TEN + 50 * MINUTE}, None, TEN + 59 * MINUTE, "booked", "running"),
        ({"booked_at": TEN + 50 * MINUTE}, None, TEN + HOUR, "booked", "over"),
        (WAITS_LONG, None, TEN + HOUR, "booked", "over"),
        (WAITS_LONG, None, TEN + 90 * MINUTE, "no-show", "no-show"),
        ({}, HERE, NINE, "arrived", "arrived"),  # before their time
        ({"no_show_at": TEN}, HERE, TEN + HOUR, "arrived", "arrived"),  # came late all the same
        ({}, GONE, TEN + 2 * MINUTE, "left", "left"),
        ({"booked_at": None}, None, TEN, "held", "held"),
        ({"cancelled_at": NINE}, None, TEN + HOUR, "cancelled", "cancelled"),
        ({"cancelled_at": NINE, "no_show_at": TEN}, HERE, TEN, "cancelled", "cancelled"),
    ],
)
def test_what_it_is_and_what_a_clock_adds(
    booking: dict[str, object], visit: Visit | None, now: datetime, state: str, in_time: str
) -> None:
    one = Booking(**{"starts_at": TEN, "ends_at": TEN + HOUR, "booked_at": NINE, **booking})
    assert state_of(one, visit, now=now) == state
    assert state_in_time(one, visit, now=now) == in_time
    assert visit_of(one) is None


def test_what_nobody_came_to_is_missed_for_page_list_and_program_alike(client: Client, hub: Hub, desk: Space) -> None:
    booking = make_booking(hub, desk)
    assert booking.person
    with clock.stopped_at(TEN + 2 * HOUR):
        assert client.get(link_to(booking)).context["state"] == "no-show"
        assert Caller(booking.person).get(f"bookings/{booking.ref}").json()["state"] == "no-show"
        assert host_of(hub).get(f"bookings/{booking.ref}").json()["state"] == "no-show"
        (row,) = today_rows(hub, now=clock.now())
    assert row[TODAY.index("state")] == "no-show"
