"""The front desk and the day: for hosts with names, for everybody without."""

from datetime import timedelta

import pytest
from django.test import Client

from smarthub.bookings.models import Booking, Slot, Visit
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places.models import Closure, DayOverride
from smarthub.places.testing import make_hall, make_host, make_space, make_table

HOUR = timedelta(hours=1)
pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE + timedelta(minutes=7))]


@pytest.fixture
def host(client: Client, hub) -> Client:
    make_host(hub, person := make_person("Host"), since=NINE)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


DESK = ["", "close-day/", "close-space/"]


@pytest.mark.parametrize("page", DESK)
def test_who_runs_nothing_sees_no_desk(client: Client, hub, page):
    assert client.get(f"/h/hub/desk/{page}").status_code == 302  # to sign in
    client.force_login(make_person(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"/h/hub/desk/{page}").status_code == 404


def test_todays_list_in_order_with_what_can_be_done(host: Client, hub):
    late = make_booking(hub, make_space(hub, "A1"), starts_at=TEN + HOUR, person=make_person("Noi"))
    soon = make_booking(hub, make_space(hub, "A2"), person=make_person("Malee"))
    page = host.get("/h/hub/desk/")
    assert [each.ref for each in page.context["next"]] == [soon.ref]
    assert [each.ref for each in page.context["waiting"]] == [late.ref]
    assert not any(each.may_check_in for each in (*page.context["next"], *page.context["waiting"]))
    with clock.stopped_at(TEN):
        answer = host.post(f"/bookings/{soon.ref}/check-in/", {"from": "desk"})
        assert answer.headers["Location"] == "/h/hub/desk/"
        assert [each.ref for each in host.get("/h/hub/desk/").context["here"]] == [soon.ref]


def test_many_who_come_later_are_folded_by_the_hour(host: Client, hub):
    desk = make_space(hub)
    for n in range(12):
        make_booking(hub, desk, starts_at=TEN + HOUR + n * HOUR / 2, hours=0.5)
    assert host.get("/en/h/hub/desk/").context["hours"] == []
    make_booking(hub, desk, starts_at=TEN + 7 * HOUR, hours=0.5)
    page = host.get("/en/h/hub/desk/")
    assert [(hour, len(those)) for hour, those in page.context["hours"]] == [
        *((f"{hour}:00", 2) for hour in range(11, 17)),
        ("17:00", 1),
    ]
    assert "<summary>11:00 (2)</summary>" in page.text


def test_a_full_house_shows_the_first_and_folds_the_others(host: Client, hub):
    for people in range(1, 15):
        host.post("/h/hub/desk/walk-ins/", {"people": str(people), "name": "", "until": ""})
    page = host.get("/en/h/hub/desk/")
    assert (len(page.context["walk_ins"]), len(page.context["more_walk_ins"])) == (12, 2)
    assert "<summary>Show 2 more</summary>" in page.text
    assert page.text.count("data-out") == 14


def test_a_closed_hub_says_closed_and_not_that_no_seat_is_free(host: Client, hub):
    make_space(hub)
    assert "seats free now" in host.get("/en/h/hub/desk/").content.decode()
    with clock.stopped_at(NINE + 14 * HOUR):
        page = host.get("/en/h/hub/desk/").content.decode()
    assert "seats free now" not in page
    assert "no seats to give now" in page


def test_a_walk_in_is_counted_and_checked_out(host: Client, hub):
    make_space(hub)
    host.post("/h/hub/desk/walk-ins/", {"people": "3", "name": "", "until": ""})
    visit = Visit.objects.get()
    assert (visit.people, visit.person, visit.booking) == (3, None, None)
    host.post(f"/h/hub/desk/visits/{visit.ref}/check-out/")
    visit.refresh_from_db()
    assert visit.left_how == "host"


def test_a_walk_in_may_have_any_desk_from_the_quarter_begun(host: Client, hub):
    make_space(hub)
    page = host.get("/h/hub/desk/")
    until = page.context["form"].fields["until"].choices[1][0]
    host.post("/h/hub/desk/walk-ins/", {"people": "1", "name": "Noi", "until": until})
    booking = Booking.objects.get()
    assert (booking.starts_at, booking.person.name) == (NINE, "Noi")
    assert Visit.objects.get().booking == booking
    again = host.post("/h/hub/desk/walk-ins/", {"people": "1", "name": "Lek", "until": until})
    assert again.status_code == 409
    assert 'value="Lek"' in again.text
    assert Visit.objects.count() == 1


def test_a_group_that_sits_at_a_table_is_told_its_table_once(host: Client, hub):
    make_table(hub, "D")
    until = host.get("/h/hub/desk/").context["form"].fields["until"].choices[1][0]
    given = {"people": "3", "name": "", "until": until}
    said = host.post("/en/h/hub/desk/walk-ins/", given, follow=True).content.decode()
    assert "3 people counted in; the place is D: D1, D2, D3 until" in said


def test_a_walk_in_may_have_a_desk_that_is_kept_for_walk_ins(host: Client, hub):
    desk = make_space(hub, "W1", is_walk_in_only=True)
    until = host.get("/h/hub/desk/").context["form"].fields["until"].choices[1][0]
    host.post("/h/hub/desk/walk-ins/", {"people": "1", "name": "", "until": until})
    assert Booking.objects.get().spaces.get() == desk


def test_closing_a_day_shows_first_whom_it_hits(host: Client, hub):
    make_booking(hub, make_space(hub), person=make_person("Malee"))
    page = host.get("/h/hub/desk/close-day/?date=2026-03-02&reason_th=ซ่อมไฟ")
    assert [hit.who for hit in page.context["hits"]] == ["Malee"]
    assert not DayOverride.objects.exists()
    host.post("/h/hub/desk/close-day/", {"date": "2026-03-02", "reason_th": "ซ่อมไฟ", "reason_en": ""})
    assert "ซ่อมไฟ" in host.get("/h/hub/book/?date=2026-03-02").text
    assert "ซ่อมไฟ" in host.get("/h/hub/desk/").text
    host.post("/h/hub/desk/open-day/", {"date": "2026-03-02"})
    assert not DayOverride.objects.exists()


WEEK = {"starts_on": "2026-03-02", "starts_at": "09:00", "ends_on": "2026-03-09", "ends_at": "09:00"}


def test_a_place_closed_within_a_day_names_its_day_once(host: Client, hub):
    asked = WEEK | {"space": make_space(hub).ref, "ends_on": "2026-03-02", "ends_at": "16:00"}
    host.post("/h/hub/desk/close-space/", asked)
    assert "2 Mar 2026 9:00–\N{WORD JOINER}16:00<" in host.get("/en/h/hub/desk/").text


def test_closing_a_hall_holds_its_rooms_and_is_lifted(host: Client, hub):
    hall, rooms = make_hall(hub)
    booked = make_booking(hub, rooms[0], person=make_person("Malee"))
    asked = WEEK | {"space": hall.ref}
    page = host.get("/h/hub/desk/close-space/", asked)
    assert [hit.who for hit in page.context["hits"]] == ["Malee"]
    host.post("/h/hub/desk/close-space/", asked)
    host.post("/h/hub/desk/close-space/", asked)
    closure = Closure.objects.get()
    assert Slot.objects.filter(closure=closure).count() == 2 * 7 * 96 - 4
    assert "2 Mar 2026 9:00 – 9 Mar 2026 9:00" in host.get("/en/h/hub/desk/").text
    booked.refresh_from_db()
    assert booked.cancelled_at is None
    with pytest.raises(Refused):
        make_booking(hub, hall, starts_at=TEN + 24 * HOUR)
    host.post("/h/hub/desk/open-space/", {"space": hall.ref, "starts_at": closure.starts_at.isoformat()})
    make_booking(hub, hall, starts_at=TEN + 24 * HOUR)


def test_a_closing_may_cancel_what_it_hits(host: Client, hub):
    desk = make_space(hub)
    booked = make_booking(hub, desk)
    host.post("/h/hub/desk/close-space/", WEEK | {"space": desk.ref, "cancel_hit": "1"})
    booked.refresh_from_db()
    assert booked.cancelled_at is not None
    assert Slot.objects.count() == 7 * 96


def test_a_closing_of_more_than_a_month_is_a_rule_without_slots(host: Client, hub):
    desk = make_space(hub)
    host.post("/h/hub/desk/close-space/", WEEK | {"space": desk.ref, "ends_on": "2026-06-01"})
    assert Slot.objects.count() == 0
    hub.refresh_from_db()
    with pytest.raises(Refused) as refused:
        make_booking(hub, desk)
    assert refused.value.refusal.code == "closed-space"


# --- the day ----------------------------------------------------------------------------------------------------------


def test_the_day_says_what_is_free_and_names_nobody(client: Client, hub):
    make_booking(hub, make_space(hub), person=make_person("Malee"))
    page = client.get("/en/h/hub/day/?date=2026-03-02")
    ((_title, (row,)),) = page.context["groups"]
    assert row.free == "Free 9:00–10:00, 11:00–18:00"
    assert "Malee" not in page.text


def test_the_day_says_what_its_marks_mean_and_shows_them_by_form_and_not_by_colour_alone(client: Client, hub):
    make_space(hub)
    legend = client.get("/en/h/hub/day/?date=2026-03-03").context["legend"]
    assert [word for _mark, word in legend] == ["Free", "Taken", "Held", "Closed"]
    assert len({mark.replace(f"is-{word.lower()}", "") for mark, word in legend}) == 4
    today = client.get("/en/h/hub/day/?date=2026-03-02").context["legend"]
    assert today[-1][1] == "Past"


def test_the_day_names_people_for_a_host(host: Client, hub):
    make_booking(hub, make_space(hub), person=make_person("Malee"))
    assert "Malee" in host.get("/h/hub/day/?date=2026-03-02").text


def test_the_heads_of_a_day_say_whether_they_stand_over_several(client: Client, hub):
    make_hall(hub)
    make_space(hub)
    heads = [title for title, _rows in client.get("/en/h/hub/day/?date=2026-03-02").context["groups"]]
    assert heads == ["Rooms", "Hall", "Seats"]
    in_thai = [title for title, _rows in client.get("/h/hub/day/?date=2026-03-02").context["groups"]]
    assert in_thai == ["ห้อง", "ห้องโถง", "ที่นั่ง"]


def test_a_hall_is_taken_when_one_of_its_rooms_is(client: Client, hub):
    _hall, rooms = make_hall(hub)
    make_booking(hub, rooms[0])
    page = client.get("/en/h/hub/day/?date=2026-03-02")
    rows = {row.name: row.free for _title, rows_ in page.context["groups"] for row in rows_}
    assert rows == {
        "Hall": "Free 9:00–10:00, 11:00–18:00",
        "Hall 1": "Free 9:00–10:00, 11:00–18:00",
        "Hall 2": "Free all day",
    }


def test_the_day_of_fifty_rooms_is_small_and_asks_few_queries(client: Client, hub, django_assert_max_num_queries):
    person = make_person()
    for n in range(50):
        room = make_space(hub, f"ห้องประชุมที่ {n}", kind="room", seats=8)
        for m in range(6):
            make_booking(hub, room, starts_at=NINE + timedelta(minutes=15 + 90 * m), person=person)
    client.get("/h/hub/day/?date=2026-03-02")
    with django_assert_max_num_queries(3):
        page = client.get("/h/hub/day/?date=2026-03-02")
    assert len(page.content) < 60_000
    zipped = client.get("/h/hub/day/?date=2026-03-02", headers={"Accept-Encoding": "gzip"})
    assert zipped["Content-Encoding"] == "gzip"
    assert len(zipped.content) < 20_000


def test_the_settings_lead_to_the_desk_and_show_whom_a_closing_hits(host: Client, hub):
    assert "/h/hub/desk/" in host.get("/h/hub/settings/").text
    assert "/h/hub/desk/close-day/" in host.get("/h/hub/settings/days/").text


def test_who_did_not_come_stands_at_the_end_and_is_not_awaited_any_more(host: Client, hub):
    missed = make_booking(hub, make_space(hub, "A1"), person=make_person("Noi"))
    coming = make_booking(hub, make_space(hub, "A2"), starts_at=TEN + 2 * HOUR, person=make_person("Malee"))
    for moment in (TEN + timedelta(minutes=50), TEN + HOUR + timedelta(minutes=30)):  # given free, then over
        with clock.stopped_at(moment):
            page = host.get("/h/hub/desk/").context
        assert [each.ref for each in (*page["next"], *page["waiting"])] == [coming.ref]
        assert [each.ref for each in page["missed"]] == [missed.ref]
        assert page["done"] == []
