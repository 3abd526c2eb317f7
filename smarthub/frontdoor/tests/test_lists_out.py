"""Everything that a host sees as a list goes out in both forms: to hosts of this hub alone, and no cell is a formula."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from smarthub.bookings.actions.check_in import come
from smarthub.bookings.actions.close_space import close_space
from smarthub.bookings.actions.day import begin_day, end_day
from smarthub.bookings.actions.guests import answer, invite
from smarthub.bookings.actions.kiosk import make_code, pair
from smarthub.bookings.actions.notes import give_back, keep_found, write_note
from smarthub.bookings.actions.series import repeat
from smarthub.bookings.actions.take_entry import Told, take_entry
from smarthub.bookings.actions.waitlist import join
from smarthub.bookings.rules.series import Pattern
from smarthub.bookings.testing import make_booking
from smarthub.frontdoor.actions.lists import given, take_in, try_list
from smarthub.journal.models import Entry
from smarthub.people.actions.safety import report
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.actions.hours import set_day
from smarthub.places.models import Hub, Rate
from smarthub.places.testing import make_host, make_hub, make_space

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)  # nine o'clock
HOUR = timedelta(hours=1)
FORMULA = "=HYPERLINK(1)"
pytestmark = [pytest.mark.django_db, pytest.mark.at(NOW)]


@pytest.fixture
def hub() -> Hub:
    return make_hub("udon")


@pytest.fixture
def host(hub: Hub) -> Person:
    make_host(hub, host := make_person("Malee", joined_at=NOW), since=NOW)
    return host


@pytest.fixture
def day(hub: Hub, host: Person) -> None:
    """A row in every list, whose texts would like to be formulas."""
    som = make_person(FORMULA, phone="+66812345678")
    desk, room = make_space(hub, "A1"), make_space(hub, "ห้องบัวแดง", kind="room", seats=4)
    booking = make_booking(hub, room, starts_at=NOW + HOUR, people=3, person=som, now=NOW)
    repeat(booking, Pattern(date(2026, 3, 2), date(2026, 3, 16), 1, (0,)), by=som, now=NOW)
    (guest,) = invite(booking, many=1, by=som, now=NOW)
    answer(guest, says_yes=True, name=FORMULA, now=NOW)
    make_booking(hub, desk, starts_at=NOW + HOUR, person=make_person("Dao"), now=NOW)
    waits = make_person("Dao")
    join(hub, person=waits, by=waits, kind="desk", starts_at=NOW + HOUR, ends_at=NOW + 2 * HOUR, now=NOW)
    begin_day(hub, date(2026, 3, 1), by=host, now=NOW - 24 * HOUR)
    end_day(hub, date(2026, 3, 1), by=host, now=NOW - 15 * HOUR)
    begin_day(hub, date(2026, 3, 2), by=host, now=NOW)
    come(hub, people=6, by=host, now=NOW, by_host=True)
    write_note(hub, text=FORMULA, by=host, now=NOW)
    give_back(keep_found(hub, what=FORMULA, by=host, now=NOW), by=host, now=NOW)
    kiosk, code = make_code(hub, name=FORMULA, by=host, now=NOW)
    pair(code, key="k" * 43, now=NOW)
    take_entry(kiosk, Told(uuid4(), 1, "check-in", NOW, said="nobody knows"), now=NOW)
    close_space(hub, desk, starts_at=NOW + 5 * HOUR, ends_at=NOW + 6 * HOUR, by=host, now=NOW)
    set_day(hub, date(2026, 3, 9), hours=None, reason_th=FORMULA, by=host, now=NOW)
    Rate.objects.create(hub=hub, price_group="ห้อง", per=Rate.Per.HOUR, satang=12050)
    report(by=som, text=FORMULA, who="-", hub=hub.slug, now=NOW)
    _report, intake = try_list(hub, "people", b"name\nSuda\n", file_name="=list.csv", by=host, now=NOW)
    assert intake
    take_in(intake, by=host, now=NOW)


def taken_out(client: Client, hub: Hub, name: str, form: str) -> list[list[str]]:
    body = client.get(f"/h/{hub.slug}/lists/{name}.{form}").content
    if form == "csv":
        return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python()]


@pytest.mark.usefixtures("day")
@pytest.mark.parametrize("name", given())
def test_it_goes_out_whole_in_both_forms(hub: Hub, host: Person, client: Client, name: str) -> None:
    client.force_login(host)
    comma, sheet = (taken_out(client, hub, name, form) for form in ("csv", "xlsx"))
    assert comma[0] == sheet[0] == list(given()[name].columns)
    assert len(comma) == len(sheet) > 1
    assert {len(row) for row in comma} == {len(comma[0])}
    assert not [cell for row in comma for cell in row if cell[:1] in ("=", "+", "@", "\t")]
    shown = client.get(f"/en/h/{hub.slug}/lists/").content.decode()
    assert f"/h/{hub.slug}/lists/{name}.xlsx" in shown
    assert Entry.objects.filter(verb="list-taken-out", what=f"{name}.csv", by=host.code, hub=hub.slug).count() == 1


@pytest.mark.usefixtures("day")
def test_what_a_formula_would_be_stays_a_text(hub: Hub, host: Person, client: Client) -> None:
    client.force_login(host)
    for name in ("today", "guests", "notes", "lost", "tablets", "odd-days", "reports", "series"):
        assert f"'{FORMULA}" in [cell for row in taken_out(client, hub, name, "csv") for cell in row], name
        assert FORMULA in [cell for row in taken_out(client, hub, name, "xlsx") for cell in row], name


@pytest.mark.usefixtures("day")
def test_today_says_who_is_awaited_who_is_here_and_where(hub: Hub, host: Person, client: Client) -> None:
    client.force_login(host)
    head, *rows = taken_out(client, hub, "today", "xlsx")
    today = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(each["state"], each["people"].removesuffix(".0")) for each in today] == [
        ("booked", "3"),
        ("booked", "1"),
        ("arrived", "6"),
        ("arrived", "1"),
    ]
    assert (today[0]["from"], today[0]["places"]) == ("2026-03-02 10:00", "ห้องบัวแดง")


@pytest.mark.usefixtures("day")
def test_a_host_reads_no_report_about_themselves(hub: Hub, host: Person, client: Client) -> None:
    report(by=make_person("Dao"), text="about the host", about=host, hub=hub.slug, now=NOW)
    client.force_login(host)
    assert "about the host" not in str(taken_out(client, hub, "reports", "csv"))


@pytest.mark.usefixtures("day")
def test_nobody_else_takes_anything_out(hub: Hub, client: Client) -> None:
    other = make_hub("khon-kaen")
    make_host(other, stranger := make_person("Somchai", joined_at=NOW), since=NOW)
    client.force_login(stranger)
    for name in given():
        assert client.get(f"/h/{hub.slug}/lists/{name}.csv").status_code == 404
        assert FORMULA not in client.get(f"/h/{other.slug}/lists/{name}.csv").content.decode()
