"""A place that becomes free while people are in the house: first for who waits, then for them."""

from datetime import timedelta

import pytest

from smarthub.bookings.actions.check_in import come, leave
from smarthub.bookings.actions.release import release_no_shows
from smarthub.bookings.actions.waitlist import lapse, leave_line
from smarthub.bookings.models import Visit, Wait, WaitOffer
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.bookings.tests.waiting import offered, wait_for
from smarthub.notices.models import Channel, Notice
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_hub, make_space, make_table

HOUR = timedelta(hours=1)
RELEASED = TEN + timedelta(minutes=15)
pytestmark = pytest.mark.django_db


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person, key__startswith="free:").values_list("subject", flat=True))


def member_in(hub: Hub, name: str = "สมหญิง") -> Person:
    person = make_person(name, joined_at=NINE)
    come(hub, person=person, people=1, by=None, now=NINE)
    return person


def released_while_one_waits(hub: Hub) -> tuple[Person, Wait, WaitOffer]:
    make_booking(hub, make_space(hub, "A1"), hours=2)
    here, wait = member_in(hub), wait_for(hub, ends_at=TEN + 2 * HOUR)
    release_no_shows(now=RELEASED)
    offer = offered(wait)
    assert offer
    return here, wait, offer


def test_the_seats_of_a_group_are_told_in_one_message(hub: Hub) -> None:
    _table, desks = make_table(hub, desks=3)
    make_booking(hub, desks, hours=2, people=3)
    here = member_in(hub)
    release_no_shows(now=RELEASED)
    assert len(told(here)) == 1


def test_who_is_here_is_told_of_the_seat_of_a_party_that_did_not_come(hub: Hub) -> None:
    desk = make_space(hub, "A1")
    absent = make_person("ไม่มา", joined_at=NINE)
    make_booking(hub, desk, hours=2, person=absent)
    here, gone, elsewhere = member_in(hub), member_in(hub, "กลับแล้ว"), member_in(make_hub("other"), "ที่อื่น")
    leave(Visit.objects.get(person=gone), by=None, now=NINE + HOUR / 2)
    come(hub, people=3, by=None, now=NINE)  # heads without names are told by the screen alone
    assert release_no_shows(now=RELEASED) == 1
    assert told(here) == ["ที่นั่ง A1 ว่างแล้ว ถึง 12:00 น."]
    assert [told(each) for each in (gone, elsewhere, absent)] == [[], [], []]
    notice = Notice.objects.get(person=here)
    assert notice.channel == Channel.SCREEN
    assert notice.link.endswith(f"/h/{hub.slug}/s/{desk.ref}/")
    assert notice.good_until == TEN + 2 * HOUR
    assert release_no_shows(now=RELEASED + timedelta(minutes=1)) == 0
    assert len(told(here)) == 1


def test_who_waits_is_asked_before_who_is_here(hub: Hub) -> None:
    here, wait, _offer = released_while_one_waits(hub)
    assert told(here) == []
    leave_line(wait, by=wait.person, now=RELEASED + timedelta(minutes=1))
    assert told(here) == ["ที่นั่ง A1 ว่างแล้ว ถึง 12:00 น."]


def test_who_is_here_is_asked_where_nobody_in_line_answers(hub: Hub) -> None:
    here, _wait, offer = released_while_one_waits(hub)
    lapse(offer, now=offer.until)
    assert len(told(here)) == 1


def test_nobody_is_told_of_a_rest_that_is_shorter_than_a_booking(hub: Hub) -> None:
    make_booking(hub, make_space(hub), hours=1)
    here = member_in(hub)
    release_no_shows(now=TEN + timedelta(minutes=50))
    assert told(here) == []
