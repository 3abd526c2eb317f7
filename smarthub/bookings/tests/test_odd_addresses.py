"""Whatever stands in an address or arrives in a form: an answer, never a fault of ours."""

from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from smarthub.bookings.http import feed_key_of, link_to
from smarthub.bookings.models import Booking
from smarthub.bookings.testing import NINE, make_booking
from smarthub.kit import clock
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_host, make_space

pytestmark = pytest.mark.django_db
ODD = ("0001-01-01", "9999-12-31", "31/12/9999", "2026-13-45", "-1", "\0", "x" * 5000, "'\"<script>", "๑๒")
PICKS = ("0001-01-01T00:00+60", "9999-12-31T23:45+99999", "2026-03-02T10:00+99999", "2026-03-02T10:07+7")


@pytest.fixture
def booking(hub: Hub) -> Booking:
    return make_booking(hub, make_space(hub, "A1"))


@pytest.fixture
def host(hub: Hub, client: Client) -> Client:
    person = make_person("host")
    make_host(hub, person, since=NINE)
    client.force_login(person)
    return client


@pytest.mark.parametrize("page", ["book", "day", "close-day", "close-space"])
def test_a_page_is_shown_whatever_is_asked_of_it(host: Client, booking: Booking, page: str) -> None:
    address = reverse(f"bookings:{page}", args=["hub"])
    with clock.stopped_at(NINE):
        for name, odd in product(("date", "start", "minutes", "people", "kind", "starts_on"), ODD):
            assert host.get(address, {name: odd}).status_code in {200, 422}


@pytest.mark.parametrize("pick", PICKS)
def test_a_choice_that_cannot_be_is_not_made(client: Client, booking: Booking, pick: str) -> None:
    sent = {"pick": f"{booking.spaces.get().ref}@{pick}"}
    with clock.stopped_at(NINE):
        assert client.post("/h/hub/book/holds/", sent).status_code == 302
        assert client.get("/h/hub/book/k7m2xw9q/", sent).status_code == 404
        assert client.post(reverse("bookings:change", args=[booking.ref]), sent).status_code == 404
        assert client.post(link_to(booking, "change"), sent).status_code == 200
    assert Booking.objects.get() == booking


def test_what_a_host_sends_is_answered_whatever_it_is(host: Client, booking: Booking) -> None:
    ref = booking.spaces.get().ref
    closing = {
        "space": ref,
        "starts_on": "2026-03-02",
        "starts_at": "09:00",
        "ends_on": "2026-03-02",
        "ends_at": "10:00",
    }
    with clock.stopped_at(NINE):
        for odd in ODD:
            for address, sent in (
                ("open-day", {"date": odd}),
                ("open-space", {"space": ref, "starts_at": odd}),
                ("open-space", {"space": odd, "starts_at": NINE.isoformat()}),
                ("close-day", {"date": odd}),
                ("close-space", closing | {"starts_on": odd}),
                ("close-space", closing | {"ends_on": odd}),
                ("walk-ins", {"people": odd, "name": odd, "until": odd}),
            ):
                answer = host.post(reverse(f"bookings:{address}", args=["hub"]), sent)
                assert answer.status_code in {404, 422}, (address, odd)


def test_what_carries_a_key_is_kept_nowhere_on_the_way(client: Client, booking: Booking) -> None:
    person = booking.person
    assert isinstance(person, Person)
    mine = reverse("bookings:my-calendar", args=[person.code, feed_key_of(person)])
    with clock.stopped_at(NINE):
        for address in (link_to(booking), link_to(booking, "ics"), link_to(booking, "change"), mine):
            answer = client.get(address)
            assert answer.status_code == 200
            assert {"private", "no-store"} <= set(answer["Cache-Control"].replace(",", "").split())
