"""A hub's lists: tried, taken in whole, taken back whole; what a host sees goes out."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from smarthub.bookings.models import Booking
from smarthub.bookings.testing import make_booking
from smarthub.frontdoor.actions.lists import CHANGED, GONE, kinds, take_back, take_in, try_list
from smarthub.frontdoor.models import Intake
from smarthub.kit.refusals import Refused
from smarthub.kit.sheets import EXAMPLE
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_host, make_hub, make_space

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.at(NOW)]


@pytest.fixture
def hub() -> Hub:
    hub = make_hub("udon")
    make_space(hub, "A1")
    make_hub("khon-kaen")
    return hub


@pytest.fixture
def host(hub: Hub) -> Person:
    host = make_person("Malee", joined_at=NOW)
    make_host(hub, host, since=NOW)
    return host


def tried(hub: Hub, kind: str, text: str, host: Person) -> Intake:
    _report, intake = try_list(hub, kind, text.encode(), file_name="list.csv", by=host, now=NOW)
    assert intake
    return intake


def test_a_list_is_tried_taken_in_and_taken_back_in_the_page(hub: Hub, host: Person, client: Client) -> None:
    client.force_login(host)
    address = f"/h/{hub.slug}/lists/"
    rows = "spaces,starts_at,ends_at,name\nA1,2026-03-03 09:00,2026-03-03 10:00,Som\n"
    answer = client.post(address, {"kind": "bookings", "file": SimpleUploadedFile("b.csv", rows.encode())})
    assert answer.status_code == 200
    assert not Booking.objects.exists()
    ref = Intake.objects.get().ref
    client.post(f"{address}{ref}/take-in/")
    client.post(f"{address}{ref}/take-in/")
    assert Booking.objects.filter(cancelled_at=None).count() == 1
    assert Intake.objects.get().file == b""
    client.post(f"{address}{ref}/take-back/")
    assert Booking.objects.filter(cancelled_at=None).count() == 0
    assert "b.csv" in client.get(address).content.decode()


def test_bad_rows_are_named_by_line(hub: Hub, host: Person, client: Client) -> None:
    client.force_login(host)
    file = SimpleUploadedFile("p.csv", b"name,phone\nSom,12\n")
    answer = client.post(f"/h/{hub.slug}/lists/", {"kind": "people", "file": file})
    assert answer.status_code == 422
    assert "12" in answer.content.decode()
    assert not Intake.objects.exists()
    for nonsense in (b"", b"PK\x03\x04nonsense", b"\x00\x01"):
        answer = client.post(
            f"/h/{hub.slug}/lists/", {"kind": "spaces", "file": SimpleUploadedFile("x.xlsx", nonsense)}
        )
        assert answer.status_code == 422


def test_a_host_changes_no_other_hub_s_spaces(hub: Hub, host: Person) -> None:
    report, intake = try_list(
        hub, "spaces", b"hub,kind,name,seats\nkhon-kaen,desk,X,1\n", file_name="s.csv", by=host, now=NOW
    )
    assert (len(report.faults), intake) == (1, None)


def test_spaces_are_again_what_they_were(hub: Hub, host: Person) -> None:
    intake = tried(hub, "spaces", "kind,name,seats,x,y\nroom,A1,8,0,0\ndesk,B1,1,300,300\n", host)
    take_in(intake, by=host, now=NOW)
    assert Space.objects.get(hub=hub, name_th="A1").seats == 8
    assert take_back(intake, by=host, now=NOW) == (1, 0)
    again = Space.objects.get(hub=hub, name_th="A1")
    assert (again.seats, again.kind) == (1, Space.Kind.DESK)
    assert not Space.objects.filter(hub=hub, name_th="B1", removed_at=None).exists()
    assert take_back(intake, by=host, now=NOW) == (0, 0)


def test_what_no_longer_fits_or_waits_too_long_is_refused_whole(hub: Hub, host: Person) -> None:
    rows = "spaces,starts_at,ends_at,name\nA1,2026-03-03 09:00,2026-03-03 10:00,Som\n"
    intake, late = tried(hub, "bookings", rows, host), tried(hub, "bookings", rows, host)
    make_booking(hub, Space.objects.get(hub=hub, name_th="A1"), starts_at=NOW + timedelta(days=1), now=NOW)
    with pytest.raises(Refused) as changed:
        take_in(intake, by=host, now=NOW)
    with pytest.raises(Refused) as gone:
        take_in(late, by=host, now=NOW + timedelta(days=1))
    assert (changed.value.refusal, gone.value.refusal) == (CHANGED, GONE)
    assert not Person.objects.filter(name="Som").exists()


@pytest.mark.parametrize("kind", ["people", "spaces", "bookings", "visits"])
def test_what_the_host_sees_goes_out(hub: Hub, host: Person, client: Client, kind: str) -> None:
    make_booking(hub, Space.objects.get(hub=hub, name_th="A1"), person=make_person("=SUM(1)"), now=NOW)
    make_person("nobody here")
    client.force_login(host)
    text = client.get(f"/h/{hub.slug}/lists/{kind}.csv").content.decode()
    assert text.startswith("\ufeff")
    assert "nobody here" not in text
    answer = client.get(f"/h/{hub.slug}/lists/{kind}.xlsx")
    assert "no-store" in answer["Cache-Control"]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert len(sheet) == len(text.strip().splitlines())
    assert answer["Content-Disposition"].endswith(f'{kind}-2026-03-02.xlsx"')
    if kind == "people":
        assert "'=SUM(1)" in text
        assert sheet[1][0] == "=SUM(1)"


def test_nobodys_year_of_birth_goes_out_to_a_host(hub: Hub, host: Person, client: Client) -> None:
    person = make_person("Som", birth_year=1987)
    make_booking(hub, Space.objects.get(hub=hub, name_th="A1"), person=person, now=NOW)
    client.force_login(host)
    text = client.get(f"/h/{hub.slug}/lists/people.csv").content.decode()
    assert "Som" in text
    assert "1987" not in text


def test_lists_are_for_the_host_alone(hub: Hub, host: Person, client: Client) -> None:
    intake = tried(hub, "people", "name\nSom\n", host)
    client.force_login(make_person("Somchai", joined_at=NOW))
    for path in ("", "people.csv"):
        assert client.get(f"/h/{hub.slug}/lists/{path}").status_code == 404
    assert client.post(f"/h/{hub.slug}/lists/{intake.ref}/take-in/").status_code == 404
    client.force_login(host)
    assert client.get(f"/h/{hub.slug}/lists/secrets.csv").status_code == 404
    assert client.get(f"/h/{hub.slug}/lists/people.exe").status_code == 404
    assert client.post(f"/h/khon-kaen/lists/{intake.ref}/take-in/").status_code == 404


def test_whom_a_list_brought_goes_out_again_before_they_have_booked(hub: Hub, host: Person, client: Client) -> None:
    take_in(tried(hub, "people", "name,email\nSuda,suda@example.org\n", host), by=host, now=NOW)
    make_person("Stranger")
    client.force_login(host)
    text = client.get(f"/h/{hub.slug}/lists/people.csv").content.decode()
    assert "suda@example.org" in text
    assert "Stranger" not in text


@pytest.mark.parametrize("kind", ["people", "spaces", "bookings"])
def test_a_sample_names_the_columns_and_its_example_row_is_not_taken_in(
    hub: Hub, host: Person, client: Client, kind: str
) -> None:
    client.force_login(host)
    address = f"/en/h/{hub.slug}/lists/sample/{kind}.csv"
    shown = client.get(f"/en/h/{hub.slug}/lists/").content.decode()
    assert address in shown
    assert ", ".join(kinds()[kind].sample) in shown
    body = client.get(address).content
    assert len(body.decode().strip().splitlines()) == 2
    report, _intake = try_list(hub, kind, body, file_name="s.csv", by=host, now=NOW)
    assert (report.rows, report.faults, report.passed_over) == (0, (), [])
    # and without its mark it would be one that can be read
    row = body.decode().replace(f" {EXAMPLE}", "").replace("2026-03-05", "2026-03-03").replace("5/3/2569", "3/3/2569")
    report, _intake = try_list(hub, kind, row.encode(), file_name="s.csv", by=host, now=NOW)
    assert (report.rows, list(report.faults), len(report.seen)) == (1, [], 1)
    assert client.get(f"/en/h/{hub.slug}/lists/sample/secrets.csv").status_code == 404
    client.force_login(make_person("Somchai", joined_at=NOW))
    assert client.get(address).status_code == 404


def test_the_page_shows_rows_as_understood_and_those_it_leaves_out(hub: Hub, host: Person, client: Client) -> None:
    client.force_login(host)
    rows = (
        "spaces,starts_at,ends_at,name,state\n"
        "A1,2026-03-03 09:00,2026-03-03 10:00,Som,booked\nA1,2026-03-04 09:00,2026-03-04 10:00,Dao,cancelled\n"
    )
    file = SimpleUploadedFile("b.csv", rows.encode())
    page = client.post(f"/en/h/{hub.slug}/lists/", {"kind": "bookings", "file": file}).content.decode()
    for said in ("Som", "9:00–\N{WORD JOINER}10:00", "desk A1", "Line 3", "“cancelled”"):
        assert said in page, said
    assert "Dao" not in page
