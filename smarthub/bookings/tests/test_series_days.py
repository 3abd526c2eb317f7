"""On which days something comes round again, and in words."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from smarthub.bookings.rules.series import LAST, Pattern, days, in_words, nth_of, until_of, why_not_repeat, why_not_time
from smarthub.bookings.tests.repeating import MON, MONDAY, THU, TUE, WED, weekly

HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


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
