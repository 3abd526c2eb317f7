"""Thai public holidays, by year, with their names in both languages (the `holidays` package).

Its list may lack days that the cabinet adds late: a host sets those as a day of their own (DayOverride).

Days off count, whoever has them off: Labour Day, which offices of the state work on, and Buddhist Lent Day, which banks
work on. Children's Day does not: nobody has it off, and of all days it is one on which children come.
"""

from datetime import date
from functools import cache

from holidays import country_holidays

NO_DAY_OFF = {"วันเด็กแห่งชาติ"}


@cache
def _of_year(year: int) -> dict[date, tuple[str, str]]:
    thai = country_holidays("TH", years=year, language="th")
    english = country_holidays("TH", years=year, language="en_US")
    return {day: (name, english.get(day) or name) for day, name in thai.items() if name not in NO_DAY_OFF}


def holiday(day: date) -> tuple[str, str] | None:
    """(Thai name, English name) of the public holiday on that day."""
    return _of_year(day.year).get(day)


def holidays_of(year: int) -> list[tuple[date, tuple[str, str]]]:
    """All public holidays of a year (C.E.), in order, each with its Thai and English name."""
    return sorted(_of_year(year).items())
