"""A phone number and a PIN at the tablet: who it is, without a name on the tablet or a PIN kept on it."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from smarthub.bookings.actions.book import book
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.kiosk import make_code, pair
from smarthub.bookings.actions.take_entry import Told, take_entry
from smarthub.bookings.models import Kiosk, KioskEntry, Visit
from smarthub.bookings.queries.kiosk import party
from smarthub.bookings.rules.kiosk_pass import code_in, for_a_host, of_whom, pass_for
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.people.actions.guardians import bring_child
from smarthub.people.actions.pins import set_pin
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_host, make_hub, make_space

MINUTE = timedelta(minutes=1)
PHONE, PIN = "+66812345678", "482915"
KEY = "k" * 43
pytestmark = pytest.mark.django_db


@pytest.fixture
def hub() -> Hub:
    return make_hub()


@pytest.fixture
def host(hub: Hub) -> Person:
    make_host(hub, person := make_person("Host"), since=NINE)
    return person


@pytest.fixture
def kiosk(hub: Hub, host: Person) -> Kiosk:
    _kiosk, code = make_code(hub, name="ประตูหน้า", by=host, now=NINE)
    return pair(code, key=KEY, now=NINE)


@pytest.fixture
def malee(hub: Hub) -> Person:
    malee = make_person("Malee", phone=PHONE)
    set_pin(malee, phone=PHONE, pin=PIN, by=malee, now=NINE)
    return malee


def ask(pin: str = PIN, phone: str = "081 234 5678") -> Any:
    return Client().put(
        "/api/v1/kiosk/person",
        json.dumps({"phone": phone, "pin": pin}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {KEY}", "Accept-Language": "en"},
    )


def tell(kiosk: Kiosk, kind: str, said: str, *, at: Any = TEN) -> KioskEntry:
    return take_entry(kiosk, Told(mark=uuid4(), number=1, kind=kind, at=at, said=said), now=at)


def test_the_booking_of_that_person_is_answered_and_their_name_is_not(kiosk: Kiosk, hub: Hub, malee: Person) -> None:
    booking = make_booking(hub, make_space(hub), person=malee)
    with clock.stopped_at(TEN):
        answer = ask()
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        told = answer.json()
        assert told["found"]["said"]["en"]["place"] == "desk A1"
        for secret in ("Malee", "812345678", PIN):
            assert secret not in answer.text
        entry = tell(kiosk, "check-in", told["said"])
    assert (entry.visit and entry.visit.booking, entry.conflict, entry.said) == (booking, "", "")


def test_who_has_no_booking_comes_in_as_themselves_once_and_leaves_again(kiosk: Kiosk, malee: Person) -> None:
    with clock.stopped_at(TEN):
        assert ask().json()["found"]["state"] == "member"
        for _again in range(2):
            tell(kiosk, "check-in", ask().json()["said"])
        visit = Visit.objects.get()
        assert visit.person == malee
        here = ask().json()
        assert here["found"]["state"] == "here"
        tell(kiosk, "leave", here["said"])
    visit.refresh_from_db()
    assert visit.left_at == TEN


def test_a_guardians_number_opens_for_the_child(kiosk: Kiosk, hub: Hub) -> None:
    mum = make_person("แม่", birth_year=1985, joined_at=NINE)
    set_pin(mum, phone=PHONE, pin=PIN, by=mum, now=NINE)
    kid = bring_child(mum, name="น้องมะลิ", birth_year=2018, now=NINE).child
    booking = book(
        hub, spaces=[make_space(hub)], starts_at=TEN, ends_at=TEN + 60 * MINUTE, person=kid, by=mum, now=NINE
    )
    with clock.stopped_at(TEN):
        found = party(hub, ask().json()["said"], at=TEN)
    assert (found.booking, found.person) == (booking, mum)


def test_a_wrong_pin_says_so_and_after_some_the_number_waits_at_this_kiosk(kiosk: Kiosk, malee: Person) -> None:
    with clock.stopped_at(TEN):
        assert ask(phone="12").json()["errors"][0]["field"] == "phone"
        wrong = ask("111222")
        assert (wrong.status_code, wrong.json()["rule"]) == (422, "wrong-pin")
        assert ask("111222", "089 999 9999").json() == wrong.json()
        for _try in range(4):
            ask("111222")
        assert ask().json()["rule"] in ("pin-waits", "pin-locked")


def test_nobody_asks_without_the_key_of_a_kiosk(malee: Person) -> None:
    assert ask().status_code == 401


def test_the_mark_counts_for_minutes_at_one_hub_and_cannot_be_made_up(hub: Hub, malee: Person) -> None:
    mark = pass_for(hub, malee, now=TEN)
    assert code_in(hub, mark, at=TEN + 5 * MINUTE) == malee.code
    assert code_in(hub, mark, at=TEN + 6 * MINUTE) == ""
    assert code_in(hub, mark, at=TEN - 2 * MINUTE) == ""
    assert code_in(make_hub("other"), mark, at=TEN) == ""
    other = pass_for(hub, make_person(), now=TEN)
    assert code_in(hub, mark[:-20] + other[-20:], at=TEN) == ""
    assert (code_in(hub, "081 234 5678", at=TEN), of_whom("081 234 5678")) == ("", "")
    assert of_whom(mark) == of_whom(pass_for(hub, malee, now=TEN + MINUTE)) != of_whom(other)


def test_told_hours_later_it_is_judged_by_when_it_happened(kiosk: Kiosk, hub: Hub, malee: Person) -> None:
    mark = pass_for(hub, malee, now=TEN)
    late = Told(mark=uuid4(), number=1, kind="check-in", at=TEN + MINUTE, said=mark)
    entry = take_entry(kiosk, late, now=TEN + 6 * 60 * MINUTE)
    assert (entry.visit and entry.visit.person, entry.conflict) == (malee, "")


def test_a_cancelled_booking_is_named_at_the_desk_by_the_persons_code_and_counted_once(
    kiosk: Kiosk, hub: Hub, host: Person, malee: Person, client: Client
) -> None:
    booking = make_booking(hub, make_space(hub), person=malee)
    cancel(booking, by=host, now=NINE, by_host=True)
    client.force_login(host, backend="allauth.account.auth_backends.AuthenticationBackend")
    with clock.stopped_at(TEN):
        for n in range(2):
            entry = tell(kiosk, "check-in", pass_for(hub, malee, now=TEN + n * MINUTE), at=TEN + n * MINUTE)
            assert entry.conflict == "cancelled"
        assert Visit.objects.count() == 1
        conflict, _again = client.get("/h/hub/desk/").context["conflicts"]
    assert conflict["said"] == malee.code
    assert for_a_host("081 234 5678") == "081 234 5678"
