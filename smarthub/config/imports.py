"""The lists that come in and go out, by kind: `./hub import`, `./hub export`, and a hub's page of lists."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smarthub.bookings import imports as bookings
from smarthub.bookings.models import Booking, Visit
from smarthub.kit.sheets import Report
from smarthub.people import imports as people
from smarthub.people.actions.bring import take_people_back
from smarthub.people.models import Person
from smarthub.places import imports as places
from smarthub.places.models import Hub, Space

Rows = Iterable[Sequence[object]]


class Take(Protocol):
    def __call__(
        self, data: bytes, *, dry_run: bool, now: datetime, by: Person | None = None, hub: Hub | None = None
    ) -> Report: ...


class Back(Protocol):
    """(gone, stayed)"""

    def __call__(self, hub: Hub, made: Sequence[str], before: str, *, by: Person, now: datetime) -> tuple[int, int]: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """A list. `give`: of the whole house, as CSV; `rows`: what a host of this hub sees of it, under `columns`."""

    title: Promise
    take: Take
    back: Back
    give: Callable[[], str]
    columns: Sequence[str]
    rows: Callable[[Hub], Rows]


@dataclass(frozen=True, slots=True)
class Given:
    """A list that only goes out."""

    title: Promise
    columns: Sequence[str]
    rows: Callable[[Hub], Rows]


def _people_of(hub: Hub) -> Rows:
    """Who has booked or come here."""
    booked, came = (model.objects.filter(hub=hub).values("person") for model in (Booking, Visit))
    found = Person.objects.filter(Q(pk__in=booked) | Q(pk__in=came), erased_at=None)
    return people.rows_of(found.order_by("name", "pk"))


def _people_back(hub: Hub, made: Sequence[str], before: str, *, by: Person, now: datetime) -> tuple[int, int]:
    return take_people_back(made, by=by, now=now)


def _bookings_of(hub: Hub) -> Rows:
    return bookings.booking_rows(Booking.objects.filter(hub=hub, booked_at__isnull=False).order_by("-starts_at", "pk"))


KINDS: Mapping[str, Kind] = {
    "people": Kind(_("People"), people.import_people, _people_back, people.export_people, people.COLUMNS, _people_of),
    "spaces": Kind(
        _("Spaces"),
        places.import_spaces,
        places.take_spaces_back,
        places.export_spaces,
        places.COLUMNS,
        lambda hub: places.space_rows(Space.objects.filter(hub=hub, removed_at=None)),
    ),
    "bookings": Kind(
        _("Bookings"),
        bookings.import_bookings,
        bookings.take_bookings_back,
        bookings.export_bookings,
        bookings.GIVEN,
        _bookings_of,
    ),
}
GIVEN: Mapping[str, Kind | Given] = {**KINDS, "visits": Given(_("Visits"), bookings.VISITS, bookings.visit_rows)}
