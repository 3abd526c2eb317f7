"""Booking: the rule, the verb."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from smarthub.bookings import queries
from smarthub.bookings.actions.book import book, book_any, confirm, hold
from smarthub.bookings.models import Booking, Slot
from smarthub.bookings.rules.book import why_not_book
from smarthub.bookings.rules.quarters import QUARTER
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.journal.models import Entry
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.actions.hours import close_on_holidays
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_hall, make_policy, make_rate, make_space, make_table

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


# --- the rule ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"starts_at": TEN + timedelta(minutes=5)}, "not-on-quarter"),
        ({"ends_at": TEN}, "backwards"),
        ({"ends_at": TEN - HOUR}, "backwards"),
        ({"starts_at": NINE - QUARTER}, "past"),
        ({"starts_at": NINE}, None),
        ({"people": 2}, "too-small"),
        ({"people": 0}, "people"),
        ({"people": 501}, "people"),
        ({"ends_at": TEN + QUARTER}, "too-short"),
        ({"ends_at": TEN + timedelta(hours=12.25)}, "too-long"),
        ({"starts_at": TEN + timedelta(days=61), "ends_at": TEN + timedelta(days=61, hours=1)}, "too-far-ahead"),
        ({"starts_at": NINE + 8 * HOUR, "ends_at": NINE + 10 * HOUR}, "closed-hour"),
        ({"starts_at": NINE + 8 * HOUR, "ends_at": NINE + 9 * HOUR}, None),
    ],
)
def test_the_place_says_which_time_and_how_many(hub: Hub, change: dict[str, Any], code: str | None) -> None:
    desk = make_space(hub)
    wish: dict[str, Any] = {"starts_at": TEN, "ends_at": TEN + HOUR, "people": 1} | change
    refusal = why_not_book(places.rulebook(hub), [desk], now=NINE, **wish)
    assert (refusal.code if refusal else None) == code
    if refusal:
        assert refusal.in_language("th") != refusal.in_language("en")


def test_a_walk_in_may_have_what_is_kept_for_walk_ins_and_for_any_short_time(hub: Hub) -> None:
    desk = make_space(hub, is_walk_in_only=True)
    book_ = places.rulebook(hub)
    wish: dict[str, Any] = {"starts_at": NINE, "ends_at": NINE + QUARTER, "people": 1, "now": NINE}
    assert (refusal := why_not_book(book_, [desk], **wish))
    assert refusal.code == "walk-in-only"
    assert why_not_book(book_, [desk], is_walk_in=True, **wish) is None


def test_the_whole_and_its_part_cannot_be_in_one_booking(hub: Hub) -> None:
    hall, rooms = make_hall(hub)
    refusal = why_not_book(
        places.rulebook(hub), [hall, rooms[0]], starts_at=TEN, ends_at=TEN + HOUR, people=1, now=NINE
    )
    assert refusal
    assert refusal.code == "twice"


# --- the verb ---------------------------------------------------------------------------------------------------------


def test_a_booking_holds_each_quarter_of_its_time(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub), hours=1)
    assert [slot.starts_at for slot in booking.slots.order_by("starts_at")] == [TEN + n * QUARTER for n in range(4)]
    assert Entry.objects.get().what == booking.ref


def test_the_next_party_begins_when_the_last_one_ends(hub: Hub) -> None:
    desk = make_space(hub)
    make_booking(hub, desk, hours=1)
    make_booking(hub, desk, starts_at=TEN + HOUR)


def test_a_taken_space_is_refused_and_nothing_is_half_done(hub: Hub) -> None:
    desk = make_space(hub)
    make_booking(hub, desk)
    with pytest.raises(Refused) as refused:
        make_booking(hub, desk, starts_at=TEN + 3 * QUARTER)
    assert refused.value.refusal.code == "taken"
    assert (Booking.objects.count(), Slot.objects.count(), Entry.objects.count()) == (1, 4, 1)


def test_the_free_time_after_a_booking_belongs_to_it(hub: Hub) -> None:
    desk = make_space(hub)
    make_policy(hub, buffer_minutes=15)
    make_booking(hub, desk)
    with pytest.raises(Refused):
        make_booking(hub, desk, starts_at=TEN + HOUR)
    make_booking(hub, desk, starts_at=TEN + HOUR + QUARTER)


def test_a_hall_holds_its_rooms_and_a_room_its_hall(hub: Hub) -> None:
    hall, (first, second) = make_hall(hub)
    make_booking(hub, first)
    with pytest.raises(Refused):
        make_booking(hub, hall)
    make_booking(hub, hall, starts_at=TEN + HOUR)
    with pytest.raises(Refused):
        make_booking(hub, second, starts_at=TEN + HOUR)


def test_a_taken_space_is_answered_before_any_rule_about_the_person(hub: Hub) -> None:
    desk, other = make_space(hub, "A1"), make_space(hub, "A2")
    make_policy(hub, most_minutes_a_day=90)
    person = make_person()
    make_booking(hub, desk, person=person)
    for space, code in ((desk, "taken"), (other, "most-a-day")):
        with pytest.raises(Refused) as refused:
            make_booking(hub, space, person=person)
        assert refused.value.refusal.code == code


def test_the_price_is_by_the_hour_until_the_day_is_cheaper(hub: Hub) -> None:
    desk = make_space(hub, price_group="desk")
    make_rate(hub, "desk", "hour", 3333)
    make_rate(hub, "desk", "day", 12000)
    assert make_booking(hub, desk, hours=1).price_satang == 3333
    assert make_booking(hub, desk, starts_at=TEN + HOUR, hours=0.75).price_satang == 2500
    assert make_booking(hub, desk, starts_at=TEN + 2 * HOUR, hours=5).price_satang == 12000


def test_a_booking_costs_at_most_twelve_queries(hub: Hub, django_assert_max_num_queries: Any) -> None:
    desk, person = make_space(hub), make_person()
    places.rulebook(hub)
    with django_assert_max_num_queries(12):
        book(hub, spaces=[desk], starts_at=TEN, ends_at=TEN + HOUR, person=person, by=person, now=NINE)


# --- holds ------------------------------------------------------------------------------------------------------------


def test_a_hold_keeps_the_space_for_five_minutes_and_no_longer(hub: Hub) -> None:
    desk = make_space(hub)
    wish: dict[str, Any] = {"spaces": [desk], "starts_at": TEN, "ends_at": TEN + HOUR, "by": None}
    held = hold(hub, holder="one", now=NINE, **wish)
    assert hold(hub, holder="one", now=NINE, **wish) == held
    with pytest.raises(Refused):
        hold(hub, holder="two", now=NINE + timedelta(minutes=4), **wish)
    assert hold(hub, holder="two", now=NINE + timedelta(minutes=5), **wish).pk != held.pk


def test_a_visitor_holds_one_thing_at_a_time(hub: Hub) -> None:
    first, second = make_space(hub, "A1"), make_space(hub, "A2")
    for space in (first, second):
        hold(hub, spaces=[space], starts_at=TEN, ends_at=TEN + HOUR, holder="one", by=None, now=NINE)
    assert Booking.objects.get().spaces.get() == second


def test_a_hold_is_confirmed_once_and_only_in_time(hub: Hub) -> None:
    held = hold(hub, spaces=[make_space(hub)], starts_at=TEN, ends_at=TEN + HOUR, holder="one", by=None, now=NINE)
    person, other = make_person(), make_person()
    with pytest.raises(Refused) as refused:
        confirm(held, person=person, by=person, now=NINE + timedelta(minutes=5))
    assert refused.value.refusal.code == "hold-expired"
    booking = confirm(held, person=person, by=person, now=NINE)
    assert confirm(held, person=person, by=person, now=NINE) == booking
    with pytest.raises(Refused):
        confirm(held, person=other, by=other, now=NINE)


# --- any, groups, search ----------------------------------------------------------------------------------------------


def test_a_group_of_four_gets_one_table(hub: Hub) -> None:
    make_table(hub, "A", desks=2)
    table, _ = make_table(hub, "B", desks=4, x=1000)
    person = make_person()
    booking = book_any(
        hub, kind="desk", people=4, starts_at=TEN, ends_at=TEN + HOUR, person=person, by=person, now=NINE
    )
    assert {space.part_of_id for space in booking.spaces.all()} == {table.pk}


def test_a_group_without_a_table_sits_together_or_not_at_all(hub: Hub) -> None:
    make_table(hub, "A", desks=2)
    make_table(hub, "B", desks=2, x=160)
    make_table(hub, "C", desks=2, x=5000)
    offers = queries.offers(hub, starts_at=TEN, ends_at=TEN + HOUR, people=4, now=NINE)
    assert [offer.choice.fit for offer in offers] == ["adjacent"]
    assert {space.name[0] for space in offers[0].spaces} == {"A", "B"}
    assert not queries.offers(hub, starts_at=TEN, ends_at=TEN + HOUR, people=5, now=NINE)


def test_any_desk_is_refused_with_what_stands_against_all_of_them(hub: Hub) -> None:
    person = make_person()
    desk = make_space(hub)
    for kind, starts_at, code in (
        ("room", TEN, "no-such-space"),
        ("desk", NINE - HOUR, "past"),
        ("desk", TEN, "taken"),
    ):
        make_booking(hub, desk) if code == "taken" else None
        with pytest.raises(Refused) as refused:
            book_any(hub, kind=kind, starts_at=starts_at, ends_at=starts_at + HOUR, person=person, by=person, now=NINE)
        assert refused.value.refusal.code == code


def test_alternatives_are_another_space_another_time_or_a_shorter_one(hub: Hub) -> None:
    room = make_space(hub, "R", kind=Space.Kind.ROOM, seats=4)
    make_booking(hub, room, starts_at=TEN, hours=1)
    found = queries.alternatives(
        hub, starts_at=TEN + 3 * QUARTER, ends_at=TEN + 7 * QUARTER, people=2, spaces=[room], now=NINE
    )
    assert [(o.why, o.starts_at) for o in found] == [
        ("later", TEN + HOUR),
        ("later", TEN + HOUR + QUARTER),
        ("shorter", TEN + HOUR),
    ]


def test_a_place_that_changed_while_one_waited_is_read_anew(hub: Hub) -> None:
    desk = make_space(hub, price_group="desk")
    stale = Hub.objects.get(pk=hub.pk)
    places.rulebook(stale)
    make_rate(hub, "desk", "hour", 5000)
    person = make_person()
    booking = book(stale, spaces=[desk], starts_at=TEN, ends_at=TEN + HOUR, person=person, by=person, now=NINE)
    assert booking.price_satang == 5000


def test_nobody_holds_a_whole_house(hub: Hub) -> None:
    desks, program = [make_space(hub, f"A{n}") for n in range(11)], make_person()

    def holds(desk: Space, now: datetime = NINE) -> Booking:
        return hold(
            hub,
            spaces=[desk],
            starts_at=TEN,
            ends_at=TEN + HOUR,
            holder="api:x",
            by=program,
            now=now,
            keeps_others=True,
        )

    for desk in desks[:10]:
        holds(desk)
    with pytest.raises(Refused) as refused:
        holds(desks[10])
    assert refused.value.refusal.code == "too-many-holds"
    holds(desks[10], NINE + timedelta(minutes=5))  # by then the others have run out


def test_who_read_the_hub_before_a_change_does_not_keep_the_old_rule_for_others(hub: Hub) -> None:
    desk = make_space(hub)
    early = Hub.objects.get(pk=hub.pk)
    close_on_holidays(hub, closes=True, by=make_person(), now=NINE)
    early.edition = hub.edition  # as a verb does that has waited for the change
    assert places.rulebook(early).closes_on_holidays
    assert desk.pk in places.rulebook(early).by_pk
