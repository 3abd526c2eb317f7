"""How a visitor comes to the pages of waiting, of series and of groups, in their states."""

from typing import Any

from django.urls import reverse

from smarthub.bookings.actions.cancel import cancel as cancel_booking
from smarthub.bookings.actions.guests import answer, invite
from smarthub.bookings.actions.showing import show_as
from smarthub.bookings.http import link_to
from smarthub.bookings.models import Booking, Guest, SeriesDay
from smarthub.bookings.queries import bookings_at
from smarthub.bookings.testing import make_booking
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.models import Space
from tests.stories.ways import address, press, send, wish
from tests.stories.world import FULL_DAY, HOUR, NOON, World


def waits_without_a_name(page: Any, world: World) -> None:
    page.goto(address(world, "bookings:wait-join") + wish(FULL_DAY, kind="desk"))
    page.locator("#id_name").fill("")  # what was typed at an earlier stop is kept
    send(page, "main form")


def waits(page: Any, world: World) -> None:
    page.goto(address(world, "bookings:wait-join") + wish(FULL_DAY, kind="desk"))
    page.locator("#id_name").fill("ยายสมศรี")
    send(page, "main form")


def is_offered_a_place(page: Any, world: World) -> None:
    waits(page, world)
    for booking in bookings_at(world.hub, FULL_DAY, FULL_DAY + HOUR):
        if booking.cancelled_at is None:
            cancel_booking(booking, by=world.host, now=NOON, by_host=True)
    page.reload()


def waits_no_more(page: Any, world: World) -> None:
    waits(page, world)
    press(page, "[name=answer]")


def sits_apart(page: Any, world: World) -> None:
    page.goto(address(world, "bookings:book") + wish(people="9", kind="desk"))


def group(world: World) -> Booking:
    """Four of them in a room, two asked along."""
    starts_at = NOON + 24 * HOUR + 7 * HOUR
    room = next(s for s in places.rulebook(world.hub).spaces if s.kind == Space.Kind.ROOM and s.seats >= 4)
    found = bookings_at(world.hub, starts_at, starts_at + HOUR).filter(people=4).first()
    if found is None:
        found = make_booking(world.hub, room, starts_at=starts_at, people=4, person=make_person("ป้าจันทร์"), now=NOON)
        first, _second = invite(found, many=2, by=world.host, now=NOON)
        answer(first, says_yes=True, name="น้องใบเตย", now=NOON)
    return found


def with_guests(page: Any, world: World) -> None:
    page.goto(link_to(group(world)))


def guest(page: Any, world: World) -> None:
    page.goto(link_to(Guest.objects.filter(booking=group(world), name="")[0]))


def guest_is_coming(page: Any, world: World) -> None:
    guest(page, world)
    press(page, "[name=answer][value=yes]")


def own_booking(world: World) -> str:
    desk = next(each for each in world.desks if each != world.desks[0])
    starts_at = NOON + 24 * HOUR + 5 * HOUR
    standing = bookings_at(world.hub, starts_at, starts_at + HOUR).filter(person=world.member).first()
    own = standing or make_booking(world.hub, desk, starts_at=starts_at, hours=1, person=world.member, now=NOON)
    return own.ref


def repeats(page: Any, world: World) -> None:
    page.goto(reverse("bookings:repeat", args=[own_booking(world)]))


def repeats_for_ever(page: Any, world: World) -> None:
    repeats(page, world)
    send(page, "main form")


def series(page: Any, world: World) -> None:
    """With a holiday in it, and a day that somebody else has."""
    own = Booking.objects.get(ref=own_booking(world))
    desk = own.spaces.get()
    if not SeriesDay.objects.filter(booking=own).exists():
        make_booking(world.hub, desk, starts_at=own.starts_at + 14 * 24 * HOUR, person=make_person("เร็วกว่า"), now=NOON)
    repeats(page, world)
    page.locator("#id_count").fill("8")
    send(page, "main form")


def _goes_on(world: World) -> Booking:
    """A room in which the member lets everybody read what goes on."""
    if standing := Booking.objects.filter(showing__isnull=False).first():
        return standing
    room = [space for space in places.rulebook(world.hub).spaces if space.kind == Space.Kind.ROOM][-1]
    booking = make_booking(world.hub, room, starts_at=NOON, hours=2, people=3, person=world.member, now=NOON - HOUR)
    show_as(booking, "โต๊ะคุยภาษาอังกฤษ เข้ามาได้เลย", by=world.member, now=NOON)
    return booking


def own_room(page: Any, world: World) -> None:
    page.goto(reverse("bookings:booking", args=[_goes_on(world).ref]))


def screen_of_today(page: Any, world: World) -> None:
    _goes_on(world)
    page.goto(reverse("frontdoor:screen", args=[world.slug]))


def door_of_today(page: Any, world: World) -> None:
    room = _goes_on(world).spaces.get()
    page.goto(reverse("frontdoor:door", args=[world.slug, room.ref]))
