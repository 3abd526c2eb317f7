"""A call that is sent twice with one Idempotency-Key is done once and answered alike."""

from typing import Any

import pytest

from smarthub.bookings.models import Booking
from smarthub.bookings.testing import NINE, make_booking
from smarthub.bookings.tests.calling import Caller, wish
from smarthub.people.testing import make_person
from smarthub.places.testing import make_space

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]


def test_the_same_key_and_body_give_the_same_answer_byte_for_byte(caller, desk):
    first = caller.post("bookings", wish(desk), key="k1")
    again = caller.post("bookings", wish(desk), key="k1", **{"Accept-Language": "th"})
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert Booking.objects.count() == 1


def test_a_refusal_is_kept_as_well(caller, hub, desk):
    booking = make_booking(hub, desk)
    first = caller.post("bookings", wish(desk), key="k1")
    caller.post("bookings", wish(make_space(hub, "A2")))
    booking.delete()
    again = caller.post("bookings", wish(desk), key="k1")
    assert first.status_code == again.status_code == 409
    assert first.content == again.content
    assert again.headers["Content-Type"] == "application/problem+json"


def test_the_same_key_for_another_call_is_refused(caller, hub, desk):
    assert caller.post("bookings", wish(desk), key="k1").status_code == 201
    other = caller.post("bookings", wish(make_space(hub, "A2")), key="k1")
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")
    elsewhere = caller.post("hubs/hub/visits", wish(desk), key="k1")
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (422, "key-reused")
    assert Booking.objects.count() == 1


def test_two_people_may_choose_the_same_key(caller, hub, desk):
    assert caller.post("bookings", wish(desk), key="k1").status_code == 201
    somebody = Caller(make_person("Malee"))
    assert somebody.post("bookings", wish(make_space(hub, "A2")), key="k1").status_code == 201


@pytest.mark.parametrize("key", ["a b", "k" * 201, "ก"])
def test_a_key_that_cannot_be_kept_is_refused(caller, desk, key):
    answer = caller.post("bookings", wish(desk), key=key)
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"


def test_what_only_broke_is_not_kept(caller, desk, monkeypatch):
    """A fault of ours is a problem too, and the same call may succeed later."""

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("smarthub.bookings.api.book.book", broken)
        answer = caller.post("bookings", wish(desk), key="k1")
    assert (answer.status_code, answer.json()["code"]) == (500, "error")
    assert caller.post("bookings", wish(desk), key="k1").status_code == 201
