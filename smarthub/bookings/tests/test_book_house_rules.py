"""House rules before the first booking: once of who has an account, each time of guests, whom nobody knows again."""

import pytest
from django.test import Client

from smarthub.bookings.actions.check_in import come
from smarthub.bookings.models import Booking
from smarthub.bookings.testing import NINE, make_booking
from smarthub.people.actions.guardians import bring_child
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.actions.conduct import agree_to_rules
from smarthub.places.models import Agreement, Hub
from smarthub.places.rules.conduct import version_of
from smarthub.places.testing import make_host, make_hub, make_space

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]


@pytest.fixture
def hub() -> Hub:
    return make_hub(house_rules_th="อยู่กันอย่างให้เกียรติ")


def held(client: Client, hub: Hub, name: str = "A1") -> str:
    desk = make_space(hub, name)
    answer = client.post("/h/hub/book/holds/", {"pick": f"{desk.ref}@2026-03-02T10:00+60", "people": "1"})
    return answer.headers["Location"]


def test_who_has_an_account_is_asked_before_the_first_booking_and_never_again(client: Client, hub):
    mali = make_person(joined_at=NINE)
    client.force_login(mali)
    page = held(client, hub)
    assert "อยู่กันอย่างให้เกียรติ" in client.get(page).text
    asked = client.post(page)
    assert asked.status_code == 422
    assert "ก่อนการจองครั้งแรก" in asked.text
    assert client.post(page, {"agrees": "older words"}).status_code == 422
    assert not Booking.objects.filter(booked_at__isnull=False).exists()
    assert client.post(page, {"agrees": version_of(hub)}).status_code == 302
    assert places.has_agreed(hub, mali)
    second = held(client, hub, "A2")
    assert "agrees" not in client.get(second).text
    assert client.post(second).status_code == 302


def test_a_guest_agrees_by_confirming_what_stands_above_the_button(client: Client, hub):
    page = held(client, hub)
    shown = client.get(page).text
    assert "อยู่กันอย่างให้เกียรติ" in shown
    assert f'name="agrees" value="{version_of(hub)}"' in shown
    assert client.post(page, {"name": "มะลิ", "agrees": version_of(hub)}).status_code == 302
    guest = Booking.objects.get().person
    assert guest
    assert places.has_agreed(hub, guest)


@pytest.mark.parametrize("agrees", [{}, {"agrees": "older words"}])
def test_a_guest_who_saw_other_words_reads_today_s_first_and_the_name_stays(client: Client, hub, agrees):
    page = held(client, hub)
    asked = client.post(page, {"name": "มะลิ"} | agrees)
    assert asked.status_code == 422
    assert "ก่อนการจองครั้งแรก" in asked.text
    assert 'value="มะลิ"' in asked.text
    assert not Booking.objects.filter(booked_at__isnull=False).exists()


def test_a_guardian_agrees_for_the_child(client: Client, hub):
    mum = make_person(joined_at=NINE, birth_year=1985)
    kid = bring_child(mum, name="น้อง", birth_year=2018, now=NINE).child
    client.force_login(mum)
    assert client.post(held(client, hub), {"agrees": version_of(hub), "whom": kid.code}).status_code == 302
    agreement = Agreement.objects.get()
    assert (agreement.person, agreement.agreed_by) == (kid, mum)


def test_without_house_rules_nothing_is_asked(client: Client):
    client.force_login(make_person(joined_at=NINE))
    page = held(client, make_hub())
    assert "agrees" not in client.get(page).text
    assert client.post(page).status_code == 302


def test_the_desk_says_who_has_not_agreed(client: Client, hub):
    host, mali, ton, nok = make_person("Host", joined_at=NINE), *(make_person(n) for n in ("มะลิ", "ต้น", "นก"))
    make_host(hub, host, since=NINE)
    agree_to_rules(hub, mali, version_of(hub), language="th", by=mali, now=NINE)
    for number, person in enumerate((mali, ton)):
        make_booking(hub, make_space(hub, f"D{number}"), person=person)
    come(hub, person=nok, by=host, now=NINE, by_host=True)  # who just came in, with their name
    come(hub, people=2, by=host, now=NINE, by_host=True)  # and two without
    client.force_login(host)
    text = client.get("/h/hub/desk/").text
    assert text.count("ยังไม่ได้ยอมรับกติกา") == 2
    assert f"/h/hub/people/{ton.code}/" in text
    assert f"/h/hub/people/{nok.code}/" in text
