"""A guest without an account is forgotten by a host, from their booking's page; whoever runs a hub alone stays."""

from datetime import timedelta

import pytest
from django.test import Client

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.series import continue_all, repeat
from smarthub.bookings.actions.waitlist import join
from smarthub.bookings.models import Booking, Series, SeriesDay, Slot
from smarthub.bookings.queries import open_offer
from smarthub.bookings.rules.series import Pattern
from smarthub.bookings.testing import NINE, make_booking
from smarthub.kit.refusals import Refused
from smarthub.people.actions.erase import erase
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Host
from smarthub.places.testing import make_host, make_hub, make_space

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]


@pytest.fixture
def booking() -> Booking:
    hub = make_hub()
    found = make_booking(hub, make_space(hub), person=make_person("Lek", phone="+66812345678"))
    Booking.objects.update(note="I come with a dog", holder="browser:x")
    return found


def _signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_host_takes_the_guests_name_out_and_the_place_stays_theirs(booking):
    make_host(booking.hub, host := make_person("Host"), since=NINE)
    desk = _signed_in(host)
    page = f"/bookings/{booking.ref}/"
    assert f'action="{page}forget/"' in desk.get(page).text
    assert desk.post(f"{page}forget/").status_code == 302
    booking.refresh_from_db()
    assert (booking.person.name, booking.person.phone, booking.note, booking.holder) == ("ลบชื่อแล้ว", "", "", "")
    assert Slot.objects.filter(booking=booking).exists()
    assert "forget/" not in desk.get(page).text


def test_nothing_is_booked_anew_for_who_was_forgotten(booking):
    day = booking.starts_at.date()
    pattern = Pattern(day, day + timedelta(days=150), 1, (day.weekday(),), 0)
    series = repeat(booking, pattern, by=booking.person, now=NINE)
    assert series.days.filter(outcome=SeriesDay.Outcome.LATER).exists()
    Series.objects.update(note="I come with a dog")
    erase(booking.person, by=booking.person, now=NINE)
    series.refresh_from_db()
    assert (series.note, series.ended_at) == ("", NINE)
    booked = Booking.objects.count()
    assert continue_all(now=NINE + timedelta(days=60)) == 0
    assert Booking.objects.count() == booked


def test_who_was_forgotten_waits_for_nothing_and_the_next_in_line_is_asked(booking):
    hub, space = booking.hub, booking.spaces.get()
    first, second = make_person("First"), make_person("Second")
    wish = {"spaces": [space], "starts_at": booking.starts_at, "ends_at": booking.ends_at, "now": NINE}
    one, two = (join(hub, person=each, by=each, **wish) for each in (first, second))
    cancel(booking, by=booking.person, now=NINE)
    assert open_offer(one)
    erase(first, by=first, now=NINE)
    one.refresh_from_db()
    assert one.ended_how == "left"
    assert open_offer(two)


def test_nobody_else_takes_it_out(booking):
    assert Client().post(f"/bookings/{booking.ref}/forget/").status_code == 302  # to sign in
    assert _signed_in(make_person()).post(f"/bookings/{booking.ref}/forget/").status_code == 404
    assert _signed_in(booking.person).post(f"/bookings/{booking.ref}/forget/").status_code == 404
    assert Person.objects.get(pk=booking.person_id).name == "Lek"


def test_the_last_host_of_a_hub_is_refused_and_one_of_two_runs_it_no_more(booking):
    make_host(booking.hub, first := make_person("First"), since=NINE)
    with pytest.raises(Refused, match="last-host"):
        erase(first, by=first, now=NINE)
    first.refresh_from_db()
    assert (first.name, first.erased_at) == ("First", None)
    make_host(booking.hub, make_person("Second"), since=NINE)
    erase(first, by=first, now=NINE)
    assert Host.objects.get(person=first).until == NINE
