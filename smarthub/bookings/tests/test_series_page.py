"""A series on its pages and through the API."""

from datetime import date, timedelta
from typing import Any

import pytest

from smarthub.bookings.models import Booking, Series
from smarthub.bookings.rules.links import link_to
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.bookings.tests.calling import Caller
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.testing import make_host, make_space

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]
HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


@pytest.fixture
def person() -> Person:
    return make_person("Dao", joined_at=NINE)


def repeated(client: Any, booking: Booking, **form: Any) -> Any:
    given = {"often": "1", "weekdays": ["0"], "until": "", "count": "", **form}
    return client.post(f"/bookings/{booking.ref}/repeat/", given)


def test_a_booking_is_repeated_and_the_report_says_what_became_of_each_day(hub, person, client):
    desk, _other = make_space(hub, "A1"), make_space(hub, "A2")
    make_booking(hub, desk, starts_at=TEN + WEEK)
    booking = make_booking(hub, desk, person=person)
    client.force_login(person)
    assert f"/bookings/{booking.ref}/repeat/" in client.get(f"/bookings/{booking.ref}/").text
    assert client.get(f"/bookings/{booking.ref}/repeat/").status_code == 200
    answer = repeated(client, booking, until="23/03/2569")
    series = Series.objects.get()
    assert answer.headers["Location"] == f"/series/{series.ref}/"
    page = client.get(f"/series/{series.ref}/").text
    assert "จองได้ 3 จาก 4" in page
    assert "มีผู้อื่นจองแล้ว" in page
    assert f"/series/{series.ref}/" in client.get(f"/bookings/{booking.ref}/").text
    pick = page.partition('name="pick" value="')[2].partition('"')[0]
    answer = client.post(f"/series/{series.ref}/days/2026-03-09/", {"pick": pick})
    assert answer.status_code == 302
    assert series.days.get(date=date(2026, 3, 9)).booking
    again = client.post(f"/series/{series.ref}/days/2026-03-03/", {"pick": pick})
    assert again.status_code == 409
    assert client.post(f"/series/{series.ref}/days/2026-03-09/", {"pick": ""}).status_code == 404
    assert client.post(f"/series/{series.ref}/days/never/", {"pick": pick}).status_code == 404


def test_a_form_that_says_too_little_is_asked_again(hub, person, client):
    booking = make_booking(hub, make_space(hub), person=person)
    client.force_login(person)
    assert repeated(client, booking).status_code == 422
    assert repeated(client, booking, until="03/03/2569").status_code == 422
    assert not Series.objects.exists()


def test_every_second_week_and_every_month_so_many_times(hub, person, client):
    desks = [make_space(hub, f"A{n}") for n in range(2)]
    client.force_login(person)
    for desk, often, last in ((desks[0], "2", date(2026, 3, 30)), (desks[1], "month", date(2026, 5, 4))):
        repeated(client, make_booking(hub, desk, person=person), often=often, count="3")
        assert Series.objects.latest("pk").until == last


def test_this_and_following_move_and_end(hub, person, client):
    booking = make_booking(hub, make_space(hub), person=person)
    client.force_login(person)
    repeated(client, booking, count="4")
    series = Series.objects.get()
    address = f"/series/{series.ref}/"
    wrong = client.post(f"{address}change/", {"following": "x", "start": "14:00", "minutes": "60"})
    assert wrong.status_code == 422
    client.post(f"{address}change/", {"following": "2026-03-16", "start": "14:00", "minutes": "60"})
    after = Series.objects.get(split_from=series)
    assert (after.from_minute, after.days.count(), series.days.count()) == (14 * 60, 2, 2)
    assert client.post(f"/series/{after.ref}/end/", {"following": "2026-03-17"}).status_code == 409
    client.post(f"/series/{after.ref}/end/", {"following": ""})
    assert Booking.objects.filter(cancelled_at=None).count() == 2
    assert client.get(f"/series/{after.ref}/").status_code == 200
    stale = client.post(f"/series/{after.ref}/change/", {"following": "", "start": "15:00", "minutes": "60"})
    assert stale.status_code == 409


def test_a_series_is_shown_to_its_person_and_the_host_and_to_nobody_else(hub, person, client):
    booking = make_booking(hub, make_space(hub), person=person)
    client.force_login(person)
    repeated(client, booking, count="2")
    address = f"/series/{Series.objects.get().ref}/"
    client.force_login(make_person(joined_at=NINE))
    assert client.get(address).status_code == 404
    assert client.get(f"/bookings/{booking.ref}/repeat/").status_code == 404
    make_host(hub, host := make_person(joined_at=NINE), since=NINE)
    client.force_login(host)
    assert client.get(address).status_code == 200
    client.logout()
    assert client.get(address).status_code == 302


def test_who_has_the_key_of_one_booking_makes_no_more_of_it(hub, person, client):
    booking = make_booking(hub, make_space(hub), person=person)
    client.force_login(make_person(joined_at=NINE))
    assert client.get(link_to(booking)).status_code == 200
    given = {"often": "1", "weekdays": ["0"], "until": "", "count": "3"}
    assert client.post(link_to(booking, "repeat"), given).status_code == 404
    assert not Series.objects.exists()


def test_the_report_asks_a_bounded_number_of_questions(hub, person, client, django_assert_max_num_queries):
    booking = make_booking(hub, make_space(hub), person=person)
    client.force_login(person)
    repeated(client, booking, count="30")
    address = f"/series/{Series.objects.get().ref}/"
    with django_assert_max_num_queries(20):
        client.get(address)


WISH = {"starts_at": "2026-03-02T10:00:00+07:00", "ends_at": "2026-03-02T11:00:00+07:00"}


def test_a_program_books_a_series_moves_it_and_ends_it(hub):
    desk = make_space(hub)
    make_booking(hub, desk, starts_at=TEN + WEEK)
    caller = Caller(make_person())
    wish = {"hub": "hub", "spaces": [desk.ref], **WISH, "until": "2026-03-23"}
    made = caller.post("series", wish, key="once")
    assert made.status_code == 201
    body = made.json()
    assert [day["outcome"] for day in body["days"]] == ["booked", "taken", "booked", "booked"]
    assert caller.post("series", wish, key="once").json() == body
    ref = body["ref"]
    assert caller.get(f"series/{ref}").json() == body
    assert [each["ref"] for each in caller.get("series").json()["items"]] == [ref]
    moved = caller.post(f"series/{ref}/change", {"following": "2026-03-16", "starts": "15:00"}).json()
    assert (moved["first"], moved["starts"]) == ("2026-03-16", "15:00")
    assert caller.post(f"series/{ref}/change", {"following": "2026-03-17"}).json()["rule"] == "no-such-day"
    ended = caller.post(f"series/{moved['ref']}/end").json()
    assert ended["ended_at"]
    assert Caller(make_person()).get(f"series/{ref}").status_code == 404
    monthly = {"hub": "hub", "spaces": [desk.ref], "monthly": True, "count": 2}
    times = {"starts_at": "2026-03-03T10:00:00+07:00", "ends_at": "2026-03-03T11:00:00+07:00"}
    assert [day["date"] for day in caller.post("series", monthly | times).json()["days"]] == [
        "2026-03-03",
        "2026-04-07",
    ]
    assert caller.post("series", {"hub": "hub", "spaces": [desk.ref], **WISH}).json()["rule"] == "ends-before"
