"""The QR on a desk: book it now, check in, or the nearest one that is free."""

from datetime import timedelta

import pytest
from django.test import Client

from smarthub.bookings.actions.check_in import check_in
from smarthub.bookings.models import Visit
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.people.testing import make_person
from smarthub.places.testing import make_host, make_policy, make_space

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
pytestmark = [pytest.mark.django_db, pytest.mark.at(TEN + 2 * MINUTE)]


def test_a_free_desk_is_taken_now_for_as_long_as_it_is_free(client: Client, hub):
    desk = make_space(hub)
    make_booking(hub, desk, starts_at=TEN + 90 * MINUTE)
    page = client.get(f"/en/h/hub/s/{desk.ref}/")
    assert [each.time for each in page.context["untils"]] == ["10:30", "11:00", "11:30"]
    held = client.post("/h/hub/book/holds/", {"pick": page.context["untils"][0].pick, "people": "1"})
    assert held.status_code == 302
    assert "/book/" in held.headers["Location"]


def test_ones_own_booking_is_checked_in_where_one_sits(client, hub):
    desk, malee = make_space(hub), make_person("Malee")
    booking = make_booking(hub, desk, person=malee)
    client.force_login(malee, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/h/hub/s/{desk.ref}/")
    client.post(page.context["check_in"])
    assert Visit.objects.get().booking == booking
    assert client.get(f"/h/hub/s/{desk.ref}/").context["own_state"] == "arrived"


def test_ones_own_booking_that_is_too_early_says_when(client, hub):
    desk, malee = make_space(hub), make_person("Malee")
    make_booking(hub, desk, person=malee, starts_at=TEN + HOUR)
    client.force_login(malee, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/en/h/hub/s/{desk.ref}/")
    assert (page.context["check_in"], page.context["own_opens"]) == ("", TEN + 45 * MINUTE)


def test_somebody_elses_desk_leads_to_the_nearest_that_is_free(client, hub):
    desk = make_space(hub, "A1", x=0, y=0)
    make_booking(hub, desk, person=make_person("Malee"))
    far, near = make_space(hub, "A2", x=900, y=0), make_space(hub, "A3", x=100, y=0)
    page = client.get(f"/h/hub/s/{desk.ref}/")
    assert [each.refs for each in page.context["nearest"]] == [near.ref, far.ref]
    assert "Malee" not in page.text
    assert page.context["taken_until"] == TEN + HOUR


def test_a_seat_on_which_somebody_sits_before_their_time_is_taken(client, hub):
    make_policy(hub, early_minutes=60)
    desk, other = make_space(hub, "A1"), make_space(hub, "A2")
    malee, at = make_person("Malee"), TEN - 45 * MINUTE
    booking = make_booking(hub, desk, person=malee)
    wish = "/h/hub/book/?date=2026-03-02&start=09:15&minutes=30&people=1"
    with clock.stopped_at(at):
        assert client.get(f"/h/hub/s/{desk.ref}/").context["untils"]
        check_in(booking, by=malee, now=at)
        page = client.get(f"/h/hub/s/{desk.ref}/")
        assert (page.context["untils"], page.context["taken_until"]) == ([], TEN + HOUR)
        assert [each.refs for each in page.context["nearest"]] == [other.ref]
        assert [each.refs for group in client.get(wish).context["found"] for each in group.options] == [other.ref]
        client.force_login(malee, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.get(f"/h/hub/s/{desk.ref}/").context["own_state"] == "arrived"


def test_a_closed_house_a_seat_for_walk_ins_and_no_seat_at_all(client, hub):
    desk = make_space(hub, "W1", is_walk_in_only=True)
    assert client.get(f"/h/hub/s/{desk.ref}/").context["untils"] == []
    with clock.stopped_at(NINE - HOUR):
        assert client.get(f"/h/hub/s/{desk.ref}/").context["is_open"] is False
    assert client.get("/h/hub/s/nowhere/").status_code == 404


def test_the_sheet_holds_the_code_of_every_place_for_hosts_alone(client, hub):
    for name in ("A1", "A2"):
        make_space(hub, name)
    assert client.get("/h/hub/desk/codes/").status_code == 302
    make_host(hub, person := make_person("Host"), since=NINE)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    sheet = client.get("/en/h/hub/desk/codes/")
    assert [name for name, _where, _qr, _is_walk_in in sheet.context["codes"]] == ["desk A1", "desk A2"]
    on_each = (
        f'<span class="small">{hub.name_en or hub.name_th}</span><span class="small">Scan to book or check in</span>'
    )
    assert sheet.content.decode().count(on_each) == 2


def test_the_code_of_a_seat_kept_for_walk_ins_says_so_and_not_to_book_it(client, hub):
    make_space(hub, "W1", is_walk_in_only=True)
    make_host(hub, person := make_person("Host"), since=NINE)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    sheet = client.get("/en/h/hub/desk/codes/").text
    assert "For whoever just comes in: sit down, and check in." in sheet
    assert "Scan to book" not in sheet
