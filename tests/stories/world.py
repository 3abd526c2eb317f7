"""The house that the stories walk through: the first hub as it comes, people in it, bookings in every state."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.test import Client

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.check_in import check_in
from smarthub.bookings.actions.close_space import close_space
from smarthub.bookings.actions.walk_in import walk_in
from smarthub.bookings.models import Booking
from smarthub.bookings.testing import make_booking
from smarthub.brainstorms.models import Session
from smarthub.brainstorms.testing import begin, make_meeting, make_session
from smarthub.kit import clock
from smarthub.people.actions.links import hand_out_first_link
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.actions.hours import set_day
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_host

NOON = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)  # Wednesday 4 March 2569, noon in Udon Thani
HOUR = timedelta(hours=1)
TOMORROW = NOON + timedelta(days=1)
FULL_DAY = NOON + timedelta(days=2)
CLOSED_DAY = NOON + timedelta(days=5)


@dataclass(frozen=True, slots=True)
class World:
    hub: Hub
    host: Person
    member: Person
    desks: list[Space]
    coming: Booking
    running: Booking
    here: Booking
    cancelled: Booking
    link: str
    room: Session
    meeting: Session

    @property
    def slug(self) -> str:
        return self.hub.slug


def furnished() -> Hub:
    """The first hub, as `./hub run` makes it in an empty house."""
    with clock.stopped_at(NOON):
        call_command("first_run", stdout=StringIO())
    return Hub.objects.get()


def desks_of(hub: Hub) -> list[Space]:
    book = places.rulebook(hub)
    return [space for space in book.spaces if space.kind == Space.Kind.DESK and not space.is_walk_in_only]


def make_world() -> World:
    hub = furnished()
    desks = desks_of(hub)
    host = make_person("ครูสมศรี ใจดี", email="host@example.org", joined_at=NOON)
    make_host(hub, host, since=NOON)
    member = make_person("นิรันดร์ ศรีสวัสดิ์วัฒนา", email="member@example.org", joined_at=NOON)
    guest = make_person("ยายสมศรี", phone="+66812345678")

    def booked(desk: Space, starts_at: datetime, person: Person = guest) -> Booking:
        return make_booking(hub, desk, starts_at=starts_at, hours=2, person=person, now=NOON - 3 * HOUR)

    here = booked(desks[1], NOON - HOUR)
    check_in(here, by=host, now=NOON - HOUR)
    cancelled = booked(desks[2], TOMORROW)
    cancel(cancelled, by=guest, now=NOON)
    booked(desks[4], TOMORROW, member)
    booked(desks[4], NOON + HOUR, member)
    walk_in(hub, people=3, name="", until=None, by=host, now=NOON)
    close_space(hub, desks[7], starts_at=NOON, ends_at=NOON + 4 * HOUR, reason_th="ซ่อมโคมไฟ", by=host, now=NOON)
    set_day(hub, CLOSED_DAY.date(), hours=None, reason_th="ทำความสะอาดใหญ่", by=host, now=NOON)
    for space in places.rulebook(hub).spaces:
        if not space.is_walk_in_only and space.part_of_id is None:
            booked(space, FULL_DAY, member)
    return World(
        hub=hub,
        host=host,
        member=member,
        desks=desks,
        coming=booked(desks[0], TOMORROW),
        running=booked(desks[3], NOON),
        here=here,
        cancelled=cancelled,
        link=hand_out_first_link(member, now=NOON),
        room=begun(hub, host),
        meeting=make_meeting(hub, host, now=NOON - 2 * HOUR),
    )


def begun(hub: Hub, host: Person) -> Session:
    """A room in its first phase, led by the host."""
    session = make_session(hub, person=host)
    begin(session)
    return session


def sign_in(page: Any, person: Person, live: str) -> None:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}])
