"""One booking through the API: seen, given back, moved; coming and leaving, with and without one."""

from datetime import timedelta

import pytest
from django.test import Client

from smarthub.bookings.models import Slot, Visit
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.bookings.tests.calling import Caller, host_of, wish
from smarthub.kit import clock
from smarthub.people.testing import make_person
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_policy, make_space

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]
HOUR = timedelta(hours=1)


@pytest.fixture
def stranger() -> Caller:
    return Caller(make_person("Stranger"))


@pytest.fixture
def host(hub: Hub) -> Caller:
    return host_of(hub)


@pytest.fixture
def ref(caller: Caller, desk: Space) -> str:
    return str(caller.post("bookings", wish(desk)).json()["ref"])


def test_for_a_stranger_there_is_no_such_booking(stranger, ref):
    answers = [stranger.get(f"bookings/{ref}")]
    answers += [stranger.post(f"bookings/{ref}/{verb}", {}) for verb in ("cancel", "check-in", "check-out", "change")]
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.json()["code"] for answer in answers} == {"not-found"}


def test_a_hold_is_no_booking_yet(caller, desk):
    held = caller.post("holds", wish(desk)).json()["ref"]
    assert caller.get(f"bookings/{held}").status_code == 404


def test_its_person_gives_it_back_and_asked_again_the_same(caller, ref):
    first, again = (caller.post(f"bookings/{ref}/cancel") for _ in range(2))
    assert first.status_code == 200
    assert first.json()["state"] == "cancelled"
    assert first.content == again.content
    assert not Slot.objects.exists()


def test_who_runs_the_hub_is_not_bound_to_the_deadline(caller, host, hub, desk):
    make_policy(hub, cancel_minutes=24 * 60)
    ref = caller.post(
        "bookings", wish(desk, starts_at="2026-03-02T12:00:00+07:00", ends_at="2026-03-02T13:00:00+07:00")
    )
    ref = ref.json()["ref"]
    make_policy(hub, space=desk, cancel_minutes=60)
    late = NINE + 2.5 * HOUR
    with clock.stopped_at(late):
        answer = caller.post(f"bookings/{ref}/cancel")
        assert answer.status_code in {200, 422}
        assert host.post(f"bookings/{ref}/cancel").json()["state"] == "cancelled"


def test_coming_and_leaving(caller, ref):
    too_early = caller.post(f"bookings/{ref}/check-in")
    assert (too_early.status_code, too_early.json()["rule"]) == (422, "too-early")
    not_come = caller.post(f"bookings/{ref}/check-out")
    assert (not_come.status_code, not_come.json()["rule"]) == (422, "not-come")
    with clock.stopped_at(TEN):
        came = caller.post(f"bookings/{ref}/check-in", key="in")
        assert (came.status_code, came.json()["state"]) == (200, "arrived")
        assert caller.post(f"bookings/{ref}/check-in", key="in").content == came.content
        assert caller.post(f"bookings/{ref}/cancel").json()["rule"] == "has-come"
    with clock.stopped_at(TEN + HOUR / 2):
        left = caller.post(f"bookings/{ref}/check-out")
        assert (left.json()["state"], left.json()["left_at"]) == ("left", "2026-03-02T10:30:00+07:00")
        assert caller.get(f"bookings/{ref}").json() == left.json()
    assert Visit.objects.get().left_how == "said"


def test_who_does_not_come_is_a_no_show_without_anybody_doing_a_thing(caller, ref):
    with clock.stopped_at(TEN + HOUR / 4):
        assert caller.get(f"bookings/{ref}").json()["state"] == "no-show"


def test_it_is_moved_in_time_and_place(caller, hub, ref):
    other = make_space(hub, "A2")
    shorter = caller.post(f"bookings/{ref}/change", {"ends_at": "2026-03-02T10:30:00+07:00"})
    assert shorter.status_code == 200, shorter.content
    assert shorter.json()["ends_at"] == "2026-03-02T10:30:00+07:00"
    moved = caller.post(f"bookings/{ref}/change", {"spaces": [other.ref]})
    assert moved.json()["spaces"] == [other.ref]
    assert caller.get(f"bookings/{ref}").json() == moved.json()


def test_a_move_to_what_is_taken_comes_with_alternatives_and_keeps_the_old(caller, hub, ref):
    other = make_space(hub, "A2")
    make_booking(hub, other)
    third = make_space(hub, "A3")
    before = caller.get(f"bookings/{ref}").json()
    answer = caller.post(f"bookings/{ref}/change", {"spaces": [other.ref]})
    assert answer.status_code == 409
    assert answer.json()["alternatives"][0]["spaces"] == [third.ref]
    assert caller.get(f"bookings/{ref}").json() == before


# --- visits -----------------------------------------------------------------------------------------------------------


def test_a_group_is_counted_in_and_out(host, hub):
    came = host.post("hubs/hub/visits", {"people": 3})
    assert came.status_code == 201
    assert came.json() == {
        "ref": Visit.objects.get().ref,
        "hub": "hub",
        "people": 3,
        "came_at": "2026-03-02T09:00:00+07:00",
        "left_at": None,
    }
    assert Client().get("/api/v1/hubs/hub/presence").json()["head_count"] == 3
    left = host.post(f"visits/{came.json()['ref']}/check-out")
    assert (left.status_code, left.json()["left_at"]) == (200, "2026-03-02T09:00:00+07:00")
    assert Client().get("/api/v1/hubs/hub/presence").json()["head_count"] == 0


def test_one_comes_alone_in_their_own_name(caller, stranger, hub):
    ref = caller.post("hubs/hub/visits").json()["ref"]
    assert Visit.objects.get().person == caller.person
    assert stranger.post(f"visits/{ref}/check-out").status_code == 404
    assert caller.post(f"visits/{ref}/check-out").status_code == 200


def test_the_same_key_counts_nobody_twice(caller, hub):
    answers = [caller.post("hubs/hub/visits", {"people": 2}, key="one") for _ in range(2)]
    assert answers[0].content == answers[1].content
    assert Visit.objects.count() == 1


def test_when_the_hub_is_closed_only_its_host_lets_people_in(caller, host, hub):
    with clock.stopped_at(NINE - HOUR / 2):
        assert caller.post("hubs/hub/visits").json()["rule"] == "closed"
        assert host.post("hubs/hub/visits").status_code == 201
    assert caller.post("hubs/hub/visits", {"people": 10**12}).json()["rule"] == "people"
    assert caller.post("hubs/nowhere/visits").status_code == 404
