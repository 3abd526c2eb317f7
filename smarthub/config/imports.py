"""What `./hub import` and `./hub export` know, by kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from smarthub.bookings.imports import export_bookings, import_bookings
from smarthub.kit.sheets import Report
from smarthub.people.imports import export_people, import_people
from smarthub.places.imports import export_spaces, import_spaces


class Take(Protocol):
    def __call__(self, data: bytes, *, dry_run: bool, now: datetime) -> Report: ...


@dataclass(frozen=True, slots=True)
class Kind:
    take: Take
    give: Callable[[], str]


KINDS: Mapping[str, Kind] = {
    "people": Kind(import_people, export_people),
    "spaces": Kind(import_spaces, export_spaces),
    "bookings": Kind(import_bookings, export_bookings),
}
