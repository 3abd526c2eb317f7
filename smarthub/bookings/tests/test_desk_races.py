"""Kiosks, hosts and the worker at once, in true threads: nobody is counted twice, and nobody waits for ever."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from smarthub.bookings.actions.check_in import check_in
from smarthub.bookings.actions.day import begin_day, end_day
from smarthub.bookings.actions.kiosk import make_code, pair
from smarthub.bookings.actions.take_entry import Told, take_entry
from smarthub.bookings.actions.undo import undo_cancel, undo_check_in, undo_leave
from smarthub.bookings.doctor import examine
from smarthub.bookings.models import Booking, DeskDay, KioskEntry, Slot, Visit
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.kit.testing import race
from smarthub.people.testing import make_person
from smarthub.places.testing import make_host, make_hub, make_space

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "k" * 43


@pytest.fixture
def house():
    hub, host = make_hub(), make_person("Host")
    make_host(hub, host, since=NINE)
    _kiosk, code = make_code(hub, name="ประตูหน้า", by=host, now=NINE)
    return hub, host, pair(code, key=KEY, now=NINE)


def faults(answers):
    return [each for each in answers if isinstance(each, Exception) and not isinstance(each, Refused)]


def test_one_entry_sent_eight_times_at_once_is_one_visit(house):
    _hub, _host, kiosk = house
    entry = Told(mark=uuid4(), number=1, kind="come", at=TEN, people=6)
    answers = race([partial(take_entry, kiosk, entry, now=TEN)] * 8)
    assert faults(answers) == []
    assert {each.pk for each in answers} == set(KioskEntry.objects.values_list("pk", flat=True))
    assert Visit.objects.get().people == 6


def test_desk_and_kiosk_check_the_same_party_in_once(house):
    hub, host, kiosk = house
    bookings = [make_booking(hub, make_space(hub, f"A{n}")) for n in range(4)]
    calls: list[Any] = [partial(check_in, each, by=host, now=TEN) for each in bookings]
    calls += [
        partial(take_entry, kiosk, Told(uuid4(), n + 1, "check-in", TEN, 1, each.ref), now=TEN)
        for n, each in enumerate(bookings)
    ]
    assert faults(race(calls)) == []
    assert Visit.objects.count() == 4
    assert not KioskEntry.objects.exclude(conflict="").exists()


def test_two_hosts_take_the_same_deed_back_once(house):
    hub, host, _kiosk = house
    booking = make_booking(hub, make_space(hub))
    visit = check_in(booking, by=host, now=TEN)
    assert faults(race([partial(undo_check_in, visit, by=host, now=TEN)] * 4)) == []
    assert not Visit.objects.exists()
    Booking.objects.filter(pk=booking.pk).update(cancelled_at=NINE, cancelled_by=host)
    Slot.objects.all().delete()
    assert faults(race([partial(undo_cancel, booking, by=host, now=NINE)] * 4)) == []
    assert Slot.objects.filter(booking=booking).count() == 4
    with clock.stopped_at(NINE):
        assert list(examine()) == []


def test_the_day_is_closed_once_while_people_still_come_and_go(house):
    hub, host, kiosk = house
    now = TEN + timedelta(minutes=30)
    visits = [check_in(make_booking(hub, make_space(hub, f"A{n}"), hours=2), by=host, now=TEN) for n in range(6)]
    begin_day(hub, NINE.date(), by=host, now=NINE)
    calls: list[Any] = [partial(end_day, hub, NINE.date(), by=host, now=now)] * 2
    calls += [partial(undo_leave, each, by=host, now=now) for each in visits[:3]]
    calls += [partial(take_entry, kiosk, Told(uuid4(), n + 1, "come", now, 2), now=now) for n in range(3)]
    assert faults(race(calls)) == []
    day = DeskDay.objects.get()
    assert day.closed_at == now
    assert day.figures["visits"] == 9
    with clock.stopped_at(now):
        assert list(examine()) == []
