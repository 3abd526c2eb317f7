"""A booking's link that came into wrong hands: ended by who is known and by the browser that booked, not by whoever has it."""

import pytest
from django.test import Client

from smarthub.bookings.actions.link import end_link
from smarthub.bookings.http import key_of, link_to
from smarthub.bookings.models import Booking, Wait
from smarthub.bookings.testing import NINE, make_booking
from smarthub.bookings.tests.waiting import wait_for
from smarthub.journal.models import Entry
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_host

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]


@pytest.fixture
def booking(hub: Hub, desk: Space) -> Booking:
    return make_booking(hub, desk, person=make_person("Malee", joined_at=NINE))


def test_the_old_link_is_nobodys_and_the_new_one_opens(booking: Booking) -> None:
    assert booking.person
    old = key_of(booking)
    for _twice in range(2):
        ended = end_link(booking, key=old, by=booking.person, now=NINE)
    assert key_of(ended) != old
    assert Client().get(f"/bookings/{booking.ref}/", {"key": old}).status_code == 404
    assert Client().get(link_to(ended)).status_code == 200
    assert Entry.objects.filter(verb="link-ended", what=booking.ref).count() == 1


def test_each_end_makes_another_key(booking: Booking) -> None:
    assert booking.person
    keys = [key_of(booking)]
    for _time in range(3):
        keys.append(key_of(end_link(booking, key=keys[-1], by=booking.person, now=NINE)))
    assert len(set(keys)) == 4


@pytest.mark.parametrize(("who", "may"), [("its person", True), ("a host", True), ("a stranger", False)])
def test_who_ends_it(client: Client, hub: Hub, booking: Booking, who: str, may: bool) -> None:
    people: dict[str, Person | None] = {
        "its person": booking.person,
        "a host": make_person(),
        "a stranger": make_person(),
    }
    make_host(hub, people["a host"] or make_person(), since=NINE)
    client.force_login(people[who] or make_person(), backend=BACKEND)
    old, end = key_of(booking), f"/bookings/{booking.ref}/link/end/"
    with_link = f"{end}?key={old}"
    assert (old in client.get(f"/bookings/{booking.ref}/").text) is may
    answer = client.post(end if may else with_link, {"key": old})
    assert answer.status_code == (302 if may else 404)
    booking.refresh_from_db()
    assert (key_of(booking) != old) is may
    if may:
        text = client.get(answer.headers["Location"]).text
        assert key_of(booking) in text
        assert old not in text


def test_who_has_only_the_link_does_not_take_it_from_the_others(client: Client, booking: Booking) -> None:
    end = f"{link_to(booking).partition('?')[0]}link/end/?key={key_of(booking)}"
    assert "link/end/" not in client.get(link_to(booking)).text
    assert client.post(end, {"key": key_of(booking)}).status_code == 404
    booking.refresh_from_db()
    assert booking.links_ended == 0


def test_the_link_of_the_line_does_not_lead_to_the_new_one(hub: Hub, booking: Booking) -> None:
    wait = wait_for(hub)
    Wait.objects.filter(pk=wait.pk).update(booking=booking, ended_at=NINE, ended_how=Wait.EndedHow.BOOKED)
    page = link_to(wait)
    assert key_of(booking) in Client().get(page).text
    assert booking.person
    ended = end_link(booking, key=key_of(booking), by=booking.person, now=NINE)
    assert key_of(ended) not in Client().get(page).text
    answer = Client().post(page.replace("/?", "/answer/?"), {"answer": "yes", "agrees": "x"})
    assert key_of(ended) not in answer.headers.get("Location", "")


def test_the_browser_that_booked_does_not_lead_to_the_new_link_either(client: Client, hub: Hub, desk: Space) -> None:
    pick = f"{desk.ref}@2026-03-02T09:00+60"
    confirm = client.post("/h/hub/book/holds/", {"pick": pick, "people": "1"}).headers["Location"]
    client.post(confirm, {"name": "มะลิ"})
    booking = Booking.objects.get()
    pages = (confirm, f"/h/hub/s/{desk.ref}/")
    assert all(key_of(booking) in str(client.get(page, follow=True).content) for page in pages)
    assert booking.person
    ended = end_link(booking, key=key_of(booking), by=booking.person, now=NINE)
    for page in pages:
        assert key_of(ended) not in str(client.get(page, follow=True).content)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_browser_that_booked_ends_it_without_an_account_and_keeps_its_way(
    client: Client, hub: Hub, desk: Space, prefix: str
) -> None:
    confirm = client.post("/h/hub/book/holds/", {"pick": f"{desk.ref}@2026-03-02T09:00+60", "people": "1"})
    client.post(confirm.headers["Location"], {"name": "มะลิ"})
    booking = Booking.objects.get()
    assert booking.person
    old, end = key_of(booking), f"{prefix}/bookings/{booking.ref}/link/end/"
    page = f"{prefix}/bookings/{booking.ref}/?key="
    assert f'action="{end}"' in client.get(f"{page}{old}").text
    for _twice in range(2):
        answer = client.post(end, {"key": old})
        booking.refresh_from_db()
        assert (booking.links_ended, answer.headers["Location"]) == (1, f"{page}{key_of(booking)}")
    text = client.get(answer.headers["Location"]).text
    assert key_of(booking) in text
    assert ("ลิงก์เดิมใช้ไม่ได้แล้ว" if not prefix else "The old link no longer works.") in text
    assert Client().get(f"/bookings/{booking.ref}/", {"key": old}).status_code == 404
    assert Entry.objects.get(verb="link-ended").by == booking.person.code


def test_who_has_only_the_link_reads_who_ends_it(client: Client, hub: Hub, desk: Space) -> None:
    guest = make_booking(hub, desk, person=make_person("Malee"))
    assert "tell the front desk" in client.get(f"/en{link_to(guest)}").text
    client.force_login(guest.person or make_person(), backend=BACKEND)
    assert "tell the front desk" not in client.get(f"/en{link_to(guest)}").text
