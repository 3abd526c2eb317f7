"""The link of somebody's own calendar that came into wrong hands: they end it, and have a new one."""

import pytest
from django.test import Client

from smarthub.bookings.actions.link import end_calendar_link
from smarthub.bookings.http import feed_key_of
from smarthub.bookings.models import Booking
from smarthub.bookings.rules.links import signed
from smarthub.bookings.testing import NINE, make_booking
from smarthub.journal.models import Entry
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_host

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]


@pytest.fixture
def malee() -> Person:
    return make_person("Malee", joined_at=NINE)


@pytest.fixture
def booking(hub: Hub, desk: Space, malee: Person) -> Booking:
    return make_booking(hub, desk, person=malee)


def opens(person: Person, key: str) -> bool:
    return Client().get(f"/calendar/{person.code}/{key}.ics").status_code == 200


def test_a_link_that_was_never_ended_is_the_one_that_people_have_already(malee: Person) -> None:
    assert feed_key_of(malee) == signed("feed", malee.code)
    assert opens(malee, signed("feed", malee.code))


def test_the_old_link_is_nobodys_and_the_new_one_opens(malee: Person) -> None:
    old = feed_key_of(malee)
    for _twice in range(2):
        malee = end_calendar_link(malee, key=old, by=malee, now=NINE)
    assert (opens(malee, old), opens(malee, feed_key_of(malee))) == (False, True)
    entry = Entry.objects.get(verb="calendar-link-ended")
    assert (entry.what, entry.by) == (malee.code, malee.code)


def test_each_end_makes_another_key_and_touches_nobody_else(malee: Person) -> None:
    other = make_person("Other")
    keys = [feed_key_of(malee)]
    for _time in range(3):
        malee = end_calendar_link(malee, key=keys[-1], by=malee, now=NINE)
        keys.append(feed_key_of(malee))
    assert len(set(keys)) == 4
    assert opens(other, feed_key_of(other))


@pytest.mark.parametrize(
    ("prefix", "said"),
    [("", "ลิงก์เดิมของปฏิทินใช้ไม่ได้แล้ว"), ("/en", "The old link of your calendar no longer works.")],
)
def test_its_person_ends_it_where_it_is_handed_out(
    client: Client, booking: Booking, malee: Person, prefix: str, said: str
) -> None:
    client.force_login(malee, backend=BACKEND)
    page, end = f"{prefix}/bookings/{booking.ref}/", f"{prefix}/bookings/{booking.ref}/calendar/end/"
    old = feed_key_of(malee)
    assert f'action="{end}"' in client.get(page).text
    for _twice in range(2):
        assert client.post(end, {"key": old}).headers["Location"] == page
    malee.refresh_from_db()
    assert malee.links_ended == 1
    text = client.get(page).text
    assert said in text
    assert f"{feed_key_of(malee)}.ics" in text
    assert old not in text


@pytest.mark.parametrize("who", ["a host", "a stranger", "nobody"])
def test_nobody_else_sees_it_or_ends_it(client: Client, hub: Hub, booking: Booking, malee: Person, who: str) -> None:
    if who != "nobody":
        client.force_login(other := make_person(), backend=BACKEND)
        if who == "a host":
            make_host(hub, other, since=NINE)
    end = f"/bookings/{booking.ref}/calendar/end/"
    assert "calendar/end/" not in client.get(f"/bookings/{booking.ref}/").text
    assert client.post(end, {"key": feed_key_of(malee)}).status_code in {302, 404}
    malee.refresh_from_db()
    assert malee.links_ended == 0
