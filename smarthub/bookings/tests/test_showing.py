"""What the screens of the house may say about a booking: only what somebody whose it is wrote for them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.change import change
from smarthub.bookings.actions.check_in import check_in, leave
from smarthub.bookings.actions.showing import show_as
from smarthub.bookings.http import link_to
from smarthub.bookings.models import Booking, Showing
from smarthub.bookings.queries import activities, mine
from smarthub.bookings.rules.showing import why_not_show
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.journal.models import Entry
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.actions.erase import erase
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_host, make_space

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.mark.parametrize(
    ("more", "kind", "code"),
    [
        ({}, "room", None),
        ({}, "booth", None),
        ({}, "desk", "seats-are-counted"),
        ({}, "table", "seats-are-counted"),
        ({"cancelled_at": NINE}, "room", "cancelled"),
        ({"no_show_at": NINE}, "room", "over"),
        ({"starts_at": NINE, "ends_at": TEN}, "room", "over"),
    ],
)
def test_until_it_is_over_a_room_may_be_shown(more: dict[str, Any], kind: str, code: str | None) -> None:
    booking = Booking(**{"starts_at": TEN, "ends_at": TEN + HOUR, "booked_at": NINE, **more})
    refusal = why_not_show(booking, [Space(kind=kind)], now=TEN)
    assert (refusal.code if refusal else None) == code


@pytest.fixture
def malee(db: None) -> Person:
    return make_person("Malee", joined_at=NINE)


@pytest.fixture
def room(hub: Hub) -> Space:
    return make_space(hub, "ห้องบัวแดง", kind=Space.Kind.ROOM, seats=8)


@pytest.fixture
def booking(hub: Hub, room: Space, malee: Person) -> Booking:
    return make_booking(hub, room, person=malee)


def test_it_stands_there_until_it_is_taken_off(booking: Booking, malee: Person, hub: Hub) -> None:
    for _again in range(2):
        show_as(booking, "  Open   English table " + "x" * 60, by=malee, now=NINE)
    assert Showing.objects.get().text == ("Open English table " + "x" * 60)[:60]
    assert mine(malee)["bookings"][0]["on_the_screens"].startswith("Open English")
    (activity,) = activities(hub, now=TEN)
    assert (activity.starts_at, [space.name for space in activity.spaces]) == (TEN, ["ห้องบัวแดง"])
    for _again in range(2):
        assert show_as(booking, " ", by=malee, now=NINE) is None
    assert activities(hub, now=TEN) == []
    assert list(Entry.objects.filter(verb__startswith="shown").order_by("pk").values_list("verb", flat=True)) == [
        "shown",
        "shown-no-more",
    ]


def test_what_is_cancelled_left_or_missed_stands_there_no_more(booking: Booking, malee: Person, hub: Hub) -> None:
    show_as(booking, "Open table", by=malee, now=NINE)
    assert activities(hub, now=TEN + 10 * MINUTE)
    assert activities(hub, now=TEN + 20 * MINUTE) == []  # nobody came
    visit = check_in(booking, by=malee, now=TEN)
    assert activities(hub, now=TEN + 20 * MINUTE)
    leave(visit, by=malee, now=TEN + 25 * MINUTE)
    assert activities(hub, now=TEN + 26 * MINUTE) == []
    other = make_booking(hub, booking.spaces.get(), starts_at=TEN + 3 * HOUR, person=malee)
    show_as(other, "Later", by=malee, now=NINE)
    cancel(other, by=malee, now=NINE)
    assert activities(hub, now=TEN) == []
    with pytest.raises(Refused, match="cancelled"):
        show_as(other, "All the same", by=malee, now=NINE)


def test_who_leaves_for_good_leaves_no_words_on_a_wall(booking: Booking, malee: Person) -> None:
    show_as(booking, "Malee's birthday", by=malee, now=NINE)
    erase(malee, by=malee, now=NINE)
    assert not Showing.objects.exists()


def test_it_is_written_on_the_booking_s_page_by_who_is_signed_in(
    booking: Booking, malee: Person, hub: Hub, client: Client
) -> None:
    address = f"/en/bookings/{booking.ref}/showing/"
    make_host(hub, host := make_person("Host", joined_at=NINE), since=NINE)
    with clock.stopped_at(NINE):
        with_link = client.get(link_to(booking))
        assert with_link.context["showing"] is None
        assert client.post(f"{link_to(booking, 'showing')}", {"text": "By a link"}).status_code == 302
        assert not Showing.objects.exists()
        client.force_login(malee, backend=BACKEND)
        page = client.post(address, {"text": "Open English table"}, follow=True)
        assert "Open English table" in page.text
        stranger = Client()
        stranger.force_login(make_person("Somchai", joined_at=NINE), backend=BACKEND)
        assert stranger.post(address, {"text": "Mine"}).status_code == 404
        desk = Client()
        desk.force_login(host, backend=BACKEND)
        desk.post(address, {"text": ""})
        assert not Showing.objects.exists()
        cancel(booking, by=malee, now=NINE)
        assert client.post(address, {"text": "Late"}).status_code == 409


def test_a_seat_is_counted_and_not_shown_by_itself(hub: Hub, malee: Person, client: Client) -> None:
    alone = make_booking(hub, make_space(hub), person=malee)
    client.force_login(malee, backend=BACKEND)
    with clock.stopped_at(NINE):
        assert client.get(f"/bookings/{alone.ref}/").context["showing"] is None
        assert client.post(f"/bookings/{alone.ref}/showing/", {"text": "Mine"}).status_code == 409
    assert not Showing.objects.exists()


def test_what_goes_from_a_room_to_a_seat_leaves_the_screens(booking: Booking, malee: Person, hub: Hub) -> None:
    show_as(booking, "Open table", by=malee, now=NINE)
    assert activities(hub, now=NINE)
    change(booking, starts_at=TEN, ends_at=TEN + HOUR, spaces=[make_space(hub)], by=malee, now=NINE)
    assert activities(hub, now=NINE) == []
