"""Many at once, in true threads and transactions: each quarter of an hour goes to one, and nobody waits for ever."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from smarthub.bookings.actions.book import book, book_any, confirm, hold
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.change import change
from smarthub.bookings.actions.check_in import check_in
from smarthub.bookings.actions.close_space import close_space
from smarthub.bookings.actions.guest import confirm_as_guest
from smarthub.bookings.doctor import examine
from smarthub.bookings.models import Booking, Slot
from smarthub.bookings.rules.quarters import QUARTER
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.kit.testing import race
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_hall, make_policy, make_space, make_table

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
ROUNDS = range(4)


@pytest.fixture
def crowd() -> list[Person]:
    return [make_person(f"P{n}") for n in range(12)]


def booking_of(hub: Hub, spaces: list[Space], person: Person, starts_at: Any = TEN, **more: Any) -> Callable[[], Any]:
    times: dict[str, Any] = {"starts_at": starts_at, "ends_at": starts_at + HOUR}
    return partial(book, hub, spaces=spaces, **times, person=person, by=person, now=NINE, **more)


def holding(hub: Hub, spaces: list[Space], holder: str, starts_at: Any = TEN) -> Callable[[], Any]:
    times: dict[str, Any] = {"starts_at": starts_at, "ends_at": starts_at + HOUR}
    return partial(hold, hub, spaces=spaces, **times, holder=holder, by=None, now=NINE)


def one_won(answers: list[Any]) -> Booking:
    """Exactly one has it; all others were told that it is taken."""
    wrong = [each for each in answers if not isinstance(each, Booking) and codes([each]) != {"taken"}]
    assert wrong == []
    won = [each for each in answers if isinstance(each, Booking)]
    assert len(won) == 1
    return won[0]


def codes(answers: list[Any]) -> set[str]:
    return {each.refusal.code if isinstance(each, Refused) else repr(each) for each in answers}


def all_is_well() -> None:
    with clock.stopped_at(NINE):
        assert list(examine()) == []


def test_one_of_many_gets_the_desk(hub, crowd):
    desk = make_space(hub)
    for n in ROUNDS:
        one_won(race([booking_of(hub, [desk], person, TEN + n * HOUR) for person in crowd]))
    all_is_well()


def test_times_that_only_overlap_race_as_well(hub, crowd):
    desk = make_space(hub)
    answers = race([booking_of(hub, [desk], person, TEN + n % 4 * QUARTER) for n, person in enumerate(crowd)])
    one_won(answers)
    all_is_well()


def test_the_hall_and_its_rooms_never_both(hub, crowd):
    hall, rooms = make_hall(hub, rooms=2)
    for n in ROUNDS:
        start = TEN + n * HOUR
        answers = race(
            [booking_of(hub, [hall] if i % 2 else [rooms[i // 2 % 2]], p, start) for i, p in enumerate(crowd)]
        )
        won = {space.pk for each in answers if isinstance(each, Booking) for space in each.spaces.all()}
        assert won in ({hall.pk}, {room.pk for room in rooms})
        assert codes([each for each in answers if not isinstance(each, Booking)]) == {"taken"}
    all_is_well()


def test_a_hold_or_a_booking_never_both(hub, crowd):
    desk = make_space(hub)
    for n in ROUNDS:
        start = TEN + n * HOUR
        calls = [
            holding(hub, [desk], f"v{i}", start) if i % 2 else booking_of(hub, [desk], p, start)
            for i, p in enumerate(crowd)
        ]
        one_won(race(calls))
    all_is_well()


def test_one_of_many_gets_what_a_hold_that_ran_out_left(hub, crowd):
    table, seats = make_table(hub)
    later = NINE + timedelta(minutes=6)
    for n in ROUNDS:
        start = TEN + n * HOUR
        for seat in seats:
            holding(hub, [seat], f"gone-{seat.pk}", start)()
        wished = [[table], *([seat] for seat in seats)]
        times: dict[str, Any] = {"starts_at": start, "ends_at": start + HOUR}
        answers = race(
            [partial(book, hub, spaces=wished[i % 5], **times, person=p, by=p, now=later) for i, p in enumerate(crowd)]
        )
        won = [each for each in answers if isinstance(each, Booking)]
        spaces = sorted(space.pk for each in won for space in each.spaces.all())
        assert spaces in ([table.pk], sorted(seat.pk for seat in seats))
        assert codes([each for each in answers if not isinstance(each, Booking)]) == {"taken"}
    all_is_well()


def test_a_hold_is_confirmed_or_lost_to_another_never_both(hub, crowd):
    desk = make_space(hub)
    for n in ROUNDS:
        start = TEN + n * HOUR
        held = holding(hub, [desk], "somebody", start)()
        end = NINE + timedelta(minutes=5)
        times: dict[str, Any] = {"starts_at": start, "ends_at": start + HOUR}
        calls: list[Callable[[], Any]] = [partial(confirm, held, person=crowd[0], by=crowd[0], now=end - QUARTER / 15)]
        calls += [partial(book, hub, spaces=[desk], **times, person=p, by=p, now=end) for p in crowd[1:6]]
        answers = race(calls)
        assert sum(isinstance(each, Booking) for each in answers) == 1
        assert codes([each for each in answers if not isinstance(each, Booking)]) <= {"taken", "hold-expired"}
    all_is_well()


def test_a_group_and_single_people_share_a_table_without_overlap(hub, crowd):
    make_table(hub, desks=4)
    for n in ROUNDS:
        times: dict[str, Any] = {"starts_at": TEN + n * HOUR, "ends_at": TEN + (n + 1) * HOUR}
        calls = [
            partial(book_any, hub, kind="desk", people=4 if i % 3 == 0 else 1, **times, person=p, by=p, now=NINE)
            for i, p in enumerate(crowd)
        ]
        answers = race(calls)
        won = [each for each in answers if isinstance(each, Booking)]
        assert 1 <= sum(each.people for each in won) <= 4
        assert codes([each for each in answers if not isinstance(each, Booking)]) <= {"taken"}
    all_is_well()


def test_movers_who_swap_their_seats_do_not_wait_for_each_other_for_ever(hub, crowd):
    desks = [make_space(hub, f"A{n}") for n in range(8)]
    bookings = [make_booking(hub, desk, person=person) for desk, person in zip(desks, crowd, strict=False)]
    times: dict[str, Any] = {"starts_at": TEN, "ends_at": TEN + HOUR}
    for n in ROUNDS:
        aims = [desks[(i + (1 if (i + n) % 2 == 0 else -1)) % 8] for i in range(8)]
        calls = [
            partial(change, booking, spaces=[aim], **times, by=person, now=NINE)
            for booking, aim, person in zip(bookings, aims, crowd, strict=False)
        ]
        answers = race(calls)
        assert codes([each for each in answers if not isinstance(each, Booking)]) <= {"taken"}
    assert Slot.objects.count() == 8 * 4
    all_is_well()


def test_who_cancels_makes_room_for_one(hub, crowd):
    desk = make_space(hub)
    standing = make_booking(hub, desk, person=crowd[0])
    calls: list[Callable[[], Any]] = [partial(cancel, standing, by=crowd[0], now=NINE)] * 3
    answers = race([*calls, *(booking_of(hub, [desk], person) for person in crowd[1:])])
    assert all(isinstance(each, Booking) for each in answers[:3])
    assert sum(isinstance(each, Booking) for each in answers[3:]) <= 1
    assert codes([each for each in answers[3:] if not isinstance(each, Booking)]) <= {"taken"}
    all_is_well()


def test_a_late_party_or_the_next_one_has_the_desk_never_both(hub, crowd):
    desk = make_space(hub)
    for n in ROUNDS:
        start = TEN + n * 2 * HOUR
        late = make_booking(hub, desk, starts_at=start, hours=2, person=crowd[0])
        now = start + QUARTER
        times: dict[str, Any] = {"starts_at": now, "ends_at": now + HOUR}
        calls: list[Callable[[], Any]] = [partial(check_in, late, by=crowd[0], now=now)]
        calls += [partial(book, hub, spaces=[desk], **times, person=p, by=p, now=now) for p in crowd[1:4]]
        answers = race(calls)
        assert sum(not isinstance(each, Exception) for each in answers) == 1
        assert codes([each for each in answers if isinstance(each, Exception)]) <= {"taken", "released"}


def test_a_guest_confirms_the_hall_while_others_want_it(hub, crowd):
    hall, _rooms = make_hall(hub, rooms=4)
    for n in ROUNDS:
        start = TEN + n * HOUR
        held = holding(hub, [hall], "somebody", start)()
        calls: list[Callable[[], Any]] = [partial(confirm_as_guest, held, name="Dao", now=NINE)] * 2
        calls += [booking_of(hub, [hall], person, start) for person in crowd[:8]]
        answers = race(calls)
        assert [each for each in answers[:2] if not isinstance(each, Booking)] == []
        assert codes(answers[2:]) == {"taken"}
    assert Person.objects.filter(name="Dao").count() == len(ROUNDS)
    all_is_well()


def test_two_moves_of_one_booking_leave_it_in_one_place(hub, crowd):
    desks = [make_space(hub, f"A{n}") for n in range(4)]
    booking = make_booking(hub, desks[0], person=crowd[0])
    for n in ROUNDS:
        stale = [Booking.objects.prefetch_related("spaces").get(pk=booking.pk) for _ in range(4)]
        calls: list[Callable[[], Any]] = [
            partial(change, each, spaces=[desk], starts_at=TEN, ends_at=TEN + HOUR, by=crowd[0], now=NINE)
            for each, desk in zip(stale[:2], (desks[1 + n % 3], desks[1 + (n + 1) % 3]), strict=True)
        ]
        calls += [
            partial(change, each, starts_at=TEN, ends_at=TEN + HOUR + QUARTER, by=crowd[0], now=NINE)
            for each in stale[2:]
        ]
        assert codes([each for each in race(calls) if not isinstance(each, Booking)]) <= {"taken"}
        booking.refresh_from_db()
        assert {slot.space_id for slot in booking.slots.all()} == {space.pk for space in booking.spaces.all()}
    all_is_well()


def test_a_closing_that_cancels_a_group_does_not_wait_for_a_group_for_ever(hub, crowd):
    first, second = make_space(hub, "A1"), make_space(hub, "A2")
    for n in ROUNDS:
        start = TEN + n * HOUR
        make_booking(hub, [first, second], starts_at=start, people=2)
        times: dict[str, Any] = {"starts_at": start, "ends_at": start + HOUR}
        calls: list[Callable[[], Any]] = [
            partial(close_space, hub, second, **times, cancels_hit=True, by=crowd[0], now=NINE)
        ]
        calls += [booking_of(hub, [first, second], person, start) for person in crowd[:6]]
        answers = race(calls)
        assert not isinstance(answers[0], Exception)
        assert codes(answers[1:]) == {"taken"}
    all_is_well()


def test_a_person_s_two_bookings_at_once_know_of_each_other(hub, crowd):
    make_policy(hub, most_minutes_a_day=60)
    desks = [make_space(hub, f"A{n}") for n in range(4)]
    answers = race([booking_of(hub, [desk], crowd[0]) for desk in desks])
    assert sum(isinstance(each, Booking) for each in answers) == 1
    assert codes([each for each in answers if not isinstance(each, Booking)]) == {"most-a-day"}


def test_the_same_place_pressed_twice_at_once_is_one_hold(hub, crowd):
    desk = make_space(hub)
    for n in ROUNDS:
        answers = race([holding(hub, [desk], "one browser", TEN + n * HOUR)] * 3)
        assert [each for each in answers if not isinstance(each, Booking)] == []
        assert len({each.pk for each in answers}) == 1
