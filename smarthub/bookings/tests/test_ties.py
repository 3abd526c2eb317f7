"""A host acts only for people who have to do with the hub; all others are as nobody to them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.check_in import come
from smarthub.bookings.imports import import_bookings
from smarthub.bookings.models import Booking
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.bookings.tests.waiting import wait_for
from smarthub.kit import clock
from smarthub.people import queries as people
from smarthub.people.actions.bring import bring_people
from smarthub.people.actions.guardians import bring_child, end_guardian
from smarthub.people.actions.tokens import make_token
from smarthub.people.models import Guardian, OneTimeLink, Person
from smarthub.people.rules.listed import Listed
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.actions.conduct import agree_to_rules
from smarthub.places.actions.hub import appoint_host, end_host
from smarthub.places.models import Hub
from smarthub.places.rules.conduct import version_of
from smarthub.places.testing import make_host, make_hub, make_space

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(hub: Hub) -> Hub:
    make_space(elsewhere := make_hub("elsewhere"))
    return elsewhere


@pytest.fixture
def host(hub: Hub, elsewhere: Hub) -> Person:
    make_space(hub)
    make_host(hub, host := make_person("Host", joined_at=NINE), since=NINE)
    return host


@pytest.fixture
def other(elsewhere: Hub) -> Person:
    """Somebody who runs the other hub."""
    make_host(elsewhere, other := make_person("Other host", joined_at=NINE), since=NINE)
    return other


def adult() -> Person:
    return make_person("มะลิ", joined_at=NINE, birth_year=1980)


def books(hub: Hub, host: Person) -> Person:
    return make_booking(hub, hub.spaces.get(), person=adult()).person or host


def booked_and_cancelled(hub: Hub, host: Person) -> Person:
    booking = make_booking(hub, hub.spaces.get(), person=adult())
    assert booking.person
    cancel(booking, by=booking.person, now=NINE)
    return booking.person


def booked_for_somebody(hub: Hub, host: Person) -> Person:
    mum = adult()
    booking = make_booking(hub, hub.spaces.get())
    Booking.objects.filter(pk=booking.pk).update(booked_by=mum)
    return mum


def came(hub: Hub, host: Person) -> Person:
    come(hub, people=1, person=(guest := adult()), by=host, now=TEN)
    return guest


def waits(hub: Hub, host: Person) -> Person:
    make_booking(hub, hub.spaces.get())
    return wait_for(hub, adult()).person


def agreed(hub: Hub, host: Person) -> Person:
    Hub.objects.filter(pk=hub.pk).update(house_rules_th="อยู่กันอย่างให้เกียรติ")
    hub.refresh_from_db()
    agree_to_rules(hub, guest := adult(), version_of(hub), language="th", by=guest, now=NINE)
    return guest


def written_down(hub: Hub, host: Person) -> Person:
    return make_person("มะลิ", first_hub=hub.slug)


def of_a_list(hub: Hub, host: Person) -> Person:
    (person,) = bring_people([Listed(f"มะลิ {hub.slug}", "", "", "th", None)], by=host, now=NINE, hub=hub.slug)
    return person


def runs_it(hub: Hub, host: Person) -> Person:
    appoint_host(hub, guest := adult(), by=host, now=NINE)
    return guest


def ran_it(hub: Hub, host: Person) -> Person:
    ran = appoint_host(hub, adult(), by=host, now=NINE)
    end_host(ran, by=host, now=NINE)
    return ran.person


def a_guests_child(hub: Hub, host: Person) -> Person:
    return bring_child(came(hub, host), name="น้อง", birth_year=2018, now=NINE).child


def a_guests_guardian(hub: Hub, host: Person) -> Person:
    mum = adult()
    child = bring_child(mum, name="น้อง", birth_year=2018, now=NINE).child
    come(hub, people=1, person=child, by=host, now=TEN)
    return mum


def was_a_guests_guardian(hub: Hub, host: Person) -> Person:
    mum = a_guests_guardian(hub, host)
    end_guardian(Guardian.objects.get(guardian=mum), by=mum, now=TEN)
    return mum


def nobody_here(hub: Hub, host: Person) -> Person:
    return adult()


TABLE: list[tuple[Callable[[Hub, Person], Person], bool]] = [
    (books, True),
    (booked_and_cancelled, True),
    (booked_for_somebody, True),
    (came, True),
    (waits, True),
    (agreed, True),
    (written_down, True),
    (of_a_list, True),
    (runs_it, True),
    (ran_it, False),  # else who knows an address makes its owner a host, ends that, and acts for them
    (a_guests_child, True),
    (a_guests_guardian, True),
    (was_a_guests_guardian, False),
    (nobody_here, False),
]


@pytest.mark.parametrize(("tie", "is_tied"), TABLE, ids=[each.__name__ for each, _tied in TABLE])
def test_who_has_to_do_with_a_hub(
    hub: Hub, elsewhere: Hub, host: Person, other: Person, tie: Callable[[Hub, Person], Person], is_tied: bool
) -> None:
    person = tie(hub, host)
    assert (places.person_here(hub, host, person.code) == person) is is_tied
    assert (person in places.people_found(hub, host, person.code)) is is_tied
    assert places.person_here(elsewhere, other, person.code) is None  # a tie here is none there
    person_there = tie(elsewhere, other)
    assert places.person_here(hub, host, person_there.code) is None
    admin = make_person("Admin", admin_since=NINE)
    assert places.person_here(hub, admin, person_there.code) == person_there


def test_in_a_house_with_one_hub_everybody_has_to_do_with_it(hub: Hub) -> None:
    make_host(hub, host := make_person("Host"), since=NINE)
    guest = adult()
    assert places.person_here(hub, host, guest.code) == guest
    assert places.person_here(hub, host, "nobody") is None


def page(person: Person, more: str = "") -> str:
    return f"/h/hub/people/{person.code}/{more}"


@pytest.fixture
def pair(hub: Hub, elsewhere: Hub, host: Person) -> tuple[Person, Person]:
    """One of ours, and a stranger with a card, a PIN to be had and a child."""
    return came(hub, host), came(elsewhere, host)


def test_every_page_and_deed_is_404_for_a_stranger_and_nothing_is_done(
    client: Client, hub: Hub, host: Person, pair: tuple[Person, Person]
) -> None:
    ours, stranger = pair
    client.force_login(host)
    with clock.stopped_at(TEN):
        assert client.get(page(ours)).status_code == 200
        for address in (
            page(stranger),
            page(ours, f"merging/{stranger.code}/"),
            page(stranger, f"merging/{ours.code}/"),
        ):
            assert client.get(address).status_code == 404
            assert client.post(address).status_code == 404
        child = bring_child(ours, name="น้อง", birth_year=2018, now=NINE).child
        wish = {"guardian": stranger.code, "shown": "paper"}
        assert client.post(page(child, "guardians/"), wish).status_code == 404
        for deed in ("pin/", "card/end/", "agreement/", "guardians/", f"guardians/{ours.code}/end/"):
            assert client.post(page(stranger, deed), {"guardian": ours.code, "shown": "paper"}).status_code == 404
        typed = {"phone": "0812345678", "pin": "482915", "again": "482915"}
        assert client.post(page(stranger), typed).status_code == 404
        assert client.post("/h/hub/hand-out/", {"person": stranger.code}).status_code == 404
        client.post("/h/hub/people/cards/", {"person": [ours.code, stranger.code]})
        for address, name in (("/h/hub/people/", "q"), ("/h/hub/hand-out/", "q"), (page(ours), "find")):
            assert stranger.code not in client.get(address, {name: stranger.name}).text
    assert people.card_of(ours)
    assert people.card_of(stranger) is None
    assert people.pin_of(stranger) is None
    assert people.person_coded(stranger.code) == stranger
    assert not OneTimeLink.objects.exists()
    assert not Guardian.objects.filter(guardian=stranger).exists()


def test_who_is_let_in_at_the_desk_is_of_this_hub(client: Client, hub: Hub, elsewhere: Hub, host: Person) -> None:
    client.force_login(host)
    with clock.stopped_at(TEN):
        client.post("/h/hub/hand-out/", {"name": "ยายสมศรี"})
        new = Person.objects.get(name="ยายสมศรี")
        assert new.first_hub == "hub"
        assert client.get(page(new)).status_code == 200


def test_no_host_makes_a_stranger_a_guest_by_a_list_or_a_call(
    client: Client, hub: Hub, elsewhere: Hub, host: Person, other: Person
) -> None:
    stranger = make_person("มะลิ", email="mali@example.org", joined_at=NINE)
    row = b"spaces,starts_at,ends_at,email\nA1,2026-03-03 09:00,2026-03-03 11:00,mali@example.org\n"
    for dry_run in (True, False):
        (fault,) = import_bookings(row, dry_run=dry_run, now=NINE, by=host, hub=hub).faults
        assert fault.line == 2
    key = make_token(host, scopes="all", by=host, now=NINE)
    with clock.stopped_at(NINE):
        for said in (stranger.code, "mali@example.org", "nobody@example.org"):
            answer = client.post(
                "/api/v1/bookings",
                {
                    "hub": "hub",
                    "space": hub.spaces.get().ref,
                    "starts_at": TEN.isoformat(),
                    "ends_at": (TEN + timedelta(hours=1)).isoformat(),
                    "person": said,
                },
                content_type="application/json",
                headers={"Authorization": f"Bearer {key}"},
            )
            assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert not Booking.objects.exists()
