"""POST bookings: by spaces, by kind, out of a hold; for oneself or, by a host, for others."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from smarthub.bookings.http import link_to, whole
from smarthub.bookings.models import Booking
from smarthub.bookings.testing import NINE, make_booking
from smarthub.bookings.tests.calling import TIME, Caller, host_of, wish
from smarthub.kit import clock
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_policy, make_rate, make_space, make_table

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]
HOUR = timedelta(hours=1)


@pytest.fixture
def host(hub: Hub) -> Caller:
    return host_of(hub)


# --- by spaces --------------------------------------------------------------------------------------------------------


def test_a_booking_is_answered_whole(caller, hub, desk):
    make_rate(hub, "", "hour", 2000)
    answer = caller.post("bookings", wish(desk))
    assert answer.status_code == 201, answer.content
    booking = Booking.objects.get()
    assert answer.json() == {
        "ref": booking.ref,
        "hub": "hub",
        "state": "booked",
        "spaces": [desk.ref],
        "starts_at": "2026-03-02T10:00:00+07:00",
        "ends_at": "2026-03-02T11:00:00+07:00",
        "people": 1,
        "price": {"satang": 2000, "currency": "THB"},
        "person": {"code": caller.person.code, "name": "Somchai"},
        "note": "",
        "booked_at": "2026-03-02T09:00:00+07:00",
        "cancelled_at": None,
        "came_at": None,
        "left_at": None,
        "visit": None,
        "cancel_until": "2026-03-02T10:00:00+07:00",
        "check_in_from": "2026-03-02T09:45:00+07:00",
        "link": whole(f"/en{link_to(booking)}"),
    }
    assert caller.get(f"bookings/{booking.ref}").json() == answer.json()


@pytest.mark.parametrize(("key", "most"), [("", 9), ("once", 12)])
def test_booking_costs_few_queries(caller, desk, key, most):
    caller.post("bookings", wish(desk, starts_at="2026-03-02T14:00:00+07:00", ends_at="2026-03-02T15:00:00+07:00"))
    with CaptureQueriesContext(connection) as queries:
        assert caller.post("bookings", wish(desk), key=key).status_code == 201
    asked = [each["sql"] for each in queries if "SAVEPOINT" not in each["sql"]]
    assert len(asked) <= most, "\n".join(asked)


def test_what_is_taken_comes_with_alternatives(caller, hub, desk):
    make_booking(hub, desk)
    other = make_space(hub, "A2")
    answer = caller.post("bookings", wish(desk))
    assert answer.status_code == 409
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert (body["code"], body["status"]) == ("taken", 409)
    assert body["alternatives"][0] == {
        "spaces": [other.ref],
        "seats": 1,
        "price": {"satang": 0, "currency": "THB"},
        "starts_at": "2026-03-02T10:00:00+07:00",
        "ends_at": "2026-03-02T11:00:00+07:00",
        "why": "another-space",
    }
    assert {each["why"] for each in body["alternatives"]} <= {"another-space", "earlier", "later", "shorter"}


def test_a_rule_is_named_with_what_would_pass(caller, desk):
    answer = caller.post("bookings", wish(desk, ends_at="2026-03-02T10:15:00+07:00"))
    assert answer.status_code == 422
    body = answer.json()
    assert (body["code"], body["rule"]) == ("refused", "too-short")
    assert body["detail"] == "A booking here lasts at least 30 minutes."
    assert body["would_pass"] == "Choose a longer time."


def test_taken_is_said_before_any_rule_about_the_person(caller, hub, desk):
    make_policy(hub, most_minutes_a_day=60)
    make_booking(hub, make_space(hub, "A2"), person=caller.person)
    make_booking(hub, desk)
    assert caller.post("bookings", wish(desk)).status_code == 409
    later = {"starts_at": "2026-03-02T12:00:00+07:00", "ends_at": "2026-03-02T13:00:00+07:00"}
    assert caller.post("bookings", wish(desk, **later)).json()["rule"] == "most-a-day"


# --- by kind, out of a hold -------------------------------------------------------------------------------------------


def test_by_kind_it_takes_what_fits(caller, hub):
    make_table(hub)
    answer = caller.post("bookings", {"hub": "hub", "kind": "desk", "people": 3, **TIME})
    assert answer.status_code == 201
    assert len(answer.json()["spaces"]) == 3


def test_what_is_said_with_it_is_kept_however_it_is_booked(caller, desk):
    held = caller.post("holds", wish(desk)).json()
    for hour, asked in ((9, {"spaces": [desk.ref]}), (13, {"kind": "desk"}), (0, {"hold": held["ref"]})):
        times = {"starts_at": f"2026-03-02T{hour:02}:00:00+07:00", "ends_at": f"2026-03-02T{hour + 1:02}:00:00+07:00"}
        made = caller.post("bookings", {"hub": "hub", "note": "มีรถเข็น", **times, **asked})
        assert (made.status_code, made.json()["note"]) == (201, "มีรถเข็น")
        assert Booking.objects.get(ref=made.json()["ref"]).note == "มีรถเข็น"


def test_a_hold_is_confirmed_once_and_asked_again_the_same(caller, desk):
    held = caller.post("holds", wish(desk))
    assert held.status_code == 201
    assert held.json()["expires_at"] == "2026-03-02T09:05:00+07:00"
    assert caller.post("bookings", wish(desk)).status_code == 409
    first = caller.post("bookings", {"hold": held.json()["ref"]})
    again = caller.post("bookings", {"hold": held.json()["ref"]})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert first.json()["ref"] == held.json()["ref"]


def test_a_hold_that_ran_out_is_said_to_have(caller, desk):
    held = caller.post("holds", wish(desk)).json()
    with clock.stopped_at(NINE + timedelta(minutes=5)):
        answer = caller.post("bookings", {"hold": held["ref"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "hold-expired")
    assert caller.post("bookings", {"hold": "nobody"}).json()["code"] == "hold-expired"


def test_nobody_confirms_or_ends_the_hold_of_another(caller, desk):
    held = caller.post("holds", wish(desk)).json()
    stranger = Caller(make_person("Stranger"))
    assert stranger.post("bookings", {"hold": held["ref"]}).status_code == 409
    assert stranger.delete(f"holds/{held['ref']}").status_code == 404
    assert caller.delete(f"holds/{held['ref']}").status_code == 204
    assert caller.delete(f"holds/{held['ref']}").status_code == 404
    assert stranger.post("bookings", wish(desk)).status_code == 201


def test_a_program_may_hold_for_several_at_once(caller, hub, desk):
    other = make_space(hub, "A2")
    refs = {caller.post("holds", wish(space)).json()["ref"] for space in (desk, other)}
    assert len(refs) == 2
    assert caller.post("holds", wish(desk)).status_code == 409
    assert all(caller.post("bookings", {"hold": ref}).status_code == 201 for ref in refs)


# --- for others -------------------------------------------------------------------------------------------------------


def test_a_host_books_for_a_guest_who_is_welcomed_with_the_booking_only(host, hub, desk):
    for_her = {"name": "ยายแก้ว", "phone": "081 234 5678"}
    answer = host.post("bookings", wish(desk, **for_her))
    assert answer.status_code == 201
    assert answer.json()["person"]["name"] == "ยายแก้ว"
    people = Person.objects.count()
    assert host.post("bookings", wish(desk, **for_her)).status_code == 409
    assert host.post("bookings", wish(desk, person=for_her)).status_code == 409
    assert Person.objects.count() == people
    assert Person.objects.get(name="ยายแก้ว").phone == "+66812345678"
    assert host.post("bookings", wish(desk, name="A", phone="12")).json()["errors"][0]["field"] == "phone"


def test_a_host_books_for_somebody_known(host, desk):
    malee = make_person("Malee", email="malee@example.org")
    for who in (malee.code, "Malee@example.org"):
        answer = host.post("bookings", wish(desk, person=who))
        assert answer.status_code == 201
        assert answer.json()["person"]["code"] == malee.code
        host.post(f"bookings/{answer.json()['ref']}/cancel")
    assert host.post("bookings", wish(desk, person="nobody")).json()["errors"][0]["field"] == "person"


def test_who_does_not_run_the_hub_books_for_nobody_else(caller, desk):
    assert caller.post("bookings", wish(desk, name="Somebody")).status_code == 403
    assert caller.post("bookings", wish(desk, person=make_person("Malee").code)).status_code == 403
    assert caller.post("bookings", wish(desk, person=caller.person.code)).status_code == 201


# --- wrong calls ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"starts_at": "2026-03-02T10:00:00"}, "starts_at"),
        ({"starts_at": "tomorrow"}, "starts_at"),
        ({"starts_at": 1772420400}, "starts_at"),
        ({"starts_at": "0001-01-01T00:00:00+14:00"}, "starts_at"),
        ({"starts_at": "9999-12-31T23:59:59-14:00"}, "starts_at"),
        ({"starts_at": None}, "starts_at"),
        ({"spaces": []}, "spaces"),
        ({"spaces": ["A/../1"]}, "spaces.0"),
        ({"spaces": None}, "spaces"),
        ({"kind": "desk"}, "spaces"),
        ({"spaces": None, "kind": "boat"}, "kind"),
        ({"people": 0}, "people"),
        ({"people": "2"}, "people"),
        ({"people": 10**30}, "people"),
        ({"hub": "no-such-hub"}, "hub"),
        ({"hub": 3}, "hub"),
        ({"note": "a\0b"}, "note"),
        ({"note": "a" * 301}, "note"),
    ],
)
def test_each_wrong_field_is_named_in_the_callers_language(caller, desk, change, field):
    english = caller.post("bookings", wish(desk, **change))
    thai = caller.post("bookings", wish(desk, **change), **{"Accept-Language": "th"})
    assert (english.status_code, english.json()["code"]) == (422, "invalid")
    assert [each["field"] for each in english.json()["errors"]] == [field]
    assert english.json()["errors"][0]["detail"] != thai.json()["errors"][0]["detail"]


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '"x"', "NaN", "\ud800".encode("utf-8", "surrogatepass"), "[" * 999]
)
def test_what_is_no_json_object_is_told_so(caller, body):
    answer = Client().post("/api/v1/bookings", body, content_type="application/json", headers=caller.headers)
    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_spaces_that_are_not_there_or_doubled_are_refused(caller, desk):
    assert caller.post("bookings", wish(desk, spaces=["nobody"])).json()["rule"] == "no-such-space"
    assert caller.post("bookings", wish(desk, spaces=[desk.ref, desk.ref])).json()["rule"] == "twice"
