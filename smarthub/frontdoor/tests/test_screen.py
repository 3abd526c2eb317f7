"""The screen in the lobby and the one beside a door: now and next, and nobody's name."""

from datetime import timedelta

import pytest
from django.test import Client

from smarthub.bookings.actions.check_in import check_in
from smarthub.bookings.actions.close_space import close_space
from smarthub.bookings.actions.showing import show_as
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.kit.thai.dates import local
from smarthub.people.testing import make_person
from smarthub.places.actions.hours import set_day
from smarthub.places.models import Hub
from smarthub.places.testing import make_hall, make_hub, make_policy, make_space

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def hub() -> Hub:
    return make_hub()


def test_now_and_next_of_every_room_and_the_name_of_nobody(client: Client, hub):
    room = make_space(hub, "ห้องบัวแดง", kind="room", seats=8)
    make_space(hub, "A1")
    hall, (first, _second) = make_hall(hub)
    make_booking(hub, room, starts_at=TEN, person=make_person("Malee"))
    make_booking(hub, room, starts_at=TEN + 3 * HOUR, person=make_person("Malee"))
    make_booking(hub, first, starts_at=TEN + HOUR)
    with clock.stopped_at(TEN + 5 * timedelta(minutes=1)):
        page = client.get("/en/screen/hub/")
        rooms = {each.space.name: (each.state, each.until, each.later) for each in page.context["rooms"]}
        assert rooms == {
            "ห้องบัวแดง": ("taken", TEN + HOUR, ((TEN + 3 * HOUR, TEN + 4 * HOUR),)),
            "Hall": ("free", TEN + HOUR, ((TEN + HOUR, TEN + 2 * HOUR),)),
            "Hall 1": ("free", TEN + HOUR, ((TEN + HOUR, TEN + 2 * HOUR),)),
            "Hall 2": ("free", NINE + 9 * HOUR, ()),
        }
        assert "Malee" not in page.text
        door = client.get(f"/en/screen/hub/{room.ref}/")
        assert door.context["room"].state == "taken"
        assert "Malee" not in door.text
        assert f"/h/hub/s/{room.ref}/" not in door.text  # it is in the QR
    assert client.get("/screen/hub/nowhere/").status_code == 404
    assert client.get("/screen/nowhere/").status_code == 404
    assert hall.ref


def test_the_door_of_a_place_kept_for_walk_ins_does_not_say_to_book_it(client, hub):
    room, kept = make_space(hub, "R", kind="room", seats=4), make_space(hub, "W1", is_walk_in_only=True)
    with clock.stopped_at(TEN):
        assert "Scan to book it, or to check in." in client.get(f"/en/screen/hub/{room.ref}/").text
        door = client.get(f"/en/screen/hub/{kept.ref}/").text
    assert "For whoever just comes in: sit down, and check in." in door
    assert "to book" not in door
    assert "QR code: book" not in door


def test_a_room_in_which_somebody_sits_before_their_time_is_taken(client, hub):
    hall, (first, _second) = make_hall(hub)
    malee, at = make_person("Malee"), TEN - timedelta(minutes=10)
    check_in(make_booking(hub, first, starts_at=TEN, person=malee), by=malee, now=at)
    with clock.stopped_at(at):
        page = client.get("/en/screen/hub/")
        assert {each.space.name: (each.state, each.until) for each in page.context["rooms"]} == {
            "Hall": ("taken", TEN + HOUR),
            "Hall 1": ("taken", TEN + HOUR),
            "Hall 2": ("free", NINE + 9 * HOUR),
        }
    assert hall.ref


def test_what_its_owner_wrote_for_the_screens_stands_there_and_nothing_else(client, hub):
    hall, (first, _second) = make_hall(hub)
    malee = make_person("Malee")
    show_as(make_booking(hub, first, person=malee), "Open English table", by=malee, now=NINE)
    make_booking(hub, make_space(hub, "R", kind="room", seats=4), person=malee)
    with clock.stopped_at(TEN + timedelta(minutes=1)):
        lobby = client.get("/en/screen/hub/")
        assert [each.text for each in lobby.context["activities"]] == ["Open English table"]
        assert "Open English table" in lobby.text
        assert "Malee" not in lobby.text
        for space in (first, hall):  # the hall is taken while one of its rooms is
            assert "Open English table" in client.get(f"/en/screen/hub/{space.ref}/").text
    with clock.stopped_at(NINE + timedelta(minutes=1)):
        assert client.get("/en/screen/hub/").context["activities"]
        assert "Open English table" not in client.get(f"/en/screen/hub/{first.ref}/").text


def test_a_door_says_what_goes_on_until_it_ends_and_only_then_that_the_room_is_kept(client, hub):
    make_policy(hub, buffer_minutes=30)
    room, malee = make_space(hub, "R", kind="room", seats=8), make_person("Malee")
    show_as(make_booking(hub, room, person=malee), "Open English table, come in", by=malee, now=NINE)
    ends = TEN + HOUR
    with clock.stopped_at(TEN + timedelta(minutes=1)):
        door = client.get(f"/en/screen/hub/{room.ref}/").text
    assert "Open English table, come in</h1>" in door
    assert f"on now, until {local(ends):%H:%M}" in door
    assert "Taken" not in door
    with clock.stopped_at(ends + timedelta(minutes=1)):
        door = client.get(f"/en/screen/hub/{room.ref}/").text
    assert "Open English table" not in door
    assert f"until {local(ends) + timedelta(minutes=30):%H:%M}" in door


def test_a_closed_place_and_a_closed_house_say_until_when(client, hub):
    room = make_space(hub, "R", kind="room", seats=8)
    close_space(hub, room, starts_at=TEN, ends_at=TEN + HOUR, by=make_person(), now=NINE)
    with clock.stopped_at(TEN + timedelta(minutes=1)):
        (shown,) = client.get("/screen/hub/").context["rooms"]
    assert (shown.state, shown.until, shown.later) == ("closed", TEN + HOUR, ())
    with clock.stopped_at(NINE - HOUR):
        (shown,) = client.get("/screen/hub/").context["rooms"]
    assert (shown.state, shown.until) == ("closed", NINE)
    close_space(hub, room, starts_at=TEN, ends_at=TEN + 60 * 24 * HOUR, by=make_person(), now=NINE)
    with clock.stopped_at(TEN + 2 * HOUR):
        (shown,) = client.get("/screen/hub/").context["rooms"]
    assert (shown.state, shown.until) == ("closed", TEN + 60 * 24 * HOUR)


def test_what_was_booked_after_a_closing_time_that_came_later_stands_there_as_it_is(client, hub):
    room, host = make_space(hub, "R", kind="room", seats=8), make_person()
    make_booking(hub, room, starts_at=TEN + 2 * HOUR)
    set_day(hub, local(TEN).date(), hours=(9 * 60, 11 * 60), by=host, now=NINE)
    with clock.stopped_at(TEN):
        (shown,) = client.get("/screen/hub/").context["rooms"]
    assert (shown.state, shown.until) == ("free", TEN + HOUR)
    assert shown.later == ((TEN + 2 * HOUR, TEN + 3 * HOUR),)


def test_the_screen_of_fifty_rooms_asks_few_queries(client, hub, django_assert_max_num_queries):
    for n in range(50):
        make_booking(hub, make_space(hub, f"R{n}", kind="room", seats=4))
    with clock.stopped_at(TEN):
        client.get("/screen/hub/")
        with django_assert_max_num_queries(7):
            assert len(client.get("/screen/hub/").context["rooms"]) == 50
