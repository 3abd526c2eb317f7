"""Booking by age: with a guardian under 10, with their consent what costs money under 20; who sits down is asked nothing."""

from datetime import timedelta

import pytest
from django.test import Client

from smarthub.bookings.actions.book import book, book_any
from smarthub.bookings.actions.change import change
from smarthub.bookings.actions.walk_in import walk_in
from smarthub.bookings.models import Booking
from smarthub.bookings.testing import NINE, TEN
from smarthub.kit.refusals import Refused
from smarthub.people.actions.guardians import agree_for, bring_child, entrust
from smarthub.people.models import Guardian, Person
from smarthub.people.rules.consents import PAID_BOOKINGS, wording
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_hub, make_rate, make_space

HOUR = timedelta(hours=1)
pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]


@pytest.fixture
def hub() -> Hub:
    hub = make_hub()
    make_rate(hub, "seat", "hour", 20_00)
    return hub


@pytest.fixture
def mum() -> Person:
    return make_person("แม่", birth_year=1985, joined_at=NINE)


@pytest.fixture
def kid(mum: Person) -> Person:
    return bring_child(mum, name="น้องมะลิ", birth_year=2016, now=NINE).child


@pytest.fixture
def teen(mum: Person) -> Person:
    teen = make_person("ต้น", birth_year=2010, joined_at=NINE)
    entrust(teen, guardian=mum, shown=Guardian.Shown.PAPER, by=make_person(), by_runs_a_hub=True, now=NINE)
    return teen


def booked(hub: Hub, desk, person: Person, by: Person) -> Booking:
    return book(hub, spaces=[desk], starts_at=TEN, ends_at=TEN + HOUR, person=person, by=by, now=NINE)


def test_a_nine_year_old_cannot_book_alone_and_can_with_a_guardian(hub, mum, kid):
    desk = make_space(hub)
    with pytest.raises(Refused, match="needs-guardian"):
        booked(hub, desk, kid, by=kid)
    assert not Booking.objects.exists()
    assert booked(hub, desk, kid, by=mum).person == kid


def test_a_fifteen_year_old_books_what_is_free_and_with_consent_what_costs_money(hub, mum, teen):
    free, dear = make_space(hub), make_space(hub, "B1", price_group="seat")
    mine = booked(hub, free, teen, by=teen)
    with pytest.raises(Refused, match="needs-guardians-consent"):
        booked(hub, dear, teen, by=teen)
    with pytest.raises(Refused, match="needs-guardians-consent"):
        change(mine, spaces=[dear], starts_at=TEN, ends_at=TEN + HOUR, by=teen, now=NINE)
    words = wording(PAID_BOOKINGS)
    assert words
    agree_for(teen, words.purpose, words.version, language="th", guardian=mum, now=NINE)
    assert booked(hub, dear, teen, by=teen).price_satang == 20_00


def test_any_desk_asks_the_same_rule(hub, kid):
    make_space(hub)
    with pytest.raises(Refused, match="needs-guardian"):
        book_any(hub, kind="desk", starts_at=TEN, ends_at=TEN + HOUR, person=kid, by=kid, now=NINE)


def test_nobody_is_asked_for_a_year_to_sit_down(hub, kid):
    make_space(hub)
    visit = walk_in(hub, people=1, name="น้องแก้ว", until=TEN + HOUR, by=make_person("Host"), now=NINE)
    assert visit.person.birth_year is None


def test_on_the_page_a_guardian_says_who_comes(client: Client, hub, mum, kid):
    desk = make_space(hub)
    client.force_login(mum)
    answer = client.post("/h/hub/book/holds/", {"pick": f"{desk.ref}@2026-03-02T10:00+60", "people": "1"})
    page = client.get(answer.headers["Location"])
    assert "น้องมะลิ" in page.text
    assert client.post(answer.headers["Location"], {"whom": make_person().code}).status_code == 404
    assert client.post(answer.headers["Location"], {"whom": kid.code}).status_code == 302
    booking = Booking.objects.get()
    assert (booking.person, booking.booked_by) == (kid, mum)


def test_on_the_page_a_child_is_told_what_would_pass(client: Client, hub, kid):
    desk = make_space(hub)
    client.force_login(kid)
    answer = client.post("/h/hub/book/holds/", {"pick": f"{desk.ref}@2026-03-02T10:00+60", "people": "1"})
    page = client.post(answer.headers["Location"])
    assert page.status_code == 409
    assert "ผู้ปกครอง" in page.text
