"""All the ways in which a place becomes free, and to whom it is offered."""

from datetime import timedelta

import pytest

from smarthub.bookings import tasks
from smarthub.bookings.actions.book import book
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.change import change
from smarthub.bookings.actions.check_in import check_in, leave
from smarthub.bookings.actions.close_space import close_space, lift
from smarthub.bookings.actions.offering import make_offer, pass_on
from smarthub.bookings.actions.release import release_no_shows
from smarthub.bookings.actions.waiting import end_what_is_over, serve_waiting
from smarthub.bookings.actions.waitlist import accept, leave_line
from smarthub.bookings.models import Booking, Slot
from smarthub.bookings.rules.seating import Choice
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.bookings.tests.waiting import all_is_well, offered, wait_for
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.notices.models import Notice
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_policy, make_space, make_table

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


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


def test_what_is_over_is_offered_to_nobody(hub: Hub) -> None:
    desk = make_space(hub)
    make_booking(hub, desk)
    wait_for(hub)
    assert pass_on(hub, [desk.pk], TEN, TEN + HOUR, now=TEN + HOUR) == []
    assert pass_on(hub, [desk.pk], TEN, TEN + HOUR, now=TEN + 40 * MINUTE) == []  # too little is left of it


def test_nobody_has_two_offers_and_nobody_is_offered_what_is_taken(hub: Hub) -> None:
    desk = make_space(hub)
    booking = make_booking(hub, desk)
    wait = wait_for(hub)
    choice, rulebook = Choice((desk,), "seat"), places.rulebook(hub)
    assert make_offer(wait, rulebook, choice, TEN, now=NINE) is None
    cancel(booking, by=make_person(), now=NINE)
    assert offered(wait)
    assert make_offer(wait, rulebook, choice, TEN, now=NINE) is None
    serve_waiting(now=TEN + 50 * MINUTE)  # the offer lapses, and their time is over
    serve_waiting(now=TEN + 51 * MINUTE)
    wait.refresh_from_db()
    assert wait.ended_how == "over"


def test_an_offer_that_stands_keeps_its_party_on_the_list(hub: Hub) -> None:
    make_booking(hub, make_space(hub), hours=2)
    wait = wait_for(hub, ends_at=TEN + 2 * HOUR)
    release_no_shows(now=TEN + 16 * MINUTE)
    assert offered(wait)
    assert end_what_is_over(now=TEN + 80 * MINUTE) == 0


def test_what_becomes_free_is_not_offered_where_it_is_kept_for_walk_ins(hub: Hub) -> None:
    make_policy(hub, walk_in_percent=50)
    first, second = make_space(hub, "A1"), make_space(hub, "A2")
    booking = make_booking(hub, first, starts_at=TEN, hours=2)
    make_booking(hub, second, starts_at=TEN + 2 * HOUR, hours=2)
    late = wait_for(hub, starts_at=TEN + HOUR, ends_at=TEN + 3 * HOUR)
    cancel(booking, by=make_person(), now=NINE)  # with this seat nobody could just come from twelve to one
    assert offered(late) is None
    serve_waiting(now=NINE)
    assert offered(late) is None
