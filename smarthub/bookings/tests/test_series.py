"""The same again and again: the days, the report, this and following."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from smarthub.bookings import tasks
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.series import begin, continue_series, repeat
from smarthub.bookings.actions.series_change import change_series, end_series, split, take_instead
from smarthub.bookings.doctor import examine
from smarthub.bookings.models import Booking, Series, SeriesDay
from smarthub.bookings.queries import days_of, pattern_of, series_of, series_with
from smarthub.bookings.rules.series import LAST, Pattern, days, in_words, nth_of, until_of, why_not_repeat, why_not_time
from smarthub.bookings.testing import NINE, TEN, make_booking
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
MONDAY = date(2026, 3, 2)
MON, TUE, WED, THU = range(4)


def weekly(until: date, *weekdays: int, every: int = 1, first: date = MONDAY) -> Pattern:
    return Pattern(first, until, every, weekdays or (first.weekday(),))


# --- the days ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (weekly(date(2026, 3, 16)), ["03-02", "03-09", "03-16"]),
        (weekly(date(2026, 3, 31), every=2), ["03-02", "03-16", "03-30"]),
        (weekly(date(2026, 3, 12), MON, THU), ["03-02", "03-05", "03-09", "03-12"]),
        # Begun on a Thursday, the Monday of that week is over.
        (weekly(date(2026, 3, 12), MON, THU, first=date(2026, 3, 5)), ["03-05", "03-09", "03-12"]),
        # Every second week counts from the week of the first day.
        (weekly(date(2026, 3, 20), MON, THU, every=2, first=date(2026, 3, 5)), ["03-05", "03-16", "03-19"]),
        (Pattern(date(2026, 3, 10), date(2026, 6, 30), 1, (TUE,), 2), ["03-10", "04-14", "05-12", "06-09"]),
        (Pattern(date(2026, 3, 31), date(2026, 6, 30), 1, (TUE,), LAST), ["03-31", "04-28", "05-26", "06-30"]),
        (Pattern(date(2026, 11, 3), date(2027, 3, 31), 2, (TUE,), 1), ["11-03", "01-05", "03-02"]),
    ],
)
def test_the_days_of_a_pattern(pattern: Pattern, found: list[str]) -> None:
    assert [f"{day:%m-%d}" for day in days(pattern)] == found


@pytest.mark.parametrize(
    ("day", "nth"),
    [(date(2026, 3, 2), 1), (date(2026, 3, 14), 2), (date(2026, 3, 28), 4), (date(2026, 3, 30), LAST)],
)
def test_which_of_its_month_a_weekday_is(day: date, nth: int) -> None:
    assert nth_of(day) == nth


def test_a_number_of_times_ends_on_a_day() -> None:
    assert until_of(MONDAY, 4, every=1, weekdays=[MON], nth=0) == date(2026, 3, 23)
    assert until_of(MONDAY, 3, every=1, weekdays=[MON], nth=1) == date(2026, 5, 4)
    assert until_of(MONDAY, 1, every=1, weekdays=[], nth=0) == MONDAY


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        (weekly(date(2026, 3, 16)), None),
        (Pattern(MONDAY, date(2026, 4, 1), 1, ()), "no-weekday"),
        (Pattern(MONDAY, date(2026, 4, 1), 1, (MON, 7)), "no-weekday"),
        (weekly(date(2026, 4, 1), TUE), "other-weekday"),
        (weekly(date(2026, 4, 1), every=0), "too-seldom"),
        (weekly(date(2026, 4, 1), every=13), "too-seldom"),
        (weekly(MONDAY), "ends-before"),
        (weekly(date(2027, 4, 1)), "too-far"),
        (weekly(date(2026, 3, 8)), "only-once"),
        (weekly(date(2026, 12, 31), 0, 1, 2, 3), "too-many-days"),
    ],
)
def test_what_can_be_repeated(pattern: Pattern, code: str | None) -> None:
    refusal = why_not_repeat(pattern)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("from_minute", "minutes", "code"),
    [(600, 60, None), (607, 60, "not-on-quarter"), (600, 50, "not-on-quarter"), (600, 0, "backwards"),
     (600, -60, "backwards"), (600, 32 * 24 * 60, "too-long")],
)  # fmt: skip
def test_at_what_time_it_can_be(from_minute: int, minutes: int, code: str | None) -> None:
    refusal = why_not_time(from_minute=from_minute, minutes=minutes)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (weekly(date(2026, 4, 30)), "every Monday until 30 April 2026"),
        (weekly(date(2026, 4, 30), MON, WED, THU), "every Monday, Wednesday and Thursday until 30 April 2026"),
        (weekly(date(2026, 4, 30), every=2), "every 2 weeks on Monday until 30 April 2026"),
        (Pattern(MONDAY, date(2026, 6, 1), 1, (MON,), 1), "on the first Monday of every month until 1 June 2026"),
        (Pattern(MONDAY, date(2026, 6, 1), 3, (MON,), LAST), "on the last Monday of every 3 months until 1 June 2026"),
    ],
)
def test_a_pattern_in_words(pattern: Pattern, said: str) -> None:
    with translation.override("en"):
        assert in_words(pattern) == said


@given(
    weekdays=st.sets(st.integers(0, 6), min_size=1),
    every=st.integers(1, 4),
    weeks=st.integers(2, 12),
    cut=st.integers(0, 60),
    nth=st.sampled_from([0, 0, 1, 3, LAST]),
)
@settings(max_examples=200, deadline=None)
def test_cut_anywhere_the_two_halves_are_the_whole(
    weekdays: set[int], every: int, weeks: int, cut: int, nth: int
) -> None:
    chosen = (min(weekdays),) if nth else tuple(sorted(weekdays))
    endless = Pattern(MONDAY, MONDAY + 52 * WEEK, every, chosen, nth)
    first = days(endless)[0]
    whole = Pattern(first, first + weeks * every * WEEK, every, chosen, nth)
    all_days = days(whole)
    n = cut % len(all_days)
    if n == 0:
        return
    before = Pattern(first, all_days[n - 1], every, chosen, nth)
    after = Pattern(all_days[n], whole.until, every, chosen, nth)
    assert days(before) + days(after) == all_days


# --- the series -------------------------------------------------------------------------------------------------------


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


# --- this, following, all ---------------------------------------------------------------------------------------------


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
    make_policy(hub, cancel_minutes=24 * 60)
    hub.refresh_from_db()
    series = begun(hub, make_space(hub), person, weekly(date(2026, 3, 16)))
    end_series(series, by=person, now=NINE)
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
