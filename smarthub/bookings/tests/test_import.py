"""Bookings from a list: booked as if somebody had asked, or refused with the line and the reason; all or nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from smarthub.bookings.imports import VISITS, booking_rows, export_bookings, import_bookings, visit_rows
from smarthub.bookings.models import Booking, Slot
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_hub, make_space

pytestmark = pytest.mark.django_db
HEAD = "spaces,starts_at,ends_at,people,name,phone,note\n"


@pytest.fixture
def hub() -> Hub:
    hub = make_hub("udon")
    for n, name in enumerate(("A1", "A2", "A3")):
        make_space(hub, name, x=100 * n)
    return hub


def take(text: str, **more: Any) -> Any:
    given: dict[str, Any] = {"dry_run": False, "now": NINE} | more
    return import_bookings(text.encode(), **given)


def test_rows_become_bookings_of_new_and_known_people(hub: Hub) -> None:
    som = make_person("Som", phone="+66812345678")
    report = take(
        f"{HEAD}A1,2026-03-03 09:00,2026-03-03 11:00,,Som,081 234 5678,หน้าต่าง\n"
        "A2,๔/๓/๒๕๖๙ ๙.๐๐ น.,4 มี.ค. 2569 เวลา 10:30,1,ยายสมศรี,,\n"
    )
    assert (report.added, report.faults) == (2, ())
    first, second = Booking.objects.order_by("starts_at")
    assert (first.person, first.note) == (som, "หน้าต่าง")
    assert (second.starts_at - first.starts_at, second.ends_at - second.starts_at) == (
        timedelta(days=1),
        timedelta(minutes=90),
    )
    assert Slot.objects.count() == 8 + 6


def test_taken_in_again_it_books_nothing_twice(hub: Hub) -> None:
    rows = f"{HEAD}A1,2026-03-03 09:00,2026-03-03 11:00,,Som,,\n"
    assert take(rows).added == 1
    assert take(rows).added == 0
    assert Person.objects.filter(name="Som").count() == 1


def test_every_bad_row_is_named_and_nothing_is_booked(hub: Hub) -> None:
    make_booking(hub, hub.spaces.get(name_th="A1"))
    before = Slot.objects.count()
    report = take(
        f"{HEAD}A2,2026-03-03 09:00,2026-03-03 11:00,,Som,,\n"
        "A1,2026-03-02 10:00,2026-03-02 11:00,,Taken,,\n"
        "A9,2026-03-03 09:00,2026-03-03 11:00,,Som,,\n"
        "A3,soon,2026-03-03 11:00,,Som,,\n"
        "A3,2026-03-03 11:00,2026-03-03 09:00,,Som,,\n"
        "A3,2026-03-03 09:00,2026-03-03 11:00,0,Som,,\n"
        "A3,2026-03-03 09:00,2026-03-03 11:00,,,,\n"
        ",2026-03-03 09:00,2026-03-03 11:00,,Som,,\n"
        "A3,2020-03-03 09:00,2020-03-03 11:00,,Late,,\n"
        "A2,2026-03-03 10:00,2026-03-03 12:00,,Twice,,\n"
    )
    assert [fault.line for fault in report.faults] == [3, 4, 5, 6, 7, 8, 9, 10, 11]
    assert Booking.objects.count() == 1
    assert Slot.objects.count() == before
    assert not Person.objects.filter(name="Som").exists()


def test_a_list_of_librebooking_is_read(hub: Hub) -> None:
    report = take(
        "email,resource names,title,description,begin,end\n"
        'som@example.org,"A1, A2",Meeting,long text,2026-03-03 09:00,2026-03-03 11:00\n'
    )
    assert (report.added, report.passed_over) == (1, [])
    booking = Booking.objects.get()
    assert (booking.spaces.count(), booking.note, booking.person and booking.person.name) == (2, "Meeting", "som")


def test_room_bookings_out_of_nadine_s_table_are_read_at_the_moments_they_say(hub: Hub) -> None:
    report = take(
        "first_name,last_name,email,room,start_ts,end_ts,description,charge,is_public,created_ts\n"
        "Som,Jaidee,som@example.org,A1,2026-03-03 02:00:00+00,2026-03-03 04:00:00+00,Planting,12.50,f,2026-03-01 02:11:07.52+00\n"
        "Som,Jaidee,som@example.org,A2,2026-03-03T09:00:00+07:00,2026-03-03T04:00:00Z,,0,f,\n"
        "Som,Jaidee,som@example.org,A3,2026-03-02 21:00:00-0500,2026-03-03 11:00,,0,f,\n"
    )
    assert (report.added, report.passed_over, report.faults) == (3, [], ())
    found = Booking.objects.order_by("booked_spaces__space__name_th")
    assert {(each.starts_at, each.ends_at) for each in found} == {
        (datetime(2026, 3, 3, 2, tzinfo=UTC), datetime(2026, 3, 3, 4, tzinfo=UTC))
    }
    first = found[0]
    assert (first.note, first.person and first.person.name) == ("Planting", "Som Jaidee")
    wrong = take(
        "email,room,start_ts,end_ts\na@b.co,A1,2026-03-03 02:00+99,2026-03-03 04:00+00\na@b.co,,2026-03-04 02:00Z,2026-03-04 03:00Z\n"
    )
    assert [fault.line for fault in wrong.faults] == [2, 3]


def test_with_two_hubs_a_row_says_which_and_another_hub_s_host_cannot(hub: Hub) -> None:
    other = make_hub("khon-kaen")
    row = "A1,2026-03-03 09:00,2026-03-03 11:00,,Som,,\n"
    assert len(take(HEAD + row).faults) == 1
    assert len(take(f"hub,{HEAD}udon,{row}", hub=other).faults) == 1
    assert take(HEAD + row, hub=hub, dry_run=True).added == 1
    assert not Booking.objects.exists()


def test_what_goes_out_comes_back(hub: Hub) -> None:
    booking = make_booking(hub, hub.spaces.get(name_th="A1"), starts_at=TEN + timedelta(days=1))
    out = export_bookings()
    assert booking.ref in out
    assert take(out).added == 0
    Booking.objects.all().delete()
    assert take(out).added == 1
    assert list(booking_rows([])) == []
    assert list(visit_rows(hub)) == []
    assert VISITS[0] == "hub"


def test_what_was_cancelled_or_missed_is_not_booked_again(hub: Hub) -> None:
    rows = f"state,ref,{HEAD}"
    for n, state in enumerate(("cancelled", "no-show", "ยกเลิก", "booked")):
        rows += f"{state},,A1,2026-03-0{3 + n} 09:00,2026-03-0{3 + n} 11:00,,Som,,\n"
    tried, report = take(rows, dry_run=True), take(rows)
    assert (report.rows, report.added, report.same, report.faults) == (4, 1, 0, ())
    assert [each.line for each in report.left_out] == [2, 3, 4]
    assert tried.left_out == report.left_out
    assert Booking.objects.get().starts_at == datetime(2026, 3, 6, 2, tzinfo=UTC)


def test_a_booking_is_known_again_by_its_code(hub: Hub) -> None:
    booking = make_booking(
        hub, hub.spaces.get(name_th="A1"), starts_at=TEN + timedelta(days=1), person=make_person("D")
    )
    row = f"state,ref,{HEAD}booked,{booking.ref},A2,2026-03-05 09:00,2026-03-05 11:00,,Somebody Else,,\n"
    for dry_run in (True, False):
        report = take(row, dry_run=dry_run)
        assert (report.added, report.same, list(report.left_out)) == (0, 1, [])
    assert not Person.objects.filter(name="Somebody Else").exists()


def test_a_list_from_before_does_not_revive_what_was_cancelled_since(hub: Hub) -> None:
    booking = make_booking(hub, hub.spaces.get(name_th="A1"), starts_at=TEN + timedelta(days=1))
    out = export_bookings()
    Booking.objects.update(cancelled_at=NINE)
    for dry_run in (True, False):
        report = take(out, dry_run=dry_run)
        assert (report.added, [each.line for each in report.left_out]) == (0, [2])
    assert list(Booking.objects.values_list("ref", flat=True)) == [booking.ref]
    assert take(export_bookings()).left_out[0].line == 2


def test_the_list_says_what_each_costs_and_takes_its_own_columns_back(hub: Hub) -> None:
    make_booking(hub, hub.spaces.get(name_th="A1"), starts_at=TEN + timedelta(days=1))
    Booking.objects.update(price_satang=12050)
    out = export_bookings()
    assert ",120.50,booked," in out
    assert take(out).passed_over == []


def test_a_tried_list_shows_its_first_rows_as_understood(hub: Hub) -> None:
    rows = "".join(f"A1,{day}/3/2569 9.00 น.,{day}/3/2569 11:00,,Som,,\n" for day in range(3, 15))
    with override("th"):
        seen = take(HEAD + rows, dry_run=True).seen
    assert len(seen) == 10
    assert (seen[0].line, seen[0].title) == (2, "Som")
    assert "A1" in seen[0].more
    assert "9:00–\N{WORD JOINER}11:00" in seen[0].more
    assert "3 มี" in seen[0].more
