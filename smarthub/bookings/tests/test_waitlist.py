"""Waiting for a place: the rules, the line, the offer."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from smarthub.bookings import tasks
from smarthub.bookings.actions.book import book
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.change import change
from smarthub.bookings.actions.check_in import check_in, leave
from smarthub.bookings.actions.close_space import close_space, lift
from smarthub.bookings.actions.release import release_no_shows
from smarthub.bookings.actions.waiting import serve_waiting
from smarthub.bookings.actions.waitlist import accept, join, join_as_guest, leave_line
from smarthub.bookings.doctor import examine
from smarthub.bookings.models import Booking, Slot, Wait, WaitOffer
from smarthub.bookings.queries import before_in_line, open_offer, waits_at, waits_of
from smarthub.bookings.rules.waitlist import answer_until, time_left, why_not_accept, why_not_wait
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.notices.models import Notice
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_hub, make_policy, make_space, make_table

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def hub() -> Hub:
    return make_hub()


def wait_for(hub: Hub, person: Person | None = None, **more: Any) -> Wait:
    person = person or make_person("Dao")
    given: dict[str, Any] = {"kind": "desk", "starts_at": TEN, "ends_at": TEN + HOUR, "now": NINE, **more}
    return join(hub, person=person, by=person, **given)


def offered(wait: Wait) -> WaitOffer | None:
    return open_offer(wait)


def all_is_well(now: datetime = NINE) -> None:
    with clock.stopped_at(now):
        assert list(examine()) == []


# --- the rules --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({}, None),
        ({"waits": 4}, None),
        ({"waits": 5}, "too-many-waits"),
        ({"starts_at": NINE - HOUR}, "past"),
        ({"ends_at": TEN + 20 * HOUR}, "too-long"),
        ({"kind": "hall"}, "no-such-space"),
        ({"people": 3}, None),  # a group waits for several desks
        ({"starts_at": TEN + 12 * HOUR, "ends_at": TEN + 13 * HOUR}, "closed-hour"),
    ],
)
def test_one_waits_for_what_a_free_place_would_mend(hub: Hub, wish: dict[str, Any], code: str | None) -> None:
    make_space(hub)
    given: dict[str, Any] = {
        "kind": "desk", "spaces": (), "starts_at": TEN, "ends_at": TEN + HOUR, "people": 1, "waits": 0, "now": NINE,
        **wish,
    }  # fmt: skip
    refusal = why_not_wait(places.rulebook(hub), **given)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        (NINE, TEN),
        (TEN + 16 * MINUTE, TEN + 15 * MINUTE),
        (TEN + 45 * MINUTE, None),  # 15 minutes are too short a booking
        (TEN + 30 * MINUTE, TEN + 30 * MINUTE),
        (TEN + HOUR, None),
    ],
)
def test_what_is_left_of_a_time_that_has_begun(now: datetime, begins: datetime | None) -> None:
    assert time_left(TEN, TEN + HOUR, shortest=30 * MINUTE, now=now) == begins


def local(hour: int, minute: int = 0, day: int = 2) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - 7 * HOUR


@pytest.mark.parametrize(
    ("now", "starts_at", "until"),
    [
        (local(9), local(14), local(9, 15)),
        (local(13, 30), local(14), local(13, 35)),  # soon: five minutes
        (local(22), local(10, day=3), local(7, 15, day=3)),  # nobody answers at night
        (local(3), local(14), local(7, 15)),
        (local(5), local(7, 30), local(6, 30)),  # but an hour before it begins somebody must have said yes
    ],
)
def test_until_when_an_offer_is_theirs(hub: Hub, now: datetime, starts_at: datetime, until: datetime) -> None:
    desk = make_space(hub)
    assert answer_until(places.rulebook(hub), [desk], starts_at, now=now) == until


@pytest.mark.parametrize(("is_open", "now", "gone"), [(True, NINE, False), (True, TEN, True), (False, NINE, True)])
def test_an_offer_is_answered_in_time_and_once(is_open: bool, now: datetime, gone: bool) -> None:
    assert (why_not_accept(is_open=is_open, until=TEN, now=now) is not None) == gone


# --- the line ---------------------------------------------------------------------------------------------------------


def test_who_joins_twice_stands_in_line_once(hub: Hub) -> None:
    make_booking(hub, make_space(hub))
    wait = wait_for(hub, person := make_person())
    assert wait_for(hub, person) == wait
    assert list(waits_of(person)) == [wait]
    with pytest.raises(IntegrityError), transaction.atomic():
        Wait.objects.create(
            hub=hub, person=person, kind="desk", starts_at=TEN, ends_at=TEN + HOUR, asked_at=NINE, in_line_since=NINE
        )


def test_nobody_waits_for_what_is_free(hub: Hub) -> None:
    desk = make_space(hub)
    wishes: list[dict[str, Any]] = [{}, {"spaces": [desk]}]
    for wish in wishes:
        with pytest.raises(Refused) as refused:
            wait_for(hub, **wish)
        assert refused.value.refusal.code == "free-now"


def test_a_guest_waits_by_name_and_comes_with_the_line_or_not_at_all(hub: Hub) -> None:
    make_booking(hub, make_space(hub))
    times: dict[str, Any] = {"kind": "desk", "starts_at": TEN, "ends_at": TEN + HOUR, "now": NINE}
    wait = join_as_guest(hub, name="ยายแก้ว", **times)
    assert wait.person.name == "ยายแก้ว"
    with pytest.raises(Refused):
        join_as_guest(hub, name="ลุงสมาน", **(times | {"kind": "hall"}))
    assert not Person.objects.filter(name="ลุงสมาน").exists()


def test_what_is_cancelled_is_offered_to_the_first_in_line_and_to_nobody_else(hub: Hub) -> None:
    booking = make_booking(hub, desk := make_space(hub))
    first, second = wait_for(hub), wait_for(hub, now=NINE + MINUTE)
    assert (before_in_line(first), before_in_line(second)) == (0, 1)
    assert booking.person
    cancel(booking, by=booking.person, now=NINE + 2 * MINUTE)
    offer = offered(first)
    assert offer
    assert offer.until == NINE + 7 * MINUTE  # soon: it begins in less than an hour
    assert offered(second) is None
    with pytest.raises(Refused) as refused:
        make_booking(hub, desk, now=NINE + 3 * MINUTE)
    assert refused.value.refusal.code == "taken"
    with pytest.raises(Refused) as refused:
        accept(second, by=second.person, now=NINE + 3 * MINUTE)
    assert refused.value.refusal.code == "no-offer"
    got = accept(first, by=first.person, now=NINE + 5 * MINUTE)
    assert accept(first, by=first.person, now=NINE + 9 * MINUTE) == got
    assert (got.person, got.booked_at) == (first.person, NINE + 5 * MINUTE)
    first.refresh_from_db()
    assert (first.booking, first.ended_how) == (got, "booked")
    assert list(waits_at(hub, TEN, TEN + HOUR)) == [second]
    all_is_well()


def test_who_says_no_lets_the_next_have_it_at_once(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub))
    first, second = wait_for(hub), wait_for(hub, now=NINE + MINUTE)
    cancel(booking, by=make_person(), now=NINE)
    leave_line(first, by=first.person, now=NINE + MINUTE)
    assert leave_line(first, by=first.person, now=NINE + 2 * MINUTE).ended_at == NINE + MINUTE
    assert offered(second)
    with pytest.raises(Refused) as refused:
        accept(first, by=first.person, now=NINE + MINUTE)
    assert refused.value.refusal.code == "offer-gone"


def test_who_does_not_answer_goes_to_the_end_of_the_line_and_then_off_it(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub), starts_at=TEN + 2 * HOUR)
    times: dict[str, Any] = {"starts_at": TEN + 2 * HOUR, "ends_at": TEN + 3 * HOUR}
    first, second = wait_for(hub, **times), wait_for(hub, **times, now=NINE + MINUTE)
    cancel(booking, by=make_person(), now=NINE)
    assert serve_waiting(now=NINE + 14 * MINUTE) == 0
    serve_waiting(now=NINE + 15 * MINUTE)
    assert offered(first) is None
    assert offered(second)
    with pytest.raises(Refused) as refused:
        accept(first, by=first.person, now=NINE + 15 * MINUTE)
    assert refused.value.refusal.code == "offer-gone"
    serve_waiting(now=NINE + 30 * MINUTE)
    assert offered(first)
    serve_waiting(now=NINE + 45 * MINUTE)
    first.refresh_from_db()
    assert first.ended_how == "silent"
    assert offered(second)


def test_an_offer_that_has_run_out_is_not_taken_also_when_the_worker_is_late(hub: Hub) -> None:
    booking = make_booking(hub, desk := make_space(hub), starts_at=TEN + 2 * HOUR)
    wait = wait_for(hub, starts_at=TEN + 2 * HOUR, ends_at=TEN + 3 * HOUR)
    cancel(booking, by=make_person(), now=NINE)
    with pytest.raises(Refused):
        accept(wait, by=wait.person, now=NINE + 15 * MINUTE)
    with pytest.raises(Refused):  # the hold outlasts the offer, so that the next in line is asked first
        make_booking(hub, desk, starts_at=TEN + 2 * HOUR, now=NINE + 16 * MINUTE)
    make_booking(hub, desk, starts_at=TEN + 2 * HOUR, now=NINE + 17 * MINUTE)
    with pytest.raises(Refused):
        accept(wait, by=wait.person, now=NINE + 5 * MINUTE)
    serve_waiting(now=NINE + 18 * MINUTE)
    all_is_well(NINE + 18 * MINUTE)


# --- all the ways in which a place becomes free -----------------------------------------------------------------------


def test_a_booking_that_is_shortened_or_moved_makes_room(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub), hours=2)
    late = wait_for(hub, starts_at=TEN + HOUR, ends_at=TEN + 2 * HOUR)
    assert booking.person
    change(booking, starts_at=TEN, ends_at=TEN + HOUR, by=booking.person, now=NINE)
    assert offered(late)
    early = wait_for(hub)
    change(booking, starts_at=TEN + 3 * HOUR, ends_at=TEN + 4 * HOUR, by=booking.person, now=NINE)
    assert offered(early)
    all_is_well()


def test_what_a_no_show_leaves_is_offered_from_the_quarter_that_runs(hub: Hub) -> None:
    make_booking(hub, desk := make_space(hub), hours=2)
    wait = wait_for(hub, ends_at=TEN + 2 * HOUR)
    release_no_shows(now=TEN + 16 * MINUTE)
    offer = offered(wait)
    assert offer
    assert offer.hold
    assert (offer.hold.starts_at, offer.until) == (TEN + 15 * MINUTE, TEN + 21 * MINUTE)
    with pytest.raises(Refused):
        make_booking(hub, desk, starts_at=TEN + 15 * MINUTE, now=TEN + 16 * MINUTE)
    leave_line(wait, by=wait.person, now=TEN + 17 * MINUTE)  # then it is anybody's in the house
    make_booking(hub, desk, starts_at=TEN + 15 * MINUTE, now=TEN + 17 * MINUTE)


def test_who_comes_before_the_worker_does_not_pass_those_who_wait(hub: Hub) -> None:
    make_booking(hub, desk := make_space(hub), hours=2)
    wait = wait_for(hub, ends_at=TEN + 2 * HOUR)
    with pytest.raises(Refused) as refused:
        make_booking(hub, desk, starts_at=TEN + 15 * MINUTE, now=TEN + 16 * MINUTE)
    assert refused.value.refusal.code == "taken"
    assert offered(wait)


def test_who_leaves_early_makes_room(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub), hours=2)
    wait = wait_for(hub, starts_at=TEN + HOUR, ends_at=TEN + 2 * HOUR)
    visit = check_in(booking, by=make_person(), now=TEN)
    leave(visit, by=None, now=TEN + 40 * MINUTE)
    assert offered(wait)


def test_a_closed_place_is_offered_to_nobody_until_it_is_open_again(hub: Hub) -> None:
    desk = make_space(hub)
    make_booking(hub, desk)
    wait, host = wait_for(hub), make_person()
    closure = close_space(hub, desk, starts_at=TEN, ends_at=TEN + HOUR, cancels_hit=True, by=host, now=NINE)
    assert offered(wait) is None
    lift(closure, by=host, now=NINE)
    with clock.stopped_at(NINE + MINUTE):
        tasks.serve_waiting.func()
    assert offered(wait)
    all_is_well()


def test_a_group_waits_for_a_table_and_the_worker_puts_it_together(hub: Hub) -> None:
    _table, desks = make_table(hub)
    bookings = [make_booking(hub, desk) for desk in desks]
    wait = wait_for(hub, people=3)
    for booking in bookings[:3]:
        cancel(booking, by=make_person(), now=NINE)
    assert offered(wait) is None
    assert serve_waiting(now=NINE) == 1
    got = accept(wait, by=wait.person, now=NINE)
    assert got.spaces.count() == 3


def test_who_waits_for_one_place_is_not_offered_another(hub: Hub) -> None:
    wanted, other = make_space(hub, "A1"), make_space(hub, "A2")
    bookings = {space.pk: make_booking(hub, space) for space in (wanted, other)}
    wait = wait_for(hub, kind="", spaces=[wanted])
    cancel(bookings[other.pk], by=make_person(), now=NINE)
    assert serve_waiting(now=NINE) == 0
    cancel(bookings[wanted.pk], by=make_person(), now=NINE)
    assert offered(wait)


def test_two_who_wish_for_different_hours_are_both_served(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub), hours=2)
    waits = [wait_for(hub), wait_for(hub), wait_for(hub, starts_at=TEN + HOUR, ends_at=TEN + 2 * HOUR)]
    cancel(booking, by=make_person(), now=NINE)
    assert [offered(wait) is not None for wait in waits] == [True, False, True]
    all_is_well()


def test_a_long_line_before_them_that_wants_something_else_is_passed_by(hub: Hub) -> None:
    table, desks = make_table(hub, desks=2)
    bookings = [make_booking(hub, desk) for desk in desks]
    pairs = [wait_for(hub, make_person(), people=2) for _ in range(51)]
    single = wait_for(hub, now=NINE + MINUTE)
    cancel(bookings[0], by=make_person(), now=NINE)
    assert offered(pairs[0]) is None
    assert offered(single)
    assert table.seats == 2


def test_who_waits_in_vain_is_taken_off_the_list(hub: Hub) -> None:
    make_booking(hub, make_space(hub))
    wait = wait_for(hub)
    serve_waiting(now=TEN + 30 * MINUTE)
    wait.refresh_from_db()
    assert wait.ended_at is None
    serve_waiting(now=TEN + 31 * MINUTE + 15 * MINUTE)
    wait.refresh_from_db()
    assert wait.ended_how == "over"


def test_the_offer_lasts_as_the_policy_says_and_is_told(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub), starts_at=TEN + 3 * HOUR)
    make_policy(hub, kind=Space.Kind.DESK, offer_minutes=60)
    hub.refresh_from_db()
    person = make_person("Dao", email="dao@example.org", joined_at=NINE)
    wait = wait_for(hub, person, starts_at=TEN + 3 * HOUR, ends_at=TEN + 4 * HOUR)
    cancel(booking, by=make_person(), now=NINE)
    offer = offered(wait)
    assert offer
    assert offer.until == NINE + HOUR
    notice = Notice.objects.get(channel="mail")
    assert notice.good_until == NINE + HOUR
    assert f"/waits/{wait.ref}/?key=" in notice.link


def test_a_person_who_may_book_no_more_cannot_take_an_offer(hub: Hub) -> None:
    make_policy(hub, most_minutes_a_day=60)
    first, second = make_space(hub, "A1"), make_space(hub, "A2")
    person = make_person()
    bookings = [make_booking(hub, first), make_booking(hub, second)]
    wait = wait_for(hub, person)
    cancel(bookings[0], by=make_person(), now=NINE)
    book(hub, spaces=[first], starts_at=TEN + HOUR, ends_at=TEN + 2 * HOUR, person=person, by=person, now=NINE)
    with pytest.raises(Refused) as refused:
        accept(wait, by=person, now=NINE)
    assert refused.value.refusal.code == "most-a-day"
    assert offered(wait)
    assert Slot.objects.filter(booking__booked_at=None).count() == 4
    assert Booking.objects.filter(booked_at=None).count() == 1


# --- the page and the call --------------------------------------------------------------------------------------------


def test_a_stranger_waits_and_says_yes_by_their_link(hub: Hub, client: Any) -> None:
    booking = make_booking(hub, make_space(hub), hours=2)
    wish = "?date=2026-03-02&start=10:00&minutes=60&kind=desk"
    with clock.stopped_at(NINE):
        assert "/h/hub/wait/?" in client.get(f"/h/hub/book/{wish}").text
        assert client.get(f"/h/hub/wait/{wish}").status_code == 200
        assert client.post(f"/h/hub/wait/{wish}", {"name": ""}).status_code == 422
        answer = client.post(f"/h/hub/wait/{wish}", {"name": "ยายแก้ว"})
        wait = Wait.objects.get()
        assert answer.status_code == 302
        link = answer.headers["Location"]
        assert "คุณเป็นคิวแรก" in client.get(link).text
        assert client.get(f"/waits/{wait.ref}/").status_code == 404
        refused = client.post(link.replace("/?", "/answer/?"), {"answer": "yes"})
        assert refused.status_code == 409
        cancel(booking, by=make_person(), now=NINE)
        assert "มีที่ว่างสำหรับคุณ" in client.get(link).text
        answer = client.post(link.replace("/?", "/answer/?"), {"answer": "yes"})
        wait.refresh_from_db()
        assert wait.booking
        assert answer.headers["Location"].startswith(f"/bookings/{wait.booking.ref}/?key=")
        assert "ได้ที่แล้ว" in client.get(link).text


def test_who_is_signed_in_waits_in_their_own_name_and_can_leave(hub: Hub, client: Any) -> None:
    desk = make_space(hub)
    make_booking(hub, desk)
    client.force_login(person := make_person(joined_at=NINE))
    with clock.stopped_at(NINE):
        wish = f"?date=2026-03-02&start=10:00&minutes=60&space={desk.ref}"
        link = client.post(f"/h/hub/wait/{wish}").headers["Location"]
        wait = Wait.objects.get(person=person)
        assert list(wait.spaces.all()) == [desk]
        assert client.post(f"/waits/{wait.ref}/answer/", {"answer": "no"}).status_code == 302
        assert "ไม่รอแล้ว" in client.get(link).text
        free = client.post("/h/hub/wait/?date=2026-03-02&start=12:00&minutes=60&kind=desk")
    assert free.status_code == 409
    assert "เวลานี้มีที่ว่างอยู่" in free.text


def test_a_network_that_fills_the_list_is_slowed_down(hub: Hub, client: Any) -> None:
    make_booking(hub, make_space(hub))
    wish = "?date=2026-03-02&start=10:00&minutes=60&kind=desk"
    with clock.stopped_at(NINE):
        answers = [client.post(f"/h/hub/wait/{wish}", {"name": f"P{n}"}).status_code for n in range(21)]
    assert answers == [302] * 20 + [409]
