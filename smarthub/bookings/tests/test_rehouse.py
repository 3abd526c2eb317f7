"""A desk that goes from the plan: its bookings find other places or stay, and none is lost."""

import json
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from smarthub.bookings.actions.rehouse import rehouse
from smarthub.bookings.models import Booking, Slot
from smarthub.bookings.queries.standing_for import rehousings, standing_for
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit.clock import stopped_at
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.actions.hub import appoint_host
from smarthub.places.models import Hub, Space
from smarthub.places.queries.drawing import drawing_of
from smarthub.places.testing import make_hub, make_policy, make_space

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub() -> Hub:
    hub = make_hub(opens=0, closes=24 * 60)
    make_policy(hub, days_ahead=400)
    return hub


@pytest.fixture
def host(hub: Hub) -> Any:
    host = make_person("Malee", joined_at=NINE)
    appoint_host(hub, host, by=None, now=NINE)
    return host


def desks(hub: Hub, *names: str) -> list[Space]:
    return [make_space(hub, name, x=100 * n, y=100) for n, name in enumerate(names)]


def test_twelve_bookings_of_a_desk_that_goes_lose_nothing(hub: Hub, host: Any, client: Client) -> None:
    """Eleven find a desk like theirs, the twelfth hour is full and stays; then the desk is drawn away."""
    going, *others = desks(hub, "A1", "A2", "A3")
    theirs = [make_booking(hub, going, starts_at=TEN + timedelta(days=n)) for n in range(12)]
    for other in others:
        make_booking(hub, other, starts_at=TEN + timedelta(days=5))
    client.force_login(host)
    with stopped_at(NINE):
        _draw_away(client, hub, going, theirs)
    for booking in theirs:
        fresh = Booking.objects.get(pk=booking.pk)
        assert (fresh.cancelled_at, fresh.starts_at) == (None, booking.starts_at)
        stays = booking is theirs[5]
        assert (fresh.spaces.get().name_th == "A1") is stays
        assert Slot.objects.filter(booking=fresh).count() == 4


def _draw_away(client: Client, hub: Hub, going: Space, theirs: list[Booking]) -> None:
    book = places.rulebook(hub)
    drawing = deepcopy(drawing_of(book, book.floors[0])) | {"removed": [going.ref]}
    address = f"/h/{hub.slug}/plan/{book.floors[0].level}/"

    def draw(sure: bool) -> Any:
        sent = {"edition": drawing["edition"], "sure": sure, "drawing": drawing}
        return client.post(address, json.dumps(sent), content_type="application/json").json()

    asked = draw(sure=False)["ask"]
    assert all(f"/bookings/{booking.ref}/" in asked for booking in theirs)
    assert Space.objects.get(pk=going.pk).removed_at is None
    moved = client.post(f"/h/{hub.slug}/desk/rehouse/", {"space": [going.ref]}).json()
    assert (moved["moved"], moved["left"]) == (11, 1)
    assert draw(sure=True)["removed"] == 1


def test_asked_again_it_moves_nobody_twice(hub: Hub, host: Any) -> None:
    going, _other = desks(hub, "A1", "A2")
    booking = make_booking(hub, going)
    assert rehouse(hub, [going], by=host, now=NINE).moved == [booking]
    again = rehouse(hub, [going], by=host, now=NINE)
    assert (again.moved, again.left) == ([], [])


def test_who_sits_there_already_stays(hub: Hub, host: Any) -> None:
    going, _other = desks(hub, "A1", "A2")
    booking = make_booking(hub, going)
    assert rehouse(hub, [going], by=host, now=TEN + timedelta(minutes=20)).left == [booking]


def test_what_is_over_or_cancelled_is_nobodys_business(hub: Hub) -> None:
    (going,) = desks(hub, "A1")
    make_booking(hub, going)
    assert standing_for(hub, [going], now=TEN + timedelta(hours=2)) == []


def test_a_place_like_it_is_of_its_kind_as_large_and_reached_by_a_wheelchair(hub: Hub) -> None:
    going = make_space(hub, "R1", kind=Space.Kind.ROOM, seats=6, is_wheelchair_accessible=True)
    make_space(hub, "D1")
    make_space(hub, "R2", kind=Space.Kind.ROOM, seats=4, is_wheelchair_accessible=True)
    make_space(hub, "R3", kind=Space.Kind.ROOM, seats=8)
    make_booking(hub, going, people=5)
    (found,) = rehousings(hub, [going], now=NINE)
    assert found.spaces is None
    large = make_space(hub, "R4", kind=Space.Kind.ROOM, seats=12, is_wheelchair_accessible=True)
    right = make_space(hub, "R5", kind=Space.Kind.ROOM, seats=7, is_wheelchair_accessible=True)
    hub.refresh_from_db()
    (found,) = rehousings(hub, [going], now=NINE)
    assert found.spaces == [right]
    assert large.seats > right.seats


def test_a_group_keeps_the_seats_that_stay(hub: Hub, host: Any) -> None:
    going, stays, _free = desks(hub, "A1", "A2", "A3")
    booking = make_booking(hub, [going, stays], people=2)
    rehouse(hub, [going], by=host, now=NINE)
    assert set(booking.spaces.values_list("name_th", flat=True)) == {"A2", "A3"}


def test_only_the_host_may(hub: Hub, client: Client) -> None:
    (going,) = desks(hub, "A1")
    client.force_login(make_person("Somchai", joined_at=NINE))
    assert client.post(f"/h/{hub.slug}/desk/rehouse/", {"space": [going.ref]}).status_code == 404
