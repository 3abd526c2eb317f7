"""A list that is only tried answers what taking it in would, and keeps nobody from booking meanwhile."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.imports import import_bookings
from smarthub.bookings.models import Booking, Slot
from smarthub.bookings.testing import NINE, make_booking
from smarthub.journal.models import Entry
from smarthub.kit.sheets import Report
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_host, make_hub, make_policy, make_space

HEAD = "spaces,starts_at,ends_at,name,phone,email,birth_year\n"
HOUR = timedelta(hours=1)


def take(text: str, *, dry_run: bool) -> Report:
    return import_bookings(text.encode(), dry_run=dry_run, now=NINE)


@pytest.fixture
def house(db: None) -> Hub:
    hub = make_hub("udon", opens=0, closes=1440)
    for n, name in enumerate(("A1", "A2", "A3")):
        make_space(hub, name, x=100 * n)
    return hub


def row(space: str, day: int, begins: int, ends: int, who: str = "Som,,,", *, until: int | None = None) -> str:
    return f"{space},2026-03-{day:02} {begins:02}:00,2026-03-{until or day:02} {ends:02}:00,{who}\n"


LISTS = {
    "good": [row("A1", 3, 9, 11), row("A1", 4, 9, 11), row("A1", 3, 11, 12, "Dao,,,")],
    "taken by a row of the list": [row("A1", 3, 9, 11), row("A1", 3, 10, 12, "Dao,,,"), row("A1", 4, 10, 12)],
    "the later day first": [row("A1", 5, 9, 11), row("A1", 3, 9, 11), row("A1", 5, 10, 11, "Dao,,,")],
    "over midnight": [row("A1", 3, 22, 3, until=4), row("A1", 4, 2, 4, "Dao,,,"), row("A1", 4, 3, 4, "Dao,,,")],
    "the same row twice": [row("A1", 3, 9, 11), row("A1", 3, 9, 11), row("A1", 4, 9, 11)],
    "a row that cannot be read": [row("A1", 3, 9, 11), row("Z9", 3, 9, 11), row("A1", 3, 9, 10, "Dao,,,")],
    "more a week than one may have": [row("A1", day, 9, 12) for day in (3, 4, 5, 6, 9)],
    "more ahead than one may have": [row("A1", day, 9, 10) for day in (16, 9, 2, 23, 30)],
    "one who is new twice, and young": [
        row("A1", 3, 10, 11, "น้อง,,kid@example.org,2562"),
        row("A1", 4, 10, 11, "Kid,,kid@example.org,"),
        row("A2", 4, 10, 11, "น้อง,,,"),
    ],
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("policy", [{}, {"most_minutes_a_week": 600}, {"most_bookings": 3}, {"buffer_minutes": 30}])
def test_tried_and_taken_in_say_the_same(house: Hub, name: str, policy: dict[str, int]) -> None:
    make_policy(house, **policy)
    make_booking(house, house.spaces.get(name_th="A3"), person=make_person("Som"))
    text = HEAD + "".join(LISTS[name])
    before = (Booking.objects.count(), Slot.objects.count(), Person.objects.count(), Entry.objects.count())
    tried = take(text, dry_run=True)
    assert (Booking.objects.count(), Slot.objects.count(), Person.objects.count(), Entry.objects.count()) == before
    done = take(text, dry_run=False)
    assert (tried.rows, tried.added, list(tried.faults)) == (done.rows, done.added, list(done.faults))


@pytest.mark.django_db(transaction=True)
def test_others_book_while_a_long_list_is_tried() -> None:
    hub = make_hub("udon")
    desk, other = make_space(hub, "A1"), make_space(hub, "A2", x=100)
    somebody = make_person("Malee")
    begun, is_over = Event(), Event()
    booked: list[Booking] = []

    def book() -> None:
        while not is_over.is_set():
            booked.append(make_booking(hub, other, person=somebody))
            cancel(booked[-1], by=somebody, now=NINE)
            begun.set()
        connection.close()

    thread = Thread(target=book)
    thread.start()
    assert begun.wait(20)
    before = len(booked)
    report = take(HEAD + "".join(row("A1", day, 9, 11) for day in range(3, 29)), dry_run=True)
    meanwhile = len(booked) - before
    is_over.set()
    thread.join()
    assert report.added == 26
    assert meanwhile >= 5, "a list that holds the writer all the time lets in one or two"
    assert not Slot.objects.filter(space=desk).exists()


def test_a_host_s_list_is_tried_in_their_name(house: Hub) -> None:
    make_host(house, host := make_person("Host"), since=NINE)
    text = (HEAD + row("A1", 3, 9, 11, "ยายสมศรี,,,")).encode()
    assert import_bookings(text, dry_run=True, now=NINE, by=host, hub=house).added == 1
    assert import_bookings(text, dry_run=False, now=NINE, by=host, hub=house).added == 1
    assert Person.objects.get(name="ยายสมศรี").first_hub == "udon"
