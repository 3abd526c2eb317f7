"""Somebody who waits, for the tests of this floor."""

from datetime import datetime, timedelta
from typing import Any

from smarthub.bookings.actions.waitlist import join
from smarthub.bookings.doctor import examine
from smarthub.bookings.models import Wait, WaitOffer
from smarthub.bookings.queries import open_offer
from smarthub.bookings.testing import NINE, TEN
from smarthub.kit import clock
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub

HOUR = timedelta(hours=1)


def wait_for(hub: Hub, person: Person | None = None, **more: Any) -> Wait:
    person = person or make_person("Dao")
    given: dict[str, Any] = {"kind": "desk", "starts_at": TEN, "ends_at": TEN + HOUR, "now": NINE, **more}
    return join(hub, person=person, by=person, **given)


def offered(wait: Wait) -> WaitOffer | None:
    return open_offer(wait)


def all_is_well(now: datetime = NINE) -> None:
    with clock.stopped_at(now):
        assert list(examine()) == []
