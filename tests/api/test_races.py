"""Many programs at once, over HTTP, at the live house: one gets the time, all others are told so at once and alike."""

import http.client
import json
import time
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from smarthub.bookings.doctor import examine
from smarthub.bookings.models import Booking, Visit
from smarthub.kit import clock
from smarthub.kit.testing import race
from smarthub.people.actions.tokens import make_token
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hall, make_hub, make_space, make_table

NINE = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
MANY = 32
ROUNDS = 4
pytestmark = pytest.mark.at(NINE)


@pytest.fixture
def hub(live):
    return make_hub()


@pytest.fixture
def post(live, hub):
    """`post(path, body)` as a call to be made later; it answers (status, body as bytes, seconds)."""
    person = make_person()
    token = make_token(person, by=person, now=NINE)

    def prepared(path, body, **more):
        connection = http.client.HTTPConnection(live.removeprefix("http://"), timeout=30)
        connection.connect()
        text = json.dumps(body)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **more}

        def send():
            began = time.monotonic()
            connection.request("POST", f"/api/v1/{path}", text, headers)
            answer = connection.getresponse()
            read = answer.status, answer.read(), time.monotonic() - began
            connection.close()
            return read

        return send

    return prepared


def wish(spaces, hours=1):
    starts_at = NINE + timedelta(hours=hours)
    times = {"starts_at": starts_at.isoformat(), "ends_at": (starts_at + timedelta(hours=1)).isoformat()}
    return {"hub": "hub", "spaces": [space.ref for space in spaces], **times, "people": 1}


def one_won(answers):
    statuses = sorted(answer[0] for answer in answers)
    assert statuses == [201] + [409] * (len(answers) - 1), [answer[1] for answer in answers if answer[0] > 409]
    losers = [json.loads(answer[1]) for answer in answers if answer[0] == 409]
    assert all(loser["code"] == "taken" and loser["alternatives"] for loser in losers)


def test_of_many_bookings_of_one_time_exactly_one_is_made(hub, post):
    _table, seats = make_table(hub)
    longest = 0.0
    for n in range(ROUNDS):
        answers = race([post("bookings", wish(seats[:1], n)) for _ in range(MANY)])
        one_won(answers)
        longest = max(longest, *(seconds for _status, _body, seconds in answers))
    assert Booking.objects.count() == ROUNDS
    assert longest < 10  # how fast it is, the benchmarks say; here it only must not hang
    assert list(examine()) == []


def test_of_holds_and_bookings_exactly_one_is_made(hub, post):
    _table, seats = make_table(hub)
    for n in range(ROUNDS):
        one_won(race([post(("holds", "bookings")[i % 2], wish(seats[:1], n)) for i in range(12)]))
    assert list(examine()) == []


def test_of_the_hall_and_its_rooms_exactly_one_is_had(hub, post):
    hall, rooms = make_hall(hub)
    make_hall(hub, "Other")
    for n in range(ROUNDS):
        answers = race([post("bookings", wish([hall] if i % 2 else rooms[:1], n)) for i in range(12)])
        one_won(answers)
    assert list(examine()) == []


def test_a_hold_that_ran_out_goes_to_exactly_one(hub, post):
    _table, seats = make_table(hub)
    for n in range(ROUNDS):
        with clock.stopped_at(NINE - timedelta(minutes=6)):
            assert post("holds", wish(seats[:1], n + 1))()[0] == 201
        one_won(race([post("bookings", wish(seats[:1], n + 1)) for _ in range(12)]))
    assert list(examine()) == []


def test_the_same_call_sent_many_times_at_once_is_done_once_and_answered_alike(hub, post):
    desk = make_space(hub)
    key = {"Idempotency-Key": "one"}
    for path, body, count in (
        ("bookings", wish([desk]), Booking.objects.count),
        ("bookings", {**wish([desk], 3), "spaces": None, "kind": "desk"}, Booking.objects.count),
        ("hubs/hub/visits", {"people": 2}, Visit.objects.count),
    ):
        before = count()
        key = {"Idempotency-Key": f"one-{before}-{path}"}
        answers = race([partial(post(path, body, **key)) for _ in range(8)])
        assert {answer[0] for answer in answers} == {201}, answers
        assert len({answer[1] for answer in answers}) == 1
        assert count() == before + 1
