"""What a hub does on the days of a year that are not like the others, for those who run it."""

from dataclasses import dataclass
from datetime import date

from smarthub.places.models import DayOverride, Hub
from smarthub.places.models.province import in_language
from smarthub.places.queries.rulebook import rulebook
from smarthub.places.rules.holidays import holidays_of
from smarthub.places.rules.hours import Minutes, clock
from smarthub.places.rules.rulebook import Stretch


@dataclass(frozen=True, slots=True)
class OddDay:
    """A holiday, or a day that the hosts have set."""

    date: date
    holiday: str
    override: DayOverride | None
    open: list[Stretch]
    usual: Minutes | None  # from the first opening to the last closing of its weekday

    @property
    def usual_opens(self) -> str:
        return clock(self.usual[0]) if self.usual else ""

    @property
    def usual_closes(self) -> str:
        return clock(self.usual[1]) if self.usual else ""


def odd_days(hub: Hub, year: int) -> list[OddDay]:
    """In order of date; no query beyond the rule book's."""
    book = rulebook(hub)
    overrides = {override.date: override for override in book.overrides if override.date.year == year}
    usual: dict[int, Minutes] = {}
    for each in book.hours:
        opens, closes = usual.get(each.weekday, (each.opens, each.closes))
        usual[each.weekday] = min(opens, each.opens), max(closes, each.closes)
    holidays = {day: in_language(*names) for day, names in holidays_of(year)}
    return [
        OddDay(day, holidays.get(day, ""), overrides.get(day), book.open_on(day), usual.get(day.weekday()))
        for day in sorted(holidays.keys() | overrides.keys())
    ]
