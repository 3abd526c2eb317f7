"""The pages about signing in without e-mail, and about children."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from smarthub.people import queries
from smarthub.people.actions.cards import make_card
from smarthub.people.actions.consents import give_consent
from smarthub.people.actions.guardians import bring_child, entrust
from smarthub.people.actions.pins import person_with_pin, set_pin
from smarthub.people.models import Card, Guardian, Person
from smarthub.people.rules.consents import PAID_BOOKINGS, wording
from smarthub.people.testing import make_person

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
PHONE, PIN = "+66812345678", "482915"
WAYS, CHILDREN, DOOR = "/me/ways/", "/me/children/", "/me/sign-in/"
pytestmark = [pytest.mark.django_db, pytest.mark.at(NOW)]


@pytest.fixture
def mali(client: Client) -> Person:
    mali = make_person("Mali", joined_at=NOW, birth_year=1985)
    client.force_login(mali)
    return mali


def test_a_pin_is_set_in_thai_digits_and_signs_in_another_phone(client, mali):
    answer = client.post(WAYS, {"phone": "081 234 5678", "pin": "๔๘๒-๙๑๕", "again": "482915"})
    assert answer.status_code == 302
    other = Client()
    signed = other.post(DOOR, {"way": "pin", "phone": "0812345678", "pin": "482915", "next": "/me/profile/"})
    assert signed.headers["Location"] == "/me/profile/"
    assert int(other.session["_auth_user_id"]) == mali.pk
    client.post("/me/ways/pin/end/")
    assert queries.pin_of(mali) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"phone": "0812345678", "pin": "482915", "again": "482916"}, "ไม่ตรงกัน"),
        ({"phone": "12", "pin": "482915", "again": "482915"}, "081-234-5678"),
        ({"phone": "0812345678", "pin": "111111", "again": "111111"}, "เดาง่าย"),
    ],
)
def test_what_is_wrong_with_a_pin_is_said(client, mali, typed, said):
    answer = client.post(WAYS, typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert queries.pin_of(mali) is None


def test_a_wrong_pin_is_refused_and_a_first_sign_in_makes_an_account(client):
    granny = make_person("ยาย")
    set_pin(granny, phone=PHONE, pin=PIN, by=granny, now=NOW)
    wrong = client.post(DOOR, {"way": "pin", "phone": PHONE, "pin": "000000"})
    assert wrong.status_code == 422
    assert "ไม่ตรงกัน" in wrong.text
    assert client.post(DOOR, {"way": "pin", "phone": "x", "pin": ""}).status_code == 422
    client.post(DOOR, {"way": "pin", "phone": PHONE, "pin": PIN})
    assert Person.objects.get(pk=granny.pk).joined_at == NOW


def test_a_resting_number_is_told_and_shown(client, mali):
    set_pin(mali, phone=PHONE, pin=PIN, by=mali, now=NOW)
    stranger = Client()
    answers = [stranger.post(DOOR, {"way": "pin", "phone": PHONE, "pin": "000000"}).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]
    assert "ต้องรอสักครู่" in client.get(WAYS).text


def test_a_card_is_printed_and_ended(client, mali):
    answer = client.post("/me/ways/card/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer.headers["Cache-Control"]
    assert queries.card_of(mali)
    client.post("/me/ways/card/end/")
    assert queries.card_of(mali) is None


def test_an_opened_card_signs_nobody_in_and_names_nobody(client):
    mali = make_person("มะลิวัลย์")
    secret = make_card(mali, by=mali, now=NOW)
    answer = client.get(f"/c/{secret}/")
    assert answer.status_code == 200
    assert "มะลิวัลย์" not in answer.text
    assert "_auth_user_id" not in client.session
    Card.objects.update(revoked_at=NOW, revoked_by=mali)
    assert client.get(f"/c/{secret}/").status_code == 410
    client.force_login(mali)
    assert client.get(f"/c/{make_card(mali, by=mali, now=NOW)}/").status_code == 200


def test_a_parent_adds_a_child_and_agrees_for_them(client, mali):
    news = wording("news")
    assert news
    assert client.post(CHILDREN, {"name": "น้องแก้ว", "birth_year": "2560"}).status_code == 302
    kid = Person.objects.get(name="น้องแก้ว")
    assert kid.birth_year == 2017
    page = client.get(CHILDREN)
    assert "น้องแก้ว" in page.text
    assert PAID_BOOKINGS not in page.text
    here = f"{CHILDREN}{kid.code}/news/"
    client.post(here, {"version": news.version})
    assert queries.running_consents(kid)["news"].agreed_by == mali
    client.post(here, {"withdraw": "1"})
    assert queries.running_consents(kid) == {}
    client.post(here, {"version": "1999-01"})
    assert queries.running_consents(kid) == {}
    assert client.post(f"{CHILDREN}{kid.code}/spying/").status_code == 404
    client.post(f"{CHILDREN}{kid.code}/end/")
    assert queries.acts_for(mali, now=NOW) == [mali]
    assert client.post(here, {"version": news.version}).status_code == 404


@pytest.mark.parametrize("year", ["2540", "", "สอง"])
def test_who_is_no_child_is_not_added(client, mali, year):
    assert client.post(CHILDREN, {"name": "น้อง", "birth_year": year}).status_code == 422
    assert not Guardian.objects.exists()


def test_a_young_persons_yes_waits_for_the_guardian_on_both_pages(client, mali):
    teen, news = make_person("ต้น", birth_year=2011, joined_at=NOW), wording("news")
    assert news
    entrust(teen, guardian=mali, shown=Guardian.Shown.PAPER, by=make_person(), by_runs_a_hub=True, now=NOW)
    assert "news" not in client.get(CHILDREN).text
    assert PAID_BOOKINGS in client.get(CHILDREN).text
    give_consent(teen, "news", news.version, language="th", by=teen, now=NOW)
    assert "รอคุณยินยอมด้วย" in client.get(CHILDREN).text
    theirs = Client()
    theirs.force_login(teen)
    assert "เมื่อพ่อแม่หรือผู้ปกครองยินยอมด้วย" in theirs.get("/me/consents/").text
    assert "Mali" in theirs.get(CHILDREN).text
    client.post(f"{CHILDREN}{teen.code}/news/", {"version": news.version})
    assert "เมื่อพ่อแม่หรือผู้ปกครองยินยอมด้วย" not in theirs.get("/me/consents/").text


def test_my_children_are_asked_for_in_few_queries(client, mali, django_assert_max_num_queries):
    for number in range(3):
        bring_child(mali, name=f"น้อง {number}", birth_year=2018, now=NOW)
    with django_assert_max_num_queries(10):
        client.get(CHILDREN)


def test_a_pin_signs_in_only_its_person(mali):
    set_pin(mali, phone=PHONE, pin=PIN, by=mali, now=NOW)
    assert person_with_pin(PHONE, PIN, place="here", now=NOW) == mali
