"""Dates in the Buddhist era, in and out. Each trap that was met is a line here."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from smarthub.kit.forms import DayField
from smarthub.kit.thai import dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13/02/2561", date(2018, 2, 13)),  # Django's own field reads the year 2561 C.E.
        ("29/02/2567", date(2024, 2, 29)),  # a leap year, though 2567 C.E. is none
        ("29-2-2567", date(2024, 2, 29)),
        ("๑๓/๐๒/๒๕๖๑", date(2018, 2, 13)),
        ("13 กุมภาพันธ์ 2561", date(2018, 2, 13)),
        ("13 ก.พ. 2561", date(2018, 2, 13)),
        ("13 ก.พ. พ.ศ. 2561", date(2018, 2, 13)),
        ("วันอังคารที่ 13 กุมภาพันธ์ 2561", date(2018, 2, 13)),
        ("๑ มิ.ย. ๒๕๖๙", date(2026, 6, 1)),
        ("2018-02-13", date(2018, 2, 13)),
        ("2561-02-13", date(2018, 2, 13)),
        ("13 February 2018", date(2018, 2, 13)),
        ("13 Feb 2018", date(2018, 2, 13)),
        ("13.02.2018", date(2018, 2, 13)),
    ],
)
def test_a_day_is_read_in_either_era(text: str, day: date) -> None:
    assert dates.read_day(text) == day
    assert DayField().clean(text) == day


@pytest.mark.parametrize("text", ["", "13/02/61", "30/02/2567", "29/02/2566", "13/13/2561", "พรุ่งนี้", "13 ก.ก. 2561"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        DayField().clean(text)


@given(some.dates(date(1900, 1, 1), date(2399, 12, 31)))
def test_what_is_written_is_read_again(day: date) -> None:
    for language in ("th", "en"):
        with translation.override(language):
            assert dates.read_day(dates.day(day)) == day
            assert dates.read_day(dates.day(day, short=True)) == day
            assert dates.read_day(dates.day(day, weekday=True).replace(dates.DAYS_EN[day.weekday()], "")) == day


def test_the_year_is_buddhist_in_thai_and_christian_in_english() -> None:
    moment = datetime(2018, 2, 12, 18, 30, tzinfo=UTC)  # half past one on the 13th in Udon Thani
    with translation.override("th"):
        assert dates.day(moment.date().replace(day=13), weekday=True) == "วันอังคารที่ 13 กุมภาพันธ์ 2561"
        assert dates.day_and_time(moment) == "13 ก.พ. 2561 1:30\N{NO-BREAK SPACE}น."
        assert dates.span(moment, moment.replace(hour=20, minute=0)) == "1:30–\N{WORD JOINER}3:00\N{NO-BREAK SPACE}น."
    with translation.override("en"):
        assert dates.day_and_time(moment) == "13 Feb 2018 1:30"


def test_a_day_of_this_week_needs_no_year() -> None:
    for language, said in (("th", "27 พ.ย."), ("en", "27 Nov")):
        with translation.override(language):
            assert dates.day(date(2026, 11, 27), short=True, year=False) == said


def test_a_span_over_midnight_names_both_days_and_one_to_midnight_ends_at_24() -> None:
    with translation.override("en"):
        evening = datetime(2018, 2, 13, 15, 0, tzinfo=UTC)
        assert dates.span(evening, datetime(2018, 2, 13, 17, 0, tzinfo=UTC)) == "22:00–\N{WORD JOINER}24:00"
        assert dates.span(evening, datetime(2018, 2, 13, 19, 0, tzinfo=UTC)) == "13 Feb 2018 22:00 – 14 Feb 2018 2:00"


@pytest.mark.parametrize(("language", "shown"), [("th", "23/11/2569"), ("en", "23/11/2026")])
def test_a_field_shows_its_day_in_the_readers_era_and_reads_it_back(language: str, shown: str) -> None:
    class Form(forms.Form):
        day = DayField()

    with translation.override(language):
        assert f'value="{shown}"' in str(Form(initial={"day": date(2026, 11, 23)})["day"])
        assert DayField().clean(shown) == date(2026, 11, 23)
