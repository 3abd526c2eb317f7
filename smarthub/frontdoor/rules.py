"""What a list is that a host takes out or brings in; the table of them is in config/imports.py."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.functional import Promise

from smarthub.kit.sheets import Report
from smarthub.people.models import Person
from smarthub.places.models import Hub

Rows = Iterable[Sequence[object]]


class Take(Protocol):
    def __call__(
        self, data: bytes, *, dry_run: bool, now: datetime, by: Person | None = None, hub: Hub | None = None
    ) -> Report: ...


class Give(Protocol):
    """What a host of this hub sees of it, and no more."""

    def __call__(self, hub: Hub, *, by: Person, now: datetime) -> Rows: ...


class Back(Protocol):
    """(gone, stayed)"""

    def __call__(self, hub: Hub, made: Sequence[str], before: str, *, by: Person, now: datetime) -> tuple[int, int]: ...


@dataclass(frozen=True, slots=True)
class Given:
    """A list that goes out: what a host of a hub sees of it, under `columns`."""

    title: Promise
    columns: Sequence[str]
    rows: Give


@dataclass(frozen=True, slots=True)
class Kind(Given):
    """A list that comes in as well, and is taken back; `give`: that of the whole house, as CSV; `sample`: the columns that
    are read, each with what an example row says.
    """

    take: Take
    back: Back
    give: Callable[[], str]
    sample: Mapping[str, str]
