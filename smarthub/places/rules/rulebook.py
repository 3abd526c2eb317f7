"""A hub's rule book: its hours, spaces, terms and rates as they stand in one edition, to be asked without a query.

The models inside are shared by all threads of a process: they are read, never changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from smarthub.places.models import Closure, DayOverride, Floor, OpeningHours, Policy, Rate, Space, Zone
from smarthub.places.models.hours import MIDNIGHT
from smarthub.places.models.province import in_language
from smarthub.places.rules.holidays import holiday
from smarthub.places.rules.terms import Terms, terms_for

LONGEST_CLOSURE_IN_SLOTS = timedelta(days=31)
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Rulebook:
    hub_id: int
    edition: str
    zone: ZoneInfo
    closes_on_holidays: bool
    hours: Sequence[OpeningHours]
    overrides: Sequence[DayOverride]
    floors: Sequence[Floor]
    zones: Sequence[Zone]
    spaces: Sequence[Space]
    policies: Sequence[Policy]
    rates: Sequence[Rate]
    long_closures: Sequence[Closure]
    _terms: dict[int, Terms] = field(default_factory=dict, compare=False)

    # --- spaces -------------------------------------------------------------------------------------------------

    @cached_property
    def by_ref(self) -> dict[str, Space]:
        return {space.ref: space for space in self.spaces}

    @cached_property
    def by_pk(self) -> dict[int, Space]:
        return {space.pk: space for space in self.spaces}

    @cached_property
    def parts(self) -> dict[int, list[Space]]:
        """The direct parts of each space that has any."""
        found: dict[int, list[Space]] = defaultdict(list)
        for space in self.spaces:
            if space.part_of_id:
                found[space.part_of_id].append(space)
        return dict(found)

    @cached_property
    def all_leaves(self) -> list[Space]:
        """The spaces that are made of no others: all that can be held in time."""
        return [space for space in self.spaces if space.pk not in self.parts]

    def leaves(self, space: Space) -> list[Space]:
        """The spaces that are held in time when this one is: itself, or all that it is made of."""
        parts = self.parts.get(space.pk)
        if not parts:
            return [space]
        return [leaf for part in parts for leaf in self.leaves(part)]

    def leaves_of(self, spaces: Iterable[Space]) -> list[Space]:
        """The leaves of several spaces, each once, in the order of their keys."""
        found = {leaf.pk: leaf for space in spaces for leaf in self.leaves(space)}
        return [found[pk] for pk in sorted(found)]

    def terms(self, space: Space) -> Terms:
        if space.pk not in self._terms:
            self._terms[space.pk] = terms_for(space, self.policies)
        return self._terms[space.pk]

    # --- rates --------------------------------------------------------------------------------------------------

    @cached_property
    def satang(self) -> dict[tuple[str, str], int]:
        """{(price group, 'hour' | 'day'): satang}"""
        return {(rate.price_group, rate.per): rate.satang for rate in self.rates}

    # --- hours --------------------------------------------------------------------------------------------------

    @cached_property
    def _by_weekday(self) -> dict[int, list[OpeningHours]]:
        found: dict[int, list[OpeningHours]] = defaultdict(list)
        for each in self.hours:
            found[each.weekday].append(each)
        return dict(found)

    @cached_property
    def _by_date(self) -> dict[date, DayOverride]:
        return {override.date: override for override in self.overrides}

    def moment(self, day: date, minutes: int) -> datetime:
        """So many minutes after local midnight, in UTC; 1440 is the next midnight."""
        extra, minutes = divmod(minutes, MIDNIGHT)
        local = datetime.combine(day + timedelta(days=extra), time(minutes // 60, minutes % 60), self.zone)
        return local.astimezone(UTC)

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def open_on(self, day: date) -> list[Stretch]:
        """When the hub is open on that local day, in UTC, in order; empty when it is closed."""
        if override := self._by_date.get(day):
            if override.opens is None or override.closes is None:
                return []
            return [(self.moment(day, override.opens), self.moment(day, override.closes))]
        if self.closes_on_holidays and holiday(day):
            return []
        return [
            (self.moment(day, h.opens), self.moment(day, h.closes)) for h in self._by_weekday.get(day.weekday(), ())
        ]

    def why_closed_on(self, day: date) -> str:
        """The reason in the reader's language: the host's words, the holiday's name, or nothing."""
        if override := self._by_date.get(day):
            return override.reason if override.is_closed else ""
        if self.closes_on_holidays and (names := holiday(day)):
            return in_language(*names)
        return ""

    def is_open(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Open all the time from the one moment to the other, over midnight too where the hours join."""
        reached = starts_at
        day = self.day_of(starts_at)
        while day <= self.day_of(ends_at):
            for opens, closes in self.open_on(day):
                if opens <= reached < closes:
                    reached = closes
            if reached >= ends_at:
                return True
            day += timedelta(days=1)
        return False

    def open_at(self, moment: datetime) -> Stretch | None:
        """The stretch of opening in which this moment lies."""
        return next((s for s in self.open_on(self.day_of(moment)) if s[0] <= moment < s[1]), None)

    def next_opening(self, after: datetime, *, days: int = 60) -> datetime | None:
        first = self.day_of(after)
        for n in range(days):
            for opens, _closes in self.open_on(first + timedelta(days=n)):
                if opens > after:
                    return opens
        return None

    @cached_property
    def _closed(self) -> list[tuple[Closure, frozenset[int]]]:
        """Each long closure with the keys of the leaves that it closes."""
        return [
            (closure, frozenset(leaf.pk for leaf in self.leaves(self.by_pk[closure.space_id])))
            for closure in self.long_closures
            if closure.space_id in self.by_pk
        ]

    def long_closure(self, space: Space, starts_at: datetime, ends_at: datetime) -> Closure | None:
        """A closure too long for slots that meets this time, of the space, of a part of it or of what it is a part of."""
        for closure, leaves in self._closed:
            is_then = closure.starts_at < ends_at and closure.ends_at > starts_at
            if is_then and any(leaf.pk in leaves for leaf in self.leaves(space)):
                return closure
        return None
