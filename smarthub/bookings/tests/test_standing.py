"""How a hub stands at one moment."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from smarthub.bookings.actions.book import hold
from smarthub.bookings.actions.check_in import check_in, come, leave
from smarthub.bookings.actions.walk_in import walk_in
from smarthub.bookings.models import Visit
from smarthub.bookings.queries import free_leaves, offers, standing, standings
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.models import Space
from smarthub.places.testing import make_hall, make_hub, make_policy, make_space, make_table

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


def test_seats_are_free_that_nobody_booked_and_nobody_sits_on() -> None:
    hub = make_hub()
    _table, desks = make_table(hub, desks=4)
    booking = make_booking(hub, desks[0], starts_at=TEN)
    come(hub, people=2, by=None, now=NINE)
    assert (standing(hub, now=NINE).seats, standing(hub, now=NINE).seats_free) == (4, 2)
    assert booking.person
    check_in(booking, by=booking.person, now=TEN)
    now = standing(hub, now=TEN + timedelta(minutes=7))
    assert (now.people_here, now.seats_free) == (3, 1)


def test_who_is_in_before_their_time_sits_on_their_seat_already(django_assert_num_queries: Any) -> None:
    hub = make_hub()
    _table, desks = make_table(hub, desks=4)
    early = make_booking(hub, desks[0], starts_at=TEN)
    make_booking(hub, desks[1], starts_at=TEN)
    assert early.person
    check_in(early, by=early.person, now=TEN - timedelta(minutes=10))
    with django_assert_num_queries(3):
        before = standing(hub, now=TEN - timedelta(minutes=7))
    assert (before.people_here, before.seats_free) == (1, 3)
    assert [before.states[desk.pk] for desk in desks[:3]] == ["taken", "free", "free"]
    assert standing(hub, now=TEN).seats_free == 2


def test_any_desk_is_not_one_on_which_somebody_sits_before_their_time(django_assert_num_queries: Any) -> None:
    hub = make_hub()
    make_policy(hub, early_minutes=60)
    _table, (seat, other) = make_table(hub, desks=2)
    early = make_booking(hub, seat, starts_at=TEN)
    at = TEN - timedelta(minutes=45)
    assert early.person
    assert {offer.spaces[0] for offer in offers(hub, starts_at=at, ends_at=TEN, people=1, now=at)} == {seat, other}
    visit = check_in(early, by=early.person, now=at)
    with django_assert_num_queries(1):  # as many as without anybody
        free = free_leaves(hub, places.rulebook(hub), at, TEN, now=at)
    assert free == {other.pk}
    got = walk_in(hub, people=1, until=TEN, by=make_person(), now=at).booking
    assert got is not None
    assert got.spaces.get() == other
    with pytest.raises(Refused, match="taken"):
        walk_in(hub, people=1, until=TEN, by=make_person(), now=at)
    assert free_leaves(hub, places.rulebook(hub), TEN + HOUR, TEN + 2 * HOUR, now=at) == {seat.pk, other.pk}
    leave(visit, by=early.person, now=at + timedelta(minutes=5))
    assert free_leaves(hub, places.rulebook(hub), at, TEN, now=at + timedelta(minutes=5)) == {seat.pk}


def test_who_sits_before_their_time_is_found_by_who_is_here_and_not_by_reading_all_visits(
    django_assert_num_queries: Any,
) -> None:
    hub = make_hub()
    early = make_booking(hub, make_space(hub), starts_at=TEN)
    assert early.person
    check_in(early, by=early.person, now=TEN - timedelta(minutes=10))
    now = TEN - timedelta(minutes=5)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # a small table it would read whole
            old = {
                "hub": hub,
                "came_at": NINE - timedelta(days=9),
                "left_at": NINE - timedelta(days=8),
                "left_how": "said",
            }
            Visit.objects.bulk_create(Visit(ref=f"v{n:07}", **old) for n in range(2000))
            cursor.execute("ANALYZE bookings_visit")
        with django_assert_num_queries(1) as asked:
            free_leaves(hub, places.rulebook(hub), now - timedelta(minutes=10), TEN, now=now)
        cursor.execute(f"EXPLAIN {'QUERY PLAN' if connection.vendor == 'sqlite' else ''} {asked[0]['sql']}")
        plan = "\n".join(str(row) for row in cursor.fetchall())
    if connection.vendor == "sqlite":
        assert "visit_here_now" in plan
        assert "SCAN" not in plan
    else:
        assert "Seq Scan on bookings_visit" not in plan, plan


def test_each_space_shows_its_state_and_the_whole_that_of_its_parts() -> None:
    hub = make_hub()
    hall, (first, second) = make_hall(hub)
    desk = make_space(hub, "W", is_walk_in_only=True)
    make_booking(hub, first, starts_at=TEN)
    hold(hub, spaces=[second], starts_at=TEN, ends_at=TEN + timedelta(hours=1), holder="x", by=None, now=TEN)
    states = standing(hub, now=TEN).states
    assert [states[s.pk] for s in (hall, first, second, desk)] == ["taken", "taken", "held", "walk-in"]


def test_a_closed_hub_has_no_free_seats_and_says_when_it_opens() -> None:
    hub = make_hub()
    make_space(hub)
    evening = standing(hub, now=NINE + timedelta(hours=10))
    assert (evening.is_open, evening.seats_free) == (False, 0)
    assert evening.opens_at == NINE + timedelta(days=1)
    assert standing(hub, now=NINE).closes_at == NINE + timedelta(hours=9)


def test_it_takes_two_queries_at_any_size(django_assert_num_queries: Any) -> None:
    hub = make_hub()
    for n in range(30):
        make_space(hub, f"R{n}", kind=Space.Kind.ROOM, seats=4)
    make_booking(hub, hub.spaces.all()[0])
    standing(hub, now=NINE)
    with django_assert_num_queries(2):
        standing(hub, now=TEN)


def test_many_hubs_take_two_queries_and_each_stands_as_it_does_alone(django_assert_num_queries: Any) -> None:
    hubs = [make_hub(f"hub-{n}") for n in range(12)]
    desks = [make_space(hub, name) for hub in hubs for name in ("A1", "A2")]
    make_booking(hubs[0], desks[0])
    come(hubs[1], people=3, by=None, now=TEN)
    alone = {hub.pk: standing(hub, now=TEN) for hub in hubs}
    with django_assert_num_queries(2):
        together = standings(hubs, now=TEN)
    assert together == alone
    assert [together[hub.pk].seats_free for hub in hubs[:3]] == [1, 0, 2]
    assert [together[hub.pk].people_here for hub in hubs[:3]] == [0, 3, 0]


def test_a_network_larger_than_one_question_is_asked_in_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smarthub.bookings.queries.at_once.HUBS", 2)
    monkeypatch.setattr("smarthub.bookings.queries.at_once.MOST", 1)
    hubs = [make_hub(f"hub-{n}") for n in range(3)]
    desks = [make_space(hub, f"A{n}") for hub in hubs for n in range(2)]
    for hub, desk in zip(hubs, desks[1::2], strict=True):
        make_booking(hub, desk)
    assert [each.seats_free for each in standings(hubs, now=TEN).values()] == [1, 1, 1]
    assert standings([], now=TEN) == {}
