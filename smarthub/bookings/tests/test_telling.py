"""What people are told of their bookings: confirmed by mail, reminded as they chose, once."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from smarthub.bookings import tasks
from smarthub.bookings.actions.book import book
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.change import change
from smarthub.bookings.actions.check_in import check_in
from smarthub.bookings.actions.remind import remind_all
from smarthub.bookings.actions.series import repeat
from smarthub.bookings.models import Booking
from smarthub.bookings.rules.remind import reminders
from smarthub.bookings.rules.series import Pattern
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.notices.actions.send import send_due
from smarthub.notices.models import Choice, Notice
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_space

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DAY = timedelta(days=1)
BANGKOK = ZoneInfo("Asia/Bangkok")


def local(hour: int, minute: int = 0, day: int = 3) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=BANGKOK).astimezone(UTC)


START = local(10)


@pytest.mark.parametrize(
    ("now", "booked_at", "hour", "evening", "due"),
    [
        (local(8, 59), local(9, day=2), True, True, ["evening"]),
        (local(9), local(9, day=2), True, True, ["hour"]),
        (local(9), local(9, day=2), False, False, []),
        (local(9), local(8, 1), True, True, []),  # booked a moment ago
        (local(10), local(9, day=2), True, True, []),  # it has begun
        (local(17, 59, day=2), local(9, day=1), True, True, []),
        (local(18, day=2), local(9, day=1), True, True, ["evening"]),
        (local(18, day=2), local(9, day=1), True, False, []),
        (local(18, day=2), local(17, 30, day=2), True, True, []),
    ],
)
def test_reminders_come_as_they_were_chosen(
    now: datetime, booked_at: datetime, hour: bool, evening: bool, due: list[str]
) -> None:
    found = reminders(START, booked_at, hour_before=hour, evening_before=evening, zone=BANGKOK, now=now)
    assert found == due


@pytest.fixture
def person(db: None) -> Person:
    return make_person("Dao", email="dao@example.org", joined_at=NINE, language="en")


def subjects() -> list[str]:
    return [str(message.subject) for message in mail.outbox]


def test_a_booking_its_move_and_its_end_are_confirmed_by_mail_with_the_calendar(hub: Hub, person: Person) -> None:
    booking = make_booking(hub, make_space(hub), person=person, starts_at=TEN + DAY)
    change(booking, starts_at=TEN + DAY + HOUR, ends_at=TEN + DAY + 2 * HOUR, by=person, now=NINE)
    booking.refresh_from_db()
    cancel(booking, by=person, now=NINE)
    send_due(now=NINE)
    assert subjects() == [
        "Booked: desk A1, Tuesday 3 March 2026, 10:00–11:00",
        "Your booking is now: desk A1, Tuesday 3 March 2026, 11:00–12:00",
        "Cancelled: desk A1, Tuesday 3 March 2026, 11:00–12:00",
    ]
    calendars = [message.attachments[0][1] for message in mail.outbox]
    assert ["SEQUENCE:0" in calendars[0], "SEQUENCE:1" in calendars[1], "METHOD:CANCEL" in calendars[2]] == [True] * 3
    assert "?key=" in mail.outbox[0].body


def test_a_host_s_doing_is_told_on_the_screen_as_well(hub: Hub, person: Person) -> None:
    host = make_person("Host")
    booking = book(hub, spaces=[make_space(hub)], starts_at=TEN, ends_at=TEN + HOUR, person=person, by=host, now=NINE)
    cancel(booking, by=host, now=NINE, by_host=True)
    assert sorted(Notice.objects.values_list("channel", flat=True)) == ["mail", "mail", "screen", "screen"]


def test_a_guest_and_a_house_without_mail_write_no_row(hub: Hub, person: Person, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    make_booking(hub, desk := make_space(hub), person=person)
    cancel(make_booking(hub, desk, starts_at=TEN + 2 * HOUR), by=make_person(), now=NINE)
    assert not Notice.objects.exists()


def test_a_series_is_not_told_day_by_day(hub: Hub, person: Person) -> None:
    booking = make_booking(hub, make_space(hub), person=person)
    repeat(booking, Pattern(TEN.date(), TEN.date() + timedelta(days=21), 1, (0,)), by=person, now=NINE)
    send_due(now=NINE)
    assert len(mail.outbox) == 1
    assert Booking.objects.count() == 4


def test_who_has_chosen_nothing_is_reminded_an_hour_before_once(hub: Hub, person: Person) -> None:
    desk = make_space(hub)
    make_booking(hub, desk, person=person, starts_at=TEN + 4 * HOUR)
    make_booking(hub, desk, starts_at=TEN + 6 * HOUR)  # a guest's
    Notice.objects.all().delete()
    assert remind_all(now=TEN + 2 * HOUR) == 0
    with clock.stopped_at(TEN + 3 * HOUR):
        tasks.remind.func()
    assert remind_all(now=TEN + 3 * HOUR + MINUTE) == 0
    assert sorted(Notice.objects.values_list("channel", flat=True)) == ["mail", "screen"]
    send_due(now=TEN + 3 * HOUR)
    assert subjects() == ["Soon: desk A1, Monday 2 March 2026, 14:00–15:00"]


def test_the_evening_before_and_again_for_a_new_time(hub: Hub, person: Person) -> None:
    Choice.objects.create(person=person, hour_before=False, evening_before=True, quiet_from=0, quiet_until=0)
    booking = make_booking(hub, make_space(hub), person=person, starts_at=TEN + 2 * DAY)
    evening = local(18, day=3)
    assert remind_all(now=evening) == 1
    assert remind_all(now=evening + HOUR) == 0
    change(booking, starts_at=TEN + 2 * DAY + HOUR, ends_at=TEN + 2 * DAY + 2 * HOUR, by=person, now=evening)
    assert remind_all(now=evening + HOUR) == 1
    booking.refresh_from_db()
    cancel(booking, by=person, now=evening)
    assert Notice.objects.filter(key__startswith="remind:", dropped_at=None).count() == 0


def test_who_is_in_already_is_not_reminded(hub: Hub, person: Person) -> None:
    booking = make_booking(hub, make_space(hub), person=person, starts_at=TEN + 4 * HOUR)
    check_in(booking, by=person, now=TEN + 4 * HOUR - 15 * MINUTE)
    assert remind_all(now=TEN + 4 * HOUR - 10 * MINUTE) == 0


def test_reminding_asks_as_much_for_many_as_for_few(hub: Hub, django_assert_max_num_queries: Any) -> None:
    for n in range(12):
        who = make_person(f"P{n}", joined_at=NINE)
        make_booking(hub, make_space(hub, f"A{n}"), person=who, starts_at=TEN + 4 * HOUR)
    remind_all(now=TEN + 3 * HOUR)
    with django_assert_max_num_queries(8):
        assert remind_all(now=TEN + 3 * HOUR) == 0
