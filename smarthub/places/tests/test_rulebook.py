"""The rule book: open or closed, wholes and parts, holidays."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from smarthub.places import queries
from smarthub.places.models import Closure, DayOverride, OpeningHours, Space
from smarthub.places.rules.holidays import holiday, holidays_of
from smarthub.places.rules.rulebook import Rulebook
from smarthub.places.testing import make_hall, make_hub, make_space

BANGKOK = ZoneInfo("Asia/Bangkok")
MONDAY = date(2026, 11, 23)
CONSTITUTION_DAY = date(2026, 12, 10)  # a Thursday


def _hours(weekday: int, opens: int, closes: int) -> OpeningHours:
    return OpeningHours(weekday=weekday, opens=opens * 60, closes=closes * 60)


def _book(
    hours: list[OpeningHours], *, overrides: tuple[DayOverride, ...] = (), holidays: bool = True, **more: object
) -> Rulebook:
    fields: dict[str, object] = {
        "hub_id": 1, "edition": "e", "zone": BANGKOK, "closes_on_holidays": holidays, "hours": hours,
        "overrides": overrides, "floors": (), "zones": (), "spaces": (), "policies": (), "rates": (),
        "long_closures": (),
    }  # fmt: skip
    return Rulebook(**(fields | more))  # type: ignore[arg-type]


WEEK = [_hours(day, 9, 18) for day in range(7)]
NIGHT = [_hours(day, 0, 24) for day in range(7)]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BANGKOK).astimezone(UTC)


def test_a_weekday_is_open_at_its_hours_in_utc() -> None:
    assert _book(WEEK).open_on(MONDAY) == [(at(MONDAY, 9), at(MONDAY, 18))]
    assert _book([]).open_on(MONDAY) == []


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_holiday_is_closed_and_named_unless_the_hub_or_the_day_says_otherwise(language: str) -> None:
    name = {"th": "วันรัฐธรรมนูญ", "en": "Constitution Day"}[language]
    closed = DayOverride(date=MONDAY, reason_th="ซ่อม", reason_en="Repair")
    opened = DayOverride(date=CONSTITUTION_DAY, opens=600, closes=720)
    with translation.override(language):
        book = _book(WEEK)
        assert (book.open_on(CONSTITUTION_DAY), book.why_closed_on(CONSTITUTION_DAY)) == ([], name)
        assert book.why_closed_on(MONDAY) == ""
        book = _book(WEEK, holidays=False)
        assert book.open_on(CONSTITUTION_DAY)
        book = _book(WEEK, overrides=(closed, opened))
        assert (book.open_on(MONDAY), book.why_closed_on(MONDAY)) == ([], {"th": "ซ่อม", "en": "Repair"}[language])
        assert book.open_on(CONSTITUTION_DAY) == [(at(CONSTITUTION_DAY, 10), at(CONSTITUTION_DAY, 12))]
        assert book.why_closed_on(CONSTITUTION_DAY) == ""


def test_open_all_night_is_open_over_midnight() -> None:
    tuesday = MONDAY + timedelta(days=1)
    assert _book(NIGHT).is_open(at(MONDAY, 22), at(tuesday, 3))
    assert not _book(WEEK).is_open(at(MONDAY, 17), at(tuesday, 10))
    assert not _book(WEEK).is_open(at(MONDAY, 8), at(MONDAY, 10))
    with_break = [_hours(0, 9, 12), _hours(0, 13, 18)]
    assert not _book(with_break).is_open(at(MONDAY, 11), at(MONDAY, 14))
    assert _book(with_break).is_open(at(MONDAY, 9), at(MONDAY, 12))


def test_where_a_moment_lies_and_when_the_doors_open_next() -> None:
    book = _book(WEEK)
    assert book.open_at(at(MONDAY, 9)) == (at(MONDAY, 9), at(MONDAY, 18))
    assert book.open_at(at(MONDAY, 18)) is None
    assert book.next_opening(at(MONDAY, 8)) == at(MONDAY, 9)
    assert book.next_opening(at(MONDAY, 9)) == at(MONDAY + timedelta(days=1), 9)
    assert _book([]).next_opening(at(MONDAY, 9)) is None


def test_a_long_closure_is_found_where_it_meets_the_time() -> None:
    space = Space(pk=1)
    closure = Closure(space=space, starts_at=at(MONDAY, 0), ends_at=at(date(2027, 3, 1), 0))
    book = _book(WEEK, spaces=(space,), long_closures=(closure,))
    assert book.long_closure(space, at(MONDAY, 9), at(MONDAY, 10)) is closure
    assert book.long_closure(space, at(date(2027, 3, 1), 0), at(date(2027, 3, 1), 1)) is None
    assert book.long_closure(Space(pk=2), at(MONDAY, 9), at(MONDAY, 10)) is None


@pytest.mark.django_db
def test_the_leaves_of_a_whole_are_held_each_once() -> None:
    hub = make_hub()
    hall, rooms = make_hall(hub)
    desk = make_space(hub, "A1")
    hub.refresh_from_db()
    book = queries.rulebook(hub)
    assert book.leaves(hall) == rooms
    assert book.leaves_of([desk, rooms[1], hall]) == [*rooms, desk]
    assert book.by_ref[desk.ref] == desk
    assert queries.hub_named("hub") == hub


def test_holidays_have_both_names() -> None:
    assert holiday(CONSTITUTION_DAY) == ("วันรัฐธรรมนูญ", "Constitution Day")
    assert holiday(MONDAY) is None
    assert (CONSTITUTION_DAY, ("วันรัฐธรรมนูญ", "Constitution Day")) in holidays_of(2026)


def test_children_s_day_is_no_day_off_and_the_days_that_only_some_have_off_are() -> None:
    names = {name: day for day, (_thai, name) in holidays_of(2027)}
    assert holiday(date(2027, 1, 9)) is None  # the second Saturday: the house is full of children
    assert {"National Labor Day", "Buddhist Lent Day"} <= names.keys()
    assert _book(WEEK).open_on(date(2027, 1, 9))
    assert _book(WEEK).open_on(names["Buddhist Lent Day"]) == []
    assert _book(WEEK, holidays=False).open_on(names["Buddhist Lent Day"])
