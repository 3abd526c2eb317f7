"""The same again and again: the report of each day, this and following."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import translation

from smarthub.bookings import tasks
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.series import begin, continue_series, repeat
from smarthub.bookings.actions.series_change import change_series, end_series, split, take_instead
from smarthub.bookings.doctor import examine
from smarthub.bookings.models import Booking, Series, SeriesDay
from smarthub.bookings.queries import days_of, pattern_of, series_of, series_with
from smarthub.bookings.rules.series import Pattern, days
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.bookings.tests.repeating import MONDAY, TUE, weekly
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.kit.testing import race
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.actions.hours import set_day
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_hub, make_policy, make_space

HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


@pytest.fixture
def hub(db: None) -> Hub:
    return make_hub(closes_on_holidays=True)


@pytest.fixture
def person(db: None) -> Person:
    return make_person("Dao", email="dao@example.org", joined_at=NINE)


def begun(hub: Hub, desk: Space, person: Person, pattern: Pattern, **more: Any) -> Series:
    given_: dict[str, Any] = {"spaces": [desk], "starts_at": TEN, "length": HOUR, "now": NINE, **more}
    return begin(hub, pattern, person=person, by=person, **given_)


def report(series: Series) -> list[tuple[str, str]]:
    return [(f"{day.date:%m-%d}", day.outcome) for day in days_of(series)]


def all_is_well() -> None:
    with clock.stopped_at(NINE):
        assert list(examine()) == []


def test_a_series_over_songkran_reports_the_closed_days_and_books_the_others(hub: Hub, person: Person) -> None:
    first = datetime(2026, 3, 31, 3, tzinfo=UTC)
    pattern = weekly(date(2026, 4, 28), TUE, first=date(2026, 3, 31))
    series = begun(hub, make_space(hub), person, pattern, starts_at=first)
    assert report(series) == [
        ("03-31", "booked"), ("04-07", "booked"), ("04-14", "closed"), ("04-21", "booked"), ("04-28", "booked"),
    ]  # fmt: skip
    day = series.days.get(date=date(2026, 4, 14))
    assert "สงกรานต์" in day.why_th
    with translation.override("en"):
        assert "Songkran" in day.why
    assert {b.person for b in Booking.objects.all()} == {person}
    all_is_well()


def test_what_others_have_is_reported_and_something_else_can_be_taken(hub: Hub, person: Person) -> None:
    desk, other = make_space(hub, "A1"), make_space(hub, "A2")
    make_booking(hub, desk, starts_at=TEN + WEEK)
    series = begun(hub, desk, person, weekly(date(2026, 3, 16)))
    assert report(series) == [("03-02", "booked"), ("03-09", "taken"), ("03-16", "booked")]
    instead: dict[str, Any] = {"spaces": [other], "starts_at": TEN + WEEK, "length": HOUR, "by": person, "now": NINE}
    assert take_instead(series, date(2026, 3, 9), **instead)
    assert not take_instead(series, date(2026, 3, 9), **instead)
    assert report(series)[1] == ("03-09", "booked")
    with pytest.raises(Refused):
        take_instead(series, date(2026, 3, 10), **instead)


def test_what_lies_too_far_ahead_is_booked_when_its_time_comes(hub: Hub, person: Person) -> None:
    make_policy(hub, days_ahead=10)
    hub.refresh_from_db()
    series = begun(hub, make_space(hub), person, weekly(date(2026, 3, 16)))
    assert report(series) == [("03-02", "booked"), ("03-09", "booked"), ("03-16", "later")]
    with clock.stopped_at(NINE + WEEK):
        tasks.continue_series.func()
    assert report(series)[2] == ("03-16", "booked")


def test_a_retry_goes_on_where_it_stopped(hub: Hub, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    series = begun(hub, make_space(hub), person, weekly(date(2026, 3, 30)))
    last = series.days.get(date=date(2026, 3, 30))
    booking = last.booking
    assert booking
    last.delete()
    cancel(booking, by=person, now=NINE)
    assert continue_series(series, by=person, now=NINE) == 1
    assert continue_series(series, by=person, now=NINE) == 0
    assert [outcome for _day, outcome in report(series)] == ["booked"] * 5


def test_a_booking_is_repeated_and_is_the_first_day(hub: Hub, person: Person) -> None:
    booking = make_booking(hub, make_space(hub), person=person)
    series = repeat(booking, weekly(date(2026, 3, 16)), by=person, now=NINE)
    assert repeat(booking, weekly(date(2026, 3, 16)), by=person, now=NINE) == series
    assert series.days.order_by("date")[0].booking == booking
    assert Booking.objects.count() == 3
    assert series_with(booking) == series
    assert list(series_of(person)) == [series]


def test_what_cannot_be_repeated_makes_no_series(hub: Hub, person: Person) -> None:
    desk = make_space(hub)
    with pytest.raises(Refused):
        begun(hub, desk, person, weekly(MONDAY))
    with pytest.raises(Refused):
        begun(hub, desk, person, weekly(date(2026, 3, 16)), length=-HOUR)
    assert not Series.objects.exists()


def test_a_series_does_not_move_to_half_a_quarter(hub: Hub, person: Person) -> None:
    series = begun(hub, make_space(hub), person, weekly(date(2026, 3, 16)))
    with pytest.raises(Refused):
        change_series(series, following=date(2026, 3, 9), from_minute=607, by=person, now=NINE)
    assert Series.objects.count() == 1


def test_a_day_that_a_rule_forbids_says_which(hub: Hub, person: Person) -> None:
    make_policy(hub, most_minutes_a_day=60)
    hub.refresh_from_db()
    desk, other = make_space(hub, "A1"), make_space(hub, "A2")
    make_booking(hub, other, starts_at=TEN + WEEK, person=person)
    series = begun(hub, desk, person, weekly(date(2026, 3, 16)))
    assert report(series)[1] == ("03-09", "refused")
    assert "1 hour a day" in series.days.get(date=date(2026, 3, 9)).why_en


def test_this_and_following_is_cut_without_a_gap(hub: Hub, person: Person) -> None:
    series = begun(hub, make_space(hub), person, weekly(date(2026, 3, 30)))
    after = split(series, date(2026, 3, 16), by=person, now=NINE)
    series.refresh_from_db()
    assert (series.until, after.first_on, after.until) == (date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 30))
    assert report(series) == [("03-02", "booked"), ("03-09", "booked")]
    assert report(after) == [("03-16", "booked"), ("03-23", "booked"), ("03-30", "booked")]
    assert split(series, date(2026, 3, 16), by=person, now=NINE) == after
    assert split(series, MONDAY, by=person, now=NINE) == series
    with pytest.raises(Refused):
        split(series, date(2026, 3, 3), by=person, now=NINE)
    assert days(pattern_of(series)) + days(pattern_of(after)) == days(weekly(date(2026, 3, 30)))


def test_the_following_days_move_and_what_cannot_stays_and_says_why(hub: Hub, person: Person) -> None:
    desk = make_space(hub)
    series = begun(hub, desk, person, weekly(date(2026, 3, 30)))
    make_booking(hub, desk, starts_at=TEN + 3 * WEEK + 4 * HOUR)
    after = change_series(series, following=date(2026, 3, 16), from_minute=14 * 60, minutes=120, by=person, now=NINE)
    times = [
        (day.booking.starts_at - day.booking.starts_at.replace(hour=0), day.booking.length)
        for day in [*days_of(series), *days_of(after)]
        if day.booking
    ]
    at_ten, at_two = (timedelta(hours=3), HOUR), (timedelta(hours=7), 2 * HOUR)
    assert times == [at_ten, at_ten, at_two, at_ten, at_two]
    assert "taken" in after.days.get(date=date(2026, 3, 23)).why_en
    all_is_well()


def test_all_days_to_come_move_to_another_place_and_closed_ones_are_tried_anew(hub: Hub, person: Person) -> None:
    desk, other = make_space(hub, "A1"), make_space(hub, "A2")
    make_booking(hub, desk, starts_at=TEN + WEEK)
    series = begun(hub, desk, person, weekly(date(2026, 3, 16)))
    now = TEN + 2 * HOUR
    changed = change_series(series, spaces=[other], by=person, now=now)
    assert changed == series
    assert report(series) == [("03-02", "booked"), ("03-09", "booked"), ("03-16", "booked")]
    assert [[s.name for s in day.booking.spaces.all()] for day in days_of(series) if day.booking] == [
        ["A1"], ["A2"], ["A2"],
    ]  # fmt: skip


def test_ending_cancels_what_is_to_come_and_keeps_what_was(hub: Hub, person: Person) -> None:
    series = begun(hub, make_space(hub), person, weekly(date(2026, 3, 30)))
    after = end_series(series, following=date(2026, 3, 16), by=person, now=NINE)
    assert end_series(series, following=date(2026, 3, 16), by=person, now=NINE) == after
    assert [bool(b.cancelled_at) for b in Booking.objects.order_by("starts_at")] == [False, False, True, True, True]
    assert continue_series(after, by=person, now=NINE) == 0
    with pytest.raises(Refused):
        change_series(after, minutes=30, by=person, now=NINE)
    series.refresh_from_db()
    assert end_series(series, by=person, now=TEN + 2 * HOUR).ended_at
    assert [bool(b.cancelled_at) for b in Booking.objects.order_by("starts_at")] == [False] + [True] * 4


def test_a_day_past_its_deadline_stays_and_says_so_but_not_for_the_host(hub: Hub, person: Person) -> None:
    make_policy(hub, cancel_minutes=30)
    hub.refresh_from_db()
    series = begun(hub, make_space(hub), person, weekly(date(2026, 3, 16)))
    end_series(series, by=person, now=TEN - HOUR / 4)
    assert [bool(b.cancelled_at) for b in Booking.objects.order_by("starts_at")] == [False, True, True]
    assert "could be cancelled until" in series.days.get(date=MONDAY).why_en


def test_a_day_that_was_cancelled_is_not_booked_again(hub: Hub, person: Person) -> None:
    series = begun(hub, make_space(hub), person, weekly(date(2026, 3, 16)))
    booking = series.days.get(date=date(2026, 3, 9)).booking
    assert booking
    cancel(booking, by=person, now=NINE)
    assert continue_series(series, by=person, now=NINE) == 0
    change_series(series, from_minute=11 * 60, by=person, now=NINE)
    assert Booking.objects.filter(cancelled_at=None).count() == 2


def test_a_day_that_was_closed_meanwhile_is_seen_when_it_is_tried(hub: Hub, person: Person) -> None:
    set_day(hub, date(2026, 3, 9), hours=None, reason_th="ทำความสะอาด", reason_en="Cleaning", by=person, now=NINE)
    series = begun(hub, make_space(hub), person, weekly(date(2026, 3, 16)))
    day = series.days.get(date=date(2026, 3, 9))
    assert (day.outcome, day.why_en) == ("closed", "Cleaning")
    assert places.rulebook(hub).why_closed_on(date(2026, 3, 9))


@pytest.mark.django_db(transaction=True)
def test_two_who_repeat_the_same_at_once_make_one_series() -> None:
    hub, person = make_hub(), make_person()
    booking = make_booking(hub, make_space(hub), person=person)
    answers = race([partial(repeat, booking, weekly(date(2026, 4, 6)), by=person, now=NINE)] * 4)
    assert {answer.pk for answer in answers} == {Series.objects.get().pk}
    assert SeriesDay.objects.count() == Booking.objects.count() == 6
    all_is_well()


@pytest.mark.django_db(transaction=True)
def test_two_series_that_want_the_same_share_the_days_without_overlap() -> None:
    hub = make_hub()
    desk = make_space(hub)
    people = [make_person(f"P{n}") for n in range(3)]
    answers = race([partial(begun, hub, desk, each, weekly(date(2026, 4, 27))) for each in people])
    assert [each for each in answers if not isinstance(each, Series)] == []
    assert Booking.objects.count() == 9
    assert SeriesDay.objects.filter(outcome="booked").count() == 9
    assert SeriesDay.objects.filter(outcome="taken").count() == 18
    all_is_well()
