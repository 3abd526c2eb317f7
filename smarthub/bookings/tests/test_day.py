"""Opening and closing a day at the desk; what is written and found there."""

from datetime import timedelta

import pytest

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.check_in import check_in, come
from smarthub.bookings.actions.day import begin_day, end_day
from smarthub.bookings.actions.notes import give_back, keep_found, note_done, write_note
from smarthub.bookings.actions.walk_in import walk_in
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub, make_space

HOUR = timedelta(hours=1)
DAY = NINE.date()
pytestmark = pytest.mark.django_db


@pytest.fixture
def host():
    return make_person("Host")


def test_a_day_is_opened_once_closed_with_its_figures_and_may_be_opened_again(host):
    hub = make_hub()
    begin_day(hub, DAY, by=host, now=NINE)
    assert begin_day(hub, DAY, by=make_person(), now=TEN).opened_by == host
    came, missed, gone = (make_booking(hub, make_space(hub, name), hours=4) for name in ("A1", "A2", "A3"))
    make_space(hub, "A4")
    check_in(came, by=host, now=TEN)
    cancel(gone, by=host, now=NINE, by_host=True)
    come(hub, people=6, by=host, now=TEN, by_host=True)
    walk_in(hub, people=1, name="", until=TEN + HOUR, by=host, now=TEN)
    closed = end_day(hub, DAY, by=host, now=TEN + 3 * HOUR)
    assert closed.figures == {
        "visits": 3, "people": 8, "groups": 1, "with_booking": 1, "walk_ins": 2, "still_here": 0,
        "bookings": 2, "no_shows": 1, "cancelled": 1,
    }  # fmt: skip
    assert set(Visit.objects.values_list("left_how", flat=True)) == {"closing"}
    missed.refresh_from_db()
    assert missed.no_show_at
    assert end_day(hub, DAY, by=host, now=TEN + 5 * HOUR).closed_at == TEN + 3 * HOUR
    again = begin_day(hub, DAY, by=host, now=TEN + 4 * HOUR)
    assert (again.closed_at, again.figures, again.opened_at) == (None, {}, NINE)


def test_a_day_that_nobody_opened_is_closed_all_the_same_and_leaves_later_bookings_alone(host):
    hub = make_hub()
    later = make_booking(hub, make_space(hub), starts_at=TEN + 5 * HOUR)
    closed = end_day(hub, DAY, by=host, now=TEN)
    assert (closed.opened_at, closed.closed_at) == (TEN, TEN)
    assert Booking.objects.get(pk=later.pk).no_show_at is None


def test_a_note_and_a_thing_found_go_once(host):
    hub = make_hub()
    note = write_note(hub, text=" กุญแจอยู่ในลิ้นชัก ", by=host, now=NINE)
    thing = keep_found(hub, what="ร่มสีแดง", where="ห้องประชุม", by=host, now=NINE)
    assert note.text == "กุญแจอยู่ในลิ้นชัก"
    for now in (TEN, TEN + HOUR):
        assert note_done(note, by=host, now=now).done_at == TEN
        assert give_back(thing, by=host, now=now).returned_at == TEN
