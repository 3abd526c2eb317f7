"""The front door's pages, with the client."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils.html import strip_tags

from smarthub.bookings.actions.check_in import come
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.frontdoor import queries
from smarthub.frontdoor.queries import CREDITS
from smarthub.kit import clock
from smarthub.people.testing import make_person
from smarthub.places.actions.hub import describe_hub
from smarthub.places.models import Space
from smarthub.places.testing import make_host, make_hub, make_space, make_table

pytestmark = pytest.mark.django_db


def test_the_one_hub_is_the_home_page_in_both_languages(client: Client) -> None:
    make_hub("one", name_th="สมาร์ตฮับ", name_en="Smart Hub")
    assert "สมาร์ตฮับ" in client.get("/").content.decode()
    assert "Smart Hub" in client.get("/en/").content.decode()


def test_what_the_host_or_the_calendar_changes_stands_there_at_once(client: Client) -> None:
    hub = make_hub("one")
    for directions in ("ข้างตลาด", "หลังตลาด"):
        describe_hub(hub, {"directions_th": directions}, by=make_person("โฮสต์"), now=NINE)
        assert directions in client.get("/").content.decode()
    for now, today in ((NINE, "2\N{NO-BREAK SPACE}Mar"), (NINE + timedelta(days=1), "3\N{NO-BREAK SPACE}Mar")):
        with clock.stopped_at(now):
            page = client.get("/en/").content.decode()
        assert today in page.partition("<dt>Today")[2].partition("</dt>")[0]


def test_the_home_page_of_one_hub_asks_three_queries(client: Client, django_assert_num_queries: Any) -> None:
    make_space(make_hub("one"))
    client.get("/")
    with django_assert_num_queries(3):
        client.get("/")


def test_several_hubs_are_a_list_and_none_is_a_calm_page(client: Client) -> None:
    assert "ยังไม่มีพื้นที่" in client.get("/").content.decode()
    for slug in ("one", "two"):
        make_hub(slug)
    page = client.get("/").content.decode()
    assert "/h/one/" in page
    assert "/h/two/" in page
    assert client.get("/book/").headers["Location"] == "/"


def test_the_list_of_many_hubs_asks_the_same_few_queries(client: Client, django_assert_num_queries: Any) -> None:
    for n in range(12):
        make_space(make_hub(f"hub-{n}"))
    client.get("/")
    with django_assert_num_queries(4):
        client.get("/")


def test_the_page_says_how_many_seats_are_free_now_and_names_nobody(client: Client) -> None:
    hub = make_hub("one")
    _table, desks = make_table(hub, desks=4)
    make_booking(hub, desks[0], person=make_person("สมหญิง ใจดี"))
    come(hub, people=2, by=None, now=NINE)
    with clock.stopped_at(TEN):
        page = client.get("/en/h/one/").content.decode()
    assert "Open now" in page
    assert '<span class="figure__number">1</span>' in page
    assert "2 people are here" in page
    assert "สมหญิง" not in page


def test_a_closed_hub_says_when_it_opens(client: Client) -> None:
    make_hub("one")
    with clock.stopped_at(NINE + timedelta(hours=12)):
        page = client.get("/en/h/one/").content.decode()
    assert "Closed now" in page
    assert "opens Tuesday 3 March 2026, 9:00" in page


def test_the_page_asks_the_same_few_queries_at_any_size(client: Client, django_assert_num_queries: Any) -> None:
    hub = make_hub("one")
    for n in range(40):
        make_space(hub, f"R{n}", kind=Space.Kind.ROOM, seats=4)
    client.get("/h/one/")
    with django_assert_num_queries(3):
        client.get("/h/one/")


def test_an_unknown_hub_is_not_found(client: Client) -> None:
    assert client.get("/h/nowhere/").status_code == 404


def test_my_day_shows_what_is_mine_and_asks_a_stranger_who_they_are(client: Client) -> None:
    hub = make_hub("one")
    person = make_person("สมหญิง", joined_at=NINE)
    mine = make_booking(hub, make_space(hub, "A1"), person=person)
    others = make_booking(hub, make_space(hub, "A2"))
    assert client.get("/me/").headers["Location"] == "/me/sign-in/?next=/me/"
    client.force_login(person)
    with clock.stopped_at(NINE):
        page = client.get("/me/").content.decode()
    assert mine.ref in page
    assert others.ref not in page
    assert "ที่นั่ง A1" in page  # as every other page says it


def test_my_day_asks_the_same_queries_for_many_bookings(client: Client, django_assert_max_num_queries: Any) -> None:
    hub = make_hub("one")
    person = make_person("สมหญิง", joined_at=NINE)
    for n in range(8):
        make_booking(hub, make_space(hub, f"A{n}"), person=person)
    client.force_login(person)
    with clock.stopped_at(NINE), django_assert_max_num_queries(13):
        client.get("/me/")


@pytest.mark.parametrize("is_admin", [True, False])
def test_in_a_house_without_a_hub_my_day_says_what_to_do_next(client: Client, is_admin: bool) -> None:
    client.force_login(make_person("สมหญิง", joined_at=NINE, admin_since=NINE if is_admin else None))
    page = client.get("/en/me/").content.decode()
    assert "There is no hub here yet" in page
    assert ('href="/en/hubs/new/"' in page) is is_admin
    assert "Nothing booked" not in page


def test_who_may_open_another_hub_finds_the_way_on_my_day_and_nobody_else(client: Client) -> None:
    hub, host = make_hub("one"), make_person("Host", joined_at=NINE)
    make_host(hub, host, since=NINE)
    client.force_login(host)
    assert "/hubs/new/" not in client.get("/me/").content.decode()
    client.force_login(make_person("สมหญิง", joined_at=NINE, admin_since=NINE))
    page = client.get("/en/me/").content.decode()
    assert 'href="/en/hubs/new/"' in page
    assert "There is no hub here yet" not in page


@pytest.mark.parametrize(
    ("prefix", "address", "shown"),
    [
        ("", "99 ถนนกลางเมือง", "99 ถนนกลางเมือง จ.อุดรธานี"),
        ("/en", "99 ถนนกลางเมือง", "99 ถนนกลางเมือง, Udon Thani"),
        ("", "99 อ.เมือง จ.อุดรธานี 41000", "99 อ.เมือง จ.อุดรธานี 41000"),
        ("", "", "จ.อุดรธานี"),
    ],
)
def test_the_page_names_the_province_once_and_the_phone_as_people_write_it(
    client: Client, prefix: str, address: str, shown: str
) -> None:
    make_hub("one", address_th=address, phone="+66812345678")
    page = client.get(f"{prefix}/h/one/").content.decode()
    said = strip_tags(page.partition("<address>")[2].partition("</address>")[0])
    assert said.replace("\N{NO-BREAK SPACE}", " ") == shown
    assert 'href="tel:+66812345678">081-234-5678<' in page


def test_a_process_answers_and_a_house_without_a_worker_is_not_ready(client: Client) -> None:
    assert client.get("/healthz").content == b"ok"
    reply = client.get("/readyz")
    assert reply.status_code == 503
    assert reply.json()["wrong"] == ["worker"]


def test_credits_name_all_that_we_ship(client: Client) -> None:
    page = client.get("/credits/").content.decode()
    for credit in CREDITS:
        assert credit.name in page
        if credit.ships:
            assert finders.find(credit.ships), credit.ships


@pytest.mark.django_db
def test_on_a_phone_s_first_screen_the_house_has_the_name_of_its_one_hub() -> None:
    assert queries.app_name() == "Smart Hub"
    hub = make_hub("udon")
    hub.name_th = "ลานคิด"
    hub.save()
    assert queries.app_name() == "ลานคิด อุดรธานี"
    make_hub("khon-kaen")
    assert queries.app_name() == "Smart Hub"
