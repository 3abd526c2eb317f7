"""What a booking costs stands at the desk: in its row, in what is said after counting in, and summed for the day."""

from datetime import timedelta

import pytest
from django.test import Client

from smarthub.bookings.models import Booking
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_host, make_rate, make_space

HOUR = timedelta(hours=1)
pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]


@pytest.fixture
def host(client: Client, hub: Hub) -> Client:
    make_host(hub, person := make_person("Host"), since=NINE)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_row_says_its_price_and_one_that_is_free_says_nothing(host: Client, hub: Hub) -> None:
    make_booking(hub, make_space(hub, "A1"), person=make_person("Noi"))
    assert "baht" not in host.get("/en/h/hub/desk/").content.decode()
    Booking.objects.update(price_satang=12050)
    assert "120.50 baht" in host.get("/en/h/hub/desk/").content.decode()


def test_who_is_counted_in_to_a_place_that_costs_is_told_what(host: Client, hub: Hub) -> None:
    make_space(hub, "A1", price_group="desks")
    make_rate(hub, "desks", "hour", 10000)
    until = host.get("/h/hub/desk/").context["form"].fields["until"].choices[1][0]
    given = {"people": "1", "name": "", "until": until}
    said = host.post("/en/h/hub/desk/walk-ins/", given, follow=True).content.decode()
    satang = Booking.objects.get().price_satang
    assert satang
    assert f"It costs {satang // 100} baht." in said


def test_the_day_sums_what_was_booked_for_a_price(host: Client, hub: Hub) -> None:
    assert "Booked prices" not in host.get("/en/h/hub/desk/today/").content.decode()
    for n, name in enumerate(("A1", "A2", "A3")):
        make_booking(hub, make_space(hub, name, x=100 * n), starts_at=TEN)
    Booking.objects.update(price_satang=12050)
    Booking.objects.filter(pk=Booking.objects.latest("pk").pk).update(cancelled_at=NINE)
    page = host.get("/en/h/hub/desk/today/").content.decode()
    assert "Booked prices" in page
    assert "241 baht" in page
