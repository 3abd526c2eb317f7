"""Waiting through the API."""

from datetime import timedelta

import pytest

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.bookings.tests.calling import TIME, Caller
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub, make_space

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]


def test_a_program_waits_is_offered_a_place_and_takes_it():
    hub = make_hub()
    booking = make_booking(hub, desk := make_space(hub))
    caller, other = Caller(make_person()), Caller(make_person())
    made = caller.post("waits", {"hub": "hub", "kind": "desk", **TIME}, key="once")
    assert made.status_code == 201
    ref = made.json()["ref"]
    assert caller.post("waits", {"hub": "hub", "kind": "desk", **TIME}, key="once").json() == made.json()
    assert caller.post(f"waits/{ref}/accept").json()["rule"] == "no-offer"
    cancel(booking, by=make_person(), now=NINE)
    [item] = caller.get("waits").json()["items"]
    assert item["offer"]["spaces"] == [desk.ref]
    assert item["offer"]["until"] == (NINE + timedelta(hours=7, minutes=15)).isoformat().replace("+00:00", "+07:00")
    assert other.get("waits").json()["items"] == []
    assert other.post(f"waits/{ref}/accept").status_code == 404
    taken = caller.post(f"waits/{ref}/accept").json()
    assert (taken["state"], taken["spaces"]) == ("booked", [desk.ref])
    assert caller.get("waits").json()["items"] == []


def test_a_program_waits_for_a_space_and_leaves_the_list():
    hub = make_hub()
    make_booking(hub, desk := make_space(hub), starts_at=TEN)
    caller = Caller(make_person())
    assert caller.post("waits", {"hub": "hub", **TIME}).status_code == 422
    free = {"starts_at": "2026-03-02T13:00:00+07:00", "ends_at": "2026-03-02T14:00:00+07:00"}
    assert caller.post("waits", {"hub": "hub", "kind": "desk", **free}).json()["rule"] == "free-now"
    ref = caller.post("waits", {"hub": "hub", "spaces": [desk.ref], **TIME}).json()["ref"]
    assert caller.post(f"waits/{ref}/leave").json()["ended"] == "left"
