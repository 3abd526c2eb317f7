"""The lists that come in and go out, by kind: `./hub import`, `./hub export`, and a hub's page of lists."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smarthub.bookings import imports as bookings
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.queries import lists as desk
from smarthub.frontdoor.queries import intakes
from smarthub.frontdoor.rules import Give, Given, Kind, Rows
from smarthub.people import imports as people
from smarthub.people.actions.bring import take_people_back
from smarthub.people.models import Person
from smarthub.places import imports as places
from smarthub.places.models import Hub, Space
from smarthub.places.queries import lists as house
from smarthub.places.queries.ties import tied


def _people_of(hub: Hub, *, by: Person, now: datetime) -> Rows:
    """Who has a tie to the hub, and whoever else stands in its bookings and visits."""
    booked, came = (model.objects.filter(hub=hub).values("person") for model in (Booking, Visit))
    found = Person.objects.filter(Q(pk__in=booked) | Q(pk__in=came) | tied(hub), erased_at=None)
    return people.rows_of(found.order_by("name", "pk"), with_years=False)


def _people_back(hub: Hub, made: Sequence[str], before: str, *, by: Person, now: datetime) -> tuple[int, int]:
    return take_people_back(made, by=by, now=now)


def _bookings_of(hub: Hub, *, by: Person, now: datetime) -> Rows:
    return bookings.booking_rows(Booking.objects.filter(hub=hub, booked_at__isnull=False).order_by("-starts_at", "pk"))


def _spaces_of(hub: Hub, *, by: Person, now: datetime) -> Rows:
    return places.space_rows(Space.objects.filter(hub=hub, removed_at=None))


def _of(rows: Callable[[Hub], Rows]) -> Give:
    """Rows for which it is all the same who of the hosts asks, and when."""
    return lambda hub, *, by, now: rows(hub)


def _as_of(rows: Callable[..., Rows]) -> Give:
    """Rows that are about a moment."""
    return lambda hub, *, by, now: rows(hub, now=now)


KINDS: Mapping[str, Kind] = {
    "people": Kind(
        _("People"),
        people.COLUMNS,
        _people_of,
        people.import_people,
        _people_back,
        people.export_people,
        people.SAMPLE,
    ),
    "spaces": Kind(
        _("Spaces"),
        places.COLUMNS,
        _spaces_of,
        places.import_spaces,
        places.take_spaces_back,
        places.export_spaces,
        places.SAMPLE,
    ),
    "bookings": Kind(
        _("Bookings"),
        bookings.GIVEN,
        _bookings_of,
        bookings.import_bookings,
        bookings.take_bookings_back,
        bookings.export_bookings,
        bookings.SAMPLE,
    ),
}
# Everything that a host sees as a list, in the groups in which the page shows them.
GROUPS: Sequence[tuple[Promise, Mapping[str, Given]]] = (
    (
        _("People and bookings"),
        {
            "people": KINDS["people"],
            "bookings": KINDS["bookings"],
            "visits": Given(_("Visits"), bookings.VISITS, _of(bookings.visit_rows)),
            "series": Given(_("Series"), desk.SERIES, _of(desk.series_rows)),
            "guests": Given(_("Who comes along"), desk.GUESTS, _of(desk.guest_rows)),
            "waits": Given(_("Waiting for a place"), desk.WAITS, _as_of(desk.wait_rows)),
            "reports": Given(
                _("What people told the hosts"),
                house.REPORTS,
                lambda hub, *, by, now: house.report_rows(hub, by, now=now),
            ),
        },
    ),
    (
        _("The front desk"),
        {
            "today": Given(_("Today, as it stands"), desk.TODAY, _as_of(desk.today_rows)),
            "days": Given(_("The days in figures"), desk.DAYS, _as_of(desk.day_rows)),
            "notes": Given(_("Notes"), desk.NOTES, _of(desk.note_rows)),
            "lost": Given(_("Lost and found"), desk.LOST, _of(desk.lost_rows)),
            "conflicts": Given(_("What a tablet could not do"), desk.CONFLICTS, _of(desk.conflict_rows)),
            "tablets": Given(_("Tablets by the door"), desk.TABLETS, _of(desk.tablet_rows)),
        },
    ),
    (
        _("About the hub"),
        {
            "spaces": KINDS["spaces"],
            "hours": Given(_("Opening hours"), house.HOURS, _of(house.hours_rows)),
            "odd-days": Given(_("Holidays and single days"), house.ODD_DAYS, _as_of(house.odd_day_rows)),
            "closures": Given(_("Places closed for a while"), house.CLOSURES, _of(house.closure_rows)),
            "prices": Given(_("Prices"), house.PRICES, _of(house.price_rows)),
            "hosts": Given(_("Hosts"), house.HOSTS, _of(house.host_rows)),
            "intakes": Given(_("Lists that were taken in"), intakes.INTAKES, _of(intakes.intake_rows)),
        },
    ),
)
GIVEN: Mapping[str, Given] = {name: kind for _title, kinds in GROUPS for name, kind in kinds.items()}
