"""The host's pages about people: finding, cards, PINs, house rules, guardians."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from smarthub.kit.refusals import Refused
from smarthub.people import queries as people
from smarthub.people.actions.pins import person_with_pin, set_pin
from smarthub.people.models import Person
from smarthub.people.rules.pins import HAS_EMAIL, RUNS_A_HUB
from smarthub.people.testing import make_person
from smarthub.places import queries
from smarthub.places.models import Hub
from smarthub.places.rules.conduct import version_of
from smarthub.places.testing import make_host, make_hub

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
PHONE, PIN = "+66812345678", "482915"
pytestmark = [pytest.mark.django_db, pytest.mark.at(NOW)]


@pytest.fixture
def hub(client: Client) -> Hub:
    hub, host = make_hub(house_rules_th="อยู่กันอย่างให้เกียรติ"), make_person("Host", joined_at=NOW)
    make_host(hub, host, since=NOW)
    client.force_login(host)
    return hub


@pytest.fixture
def mali() -> Person:
    return make_person("มะลิ ใจดี", phone=PHONE)


def page(person: Person, more: str = "") -> str:
    return f"/h/hub/people/{person.code}/{more}"


def test_only_those_who_run_the_hub_come_here(hub, mali):
    other = Client()
    other.force_login(mali)
    for address in ("/h/hub/people/", page(mali)):
        assert other.get(address).status_code == 404
    for address in ("/h/hub/people/cards/", page(mali, "pin/"), page(mali, "agreement/"), page(mali, "guardians/")):
        assert other.post(address).status_code == 404


@pytest.mark.parametrize("part", ["ใจดี", "081 234", "5678", "๐๘๑๒๓๔๕๖๗๘"])
def test_somebody_is_found_by_name_phone_or_code(client, hub, mali, part):
    make_person("ใครอื่น", phone="+66899999999")
    assert list(people.find_people(part)) == [mali]
    text = client.get("/h/hub/people/", {"q": part}).text
    assert mali.code in text
    assert "ยังไม่ได้ยอมรับกติกา" in text


def test_without_a_wish_nobody_is_listed(client, hub, mali):
    assert mali.code not in client.get("/h/hub/people/").text
    assert list(people.find_people(mali.code)) == [mali]


def test_cards_for_several_people_come_on_one_sheet(client, hub, mali):
    ton = make_person("ต้น")
    answer = client.post("/h/hub/people/cards/", {"person": [mali.code, ton.code, "nobody"]})
    assert answer.content.startswith(b"%PDF")
    assert people.card_of(mali)
    assert people.card_of(ton)
    assert client.post("/h/hub/people/cards/").status_code == 302
    client.post(page(mali, "card/end/"))
    assert people.card_of(mali) is None


def test_a_pin_is_set_at_the_desk_rested_lifted_and_ended(client, hub, mali):
    typed = {"phone": "0812345678", "pin": PIN, "again": PIN}
    assert client.post(page(mali), typed | {"again": "1"}).status_code == 422
    assert client.post(page(mali), typed | {"pin": "111111", "again": "111111"}).status_code == 422
    assert client.post(page(mali), typed).status_code == 302
    for _time in range(5):
        with pytest.raises(Refused):
            person_with_pin(PHONE, "000000", place="x", now=NOW)
    assert "ให้ลองใหม่" in client.get(page(mali)).text
    client.post(page(mali, "pin/"))
    assert person_with_pin(PHONE, PIN, place="x", now=NOW) == mali
    client.post(page(mali, "pin/"), {"end": "1"})
    assert people.pin_of(mali) is None


def test_nobody_sets_the_pin_of_another_host(client, hub):
    other = make_person("Other", joined_at=NOW)
    make_host(hub, other, since=NOW)
    answer = client.post(page(other), {"phone": PHONE, "pin": PIN, "again": PIN})
    assert answer.status_code == 422
    assert people.pin_of(other) is None
    set_pin(other, phone=PHONE, pin=PIN, by=other, now=NOW)
    assert people.pin_of(other)


def test_where_no_pin_can_be_set_the_page_says_why_and_offers_no_form(client, hub, mali, settings):
    form = 'name="again"'
    assert form in client.get(page(mali)).text
    other = make_person("Other", joined_at=NOW)
    make_host(hub, other, since=NOW)
    mailed = make_person("Mailed", email="mailed@example.org")
    settings.EMAIL_URL = "smtp://mail.example.org"
    for person, why in ((other, RUNS_A_HUB), (mailed, HAS_EMAIL)):
        text = client.get(page(person)).text
        assert str(why.sentence) in text
        assert form not in text
    settings.EMAIL_URL = ""
    assert form in client.get(page(mailed)).text


def test_somebody_says_yes_to_the_house_rules_at_the_desk(client, hub, mali):
    client.post(page(mali, "agreement/"), {"version": "older"})
    assert not queries.has_agreed(hub, mali)
    client.post(page(mali, "agreement/"), {"version": version_of(hub)})
    assert queries.has_agreed(hub, mali)
    assert "ยอมรับข้อความปัจจุบันแล้ว" in client.get(page(mali)).text


def test_a_guardian_is_written_down_with_the_childs_year_and_ended(client, hub, mali):
    kid = make_person("น้องแก้ว")
    assert mali.code in client.get(page(kid), {"find": "มะลิ"}).text
    wish = {"guardian": mali.code, "shown": "paper", "birth_year": "2560"}
    assert client.post(page(kid, "guardians/"), wish | {"shown": "word"}).status_code == 404
    client.post(page(kid, "guardians/"), wish | {"birth_year": "สอง"})
    client.post(page(kid, "guardians/"), wish | {"birth_year": "2520"})  # grown up: nothing is written down
    assert Person.objects.get(pk=kid.pk).birth_year is None
    client.post(page(kid, "guardians/"), wish)
    assert Person.objects.get(pk=kid.pk).birth_year == 2017
    assert people.acts_for(mali, now=NOW) == [mali, kid]
    assert "น้องแก้ว" in client.get(page(mali)).text
    end = page(kid, f"guardians/{mali.code}/end/")
    client.post(end)
    assert people.acts_for(mali, now=NOW) == [mali]
    assert client.post(end).status_code == 404


def test_the_page_asks_the_database_little(client, hub, mali, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        client.get(page(mali), {"find": "a"})


def test_one_person_with_two_records_is_looked_at_and_made_one(client, hub, mali):
    twice = make_person("มะลิ", phone="+66899999999", birth_year=1985)
    address = page(mali, f"merging/{twice.code}/")
    assert f"merging/{twice.code}/" in client.get(page(mali), {"find": "มะลิ"}).text
    looked = client.get(address)
    assert "089-999-9999 ไม่ได้เก็บไว้" in " ".join(looked.text.split())
    assert client.post(address).status_code == 302
    assert people.person_coded(twice.code) == mali
    assert client.post(address).status_code == 409  # both codes lead to one record now
    host = Person.objects.get(name="Host")
    assert client.get(page(mali, f"merging/{host.code}/")).status_code == 409
