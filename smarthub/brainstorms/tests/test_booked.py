"""A session in a room that is booked: the thread begins here."""

from datetime import timedelta

import pytest

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.http import link_to
from smarthub.bookings.models import Booking
from smarthub.bookings.testing import NINE, make_booking
from smarthub.brainstorms.models import Session
from smarthub.brainstorms.queries.booked import sessions_of
from smarthub.brainstorms.views.told import booked_for
from smarthub.kit import clock
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub, make_space

pytestmark = pytest.mark.django_db


@pytest.fixture
def booking():
    hub = make_hub()
    with clock.stopped_at(NINE):
        yield make_booking(
            hub, make_space(hub, name="ห้องบั้งไฟ", kind="room", seats=6), starts_at=NINE + timedelta(hours=1), hours=2
        )


def test_the_page_of_a_booking_offers_a_brainstorm_and_then_shows_it(client, booking):
    client.force_login(booking.person)
    page = client.get(f"/en/bookings/{booking.ref}/").content.decode()
    assert f"/en/brainstorms/in/{booking.ref}/" in page
    answer = client.post(f"/en/brainstorms/in/{booking.ref}/", {"question": "Where to begin?", "template": "meeting"})
    session = Session.objects.get()
    assert answer.headers["Location"].endswith(f"/b/{session.code}/lead/")
    assert list(sessions_of(booking)) == [session]
    assert "Where to begin?" in client.get(f"/en/bookings/{booking.ref}/").content.decode()
    minutes = client.get(f"/en/b/{session.code}/minutes/").content.decode()
    assert "ห้องบั้งไฟ" in minutes
    assert "10:00" in minutes
    assert "ห้องบั้งไฟ" in client.get(f"/en/b/{session.code}/lead/").content.decode()


def test_where_a_booking_has_no_place_its_time_stands_alone(booking):
    assert booked_for(booking).startswith("ห้องบั้งไฟ · 10:00")
    booking.booked_spaces.all().delete()
    assert booked_for(Booking.objects.get()).startswith("10:00")


def test_whoever_has_the_link_opens_one_once_they_have_signed_in(client, booking):
    page = client.get(link_to(booking).replace("/bookings", "/en/bookings", 1)).content.decode()
    assert "Who opens one signs in first" in page
    path = f"/en/brainstorms/in/{booking.ref}/"
    assert client.get(path).status_code == 302
    client.force_login(make_person("Malee"))
    assert client.get(path).status_code == 404
    assert client.get(path + "?" + link_to(booking).partition("?")[2]).status_code == 200


def test_one_seat_alone_offers_no_brainstorm(client, booking):
    one = make_booking(
        booking.hub, make_space(booking.hub, name="Q1"), starts_at=booking.starts_at, person=booking.person
    )
    client.force_login(booking.person)
    assert "Start a brainstorm here" in client.get(f"/en/bookings/{booking.ref}/").content.decode()
    assert "Start a brainstorm here" not in client.get(f"/en/bookings/{one.ref}/").content.decode()


def test_a_question_is_needed(client, booking):
    client.force_login(booking.person)
    assert (
        client.post(f"/en/brainstorms/in/{booking.ref}/", {"question": " ", "template": "meeting"}).status_code == 422
    )


def test_what_is_cancelled_or_over_begins_nothing(client, booking):
    client.force_login(booking.person)
    with clock.stopped_at(NINE + timedelta(hours=4)):
        assert client.get(f"/en/brainstorms/in/{booking.ref}/").status_code == 404
        assert "Start a brainstorm" not in client.get(f"/en/bookings/{booking.ref}/").content.decode()
    cancel(booking, by=booking.person, now=NINE)
    assert client.get(f"/en/brainstorms/in/{booking.ref}/").status_code == 404
