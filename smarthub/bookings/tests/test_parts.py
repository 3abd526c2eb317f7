"""A whole that is booked keeps its parts."""

from datetime import timedelta

import pytest

from smarthub.bookings import doctor
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places.actions.spaces import add_space, change_space, remove_space
from smarthub.places.models import Hub, Space
from smarthub.places.rules.spaces import SpaceWords
from smarthub.places.testing import make_hall, make_space

ROOM = SpaceWords(kind="room", name_th="ห้องใหม่", seats=4)


def _refused(do) -> str:
    with pytest.raises(Refused) as refused:
        do()
    return refused.value.refusal.code


def test_a_booked_hall_neither_gains_nor_loses_a_room_until_it_is_given_back(hub: Hub) -> None:
    hall, rooms = make_hall(hub)
    booking = make_booking(hub, hall)
    host, floor = make_person(), hub.floors.get()
    assert booking.person

    def add() -> Space:
        return add_space(hub, ROOM, floor=floor, part_of=hall, by=host, now=NINE)

    assert _refused(add) == "booked-as-whole"
    assert _refused(lambda: remove_space(rooms[0], by=host, now=NINE)) == "booked-as-whole"
    assert not Space.objects.filter(name_th="ห้องใหม่").exists()
    cancel(booking, by=booking.person, now=NINE)
    assert add().part_of == hall


def test_a_booked_desk_does_not_become_a_hall_under_its_guest(hub: Hub) -> None:
    room, host = make_space(hub, "R", kind=Space.Kind.ROOM, seats=8), make_person()
    make_booking(hub, room)
    assert (
        _refused(lambda: add_space(hub, ROOM, floor=hub.floors.get(), part_of=room, by=host, now=NINE))
        == "booked-as-whole"
    )
    later = TEN + timedelta(days=1)
    assert add_space(hub, ROOM, floor=hub.floors.get(), part_of=room, by=host, now=later).part_of == room


def test_a_booking_of_the_whole_far_above_counts_too(hub: Hub) -> None:
    hall, rooms = make_hall(hub)
    make_booking(hub, hall)
    host = make_person()
    assert (
        _refused(lambda: add_space(hub, ROOM, floor=hub.floors.get(), part_of=rooms[0], by=host, now=NINE))
        == "booked-as-whole"
    )


def test_other_changes_of_a_booked_part_are_free(hub: Hub) -> None:
    hall, rooms = make_hall(hub)
    make_booking(hub, hall)
    words = SpaceWords(kind="room", name_th="ชื่อใหม่", seats=12)
    changed = change_space(rooms[0], words, floor=hub.floors.get(), part_of=hall, by=make_person(), now=NINE)
    assert (changed.name_th, changed.seats) == ("ชื่อใหม่", 12)


def test_a_removed_space_s_bookings_are_no_fault(hub: Hub) -> None:
    desk = make_space(hub)
    make_booking(hub, desk)
    remove_space(desk, by=make_person(), now=NINE)
    with clock.stopped_at(NINE):
        assert list(doctor.examine()) == []
