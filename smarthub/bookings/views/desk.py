"""The front desk: today on one screen, for those who run the hub; people in and out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from smarthub.bookings import queries
from smarthub.bookings.actions import check_in as coming
from smarthub.bookings.actions.walk_in import walk_in
from smarthub.bookings.forms import WalkInForm
from smarthub.bookings.http import person_of
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.rules import words
from smarthub.bookings.rules.cancel import why_not_cancel
from smarthub.bookings.rules.check_in import why_not_check_in
from smarthub.bookings.views.booking import STATES, state_of
from smarthub.kit import clock
from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.thai import dates
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.http import hub_run_by_404
from smarthub.places.models import Closure, Hub
from smarthub.places.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Arrival:
    ref: str
    span: str
    who: str
    phone: str
    place: str
    people: str
    state: str
    badge: tuple[str, Any, str]
    may_check_in: bool
    may_check_out: bool
    may_cancel: bool


@require_safe
@never_cache
def desk(request: HttpRequest, hub: str) -> HttpResponse:
    place = hub_run_by_404(request, hub)
    return _page(request, place, WalkInForm(book=places.rulebook(place), now=clock.now()))


def _page(
    request: HttpRequest, hub: Hub, form: WalkInForm, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    now = clock.now()
    book = places.rulebook(hub)
    today = book.day_of(now)
    standing = queries.standing(hub, now=now)
    first, last = book.moment(today, 0), book.moment(today + timedelta(days=1), 0)
    arrivals = [_arrival(each, now) for each in queries.bookings_at(hub, first, last) if each.cancelled_at is None]
    shown: dict[str, Any] = {
        "hub": hub,
        "form": form,
        "refusal": refusal,
        "today": dates.day(today, weekday=True),
        "date": today,
        "hours": [dates.span(*stretch) for stretch in book.open_on(today)],
        "why_closed": book.why_closed_on(today),
        "standing": standing,
        "free_share": f"{standing.seats_free}/{standing.seats}",
        "waiting": [each for each in arrivals if each.state in {"booked", "running"}],
        "here": [each for each in arrivals if each.state == "arrived"],
        "done": [each for each in arrivals if each.state == "left"],
        "missed": [each for each in arrivals if each.state in {"no-show", "over"}],
        "walk_ins": [_walk_in(each) for each in queries.here_now(hub) if each.booking_id is None],
        "closures": _closures(hub, book, now),
        "closed_days": _closed_days(book, today),
        "rulebook": book,
        "links": {},
        "labels": {},
        "floors": book.floors,
        "states": standing.states,
    }
    return render(request, "bookings/desk.html", shown, status=status)


def _arrival(booking: Booking, now: datetime) -> Arrival:
    state = state_of(booking, now=now)
    return Arrival(
        ref=booking.ref,
        span=dates.span(booking.starts_at, booking.ends_at),
        who=booking.person.name if booking.person else "",
        phone=booking.person.phone if booking.person else "",
        place=words.names_of(booking.spaces.all()),
        people=words.people(booking.people),
        state=state,
        badge=STATES[state],
        may_check_in=state in {"booked", "running"} and why_not_check_in(booking, now=now) is None,
        may_check_out=state == "arrived",
        may_cancel=state in {"booked", "running"}
        and why_not_cancel(booking, has_come=False, now=now, by_host=True) is None,
    )


def _walk_in(visit: Visit) -> dict[str, Any]:
    return {
        "ref": visit.ref,
        "who": visit.person.name if visit.person else gettext("Without a name"),
        "people": words.people(visit.people),
        "since": dates.clock(visit.came_at),
    }


def _closures(hub: Hub, book: Rulebook, now: datetime) -> list[dict[str, Any]]:
    found = (
        Closure.objects.filter(hub=hub, lifted_at=None, ends_at__gt=now).select_related("space").order_by("starts_at")
    )
    return [
        {
            "ref": each.space.ref,
            "starts_at": each.starts_at.isoformat(),
            "place": words.called(each.space),
            "when": f"{dates.day_and_time(each.starts_at)} – {dates.day_and_time(each.ends_at)}",
            "reason": each.reason,
        }
        for each in found[:50]
    ]


def _closed_days(book: Rulebook, today: date) -> list[dict[str, Any]]:
    """The days to come that a host has closed."""
    return [
        {"date": each.date.isoformat(), "day": dates.day(each.date, weekday=True), "reason": each.reason}
        for each in book.overrides
        if each.is_closed and each.date >= today
    ][:20]


def host_of(request: HttpRequest) -> Person:
    person = person_of(request)
    assert person  # hub_run_by_404 has let nobody else in
    return person


# --- walk-ins ---------------------------------------------------------------------------------------------------------


@require_POST
def let_in(request: HttpRequest, hub: str) -> HttpResponseBase:
    place, now = hub_run_by_404(request, hub), clock.now()
    form = WalkInForm(request.POST, book=places.rulebook(place), now=now)
    if not form.is_valid():
        return _page(request, place, form, status=422)
    given = form.cleaned_data
    until = parse_datetime(given["until"]) if given["until"] else None
    try:
        visit = walk_in(place, people=given["people"], name=given["name"], until=until, by=host_of(request), now=now)
    except Refused as refused:
        return _page(request, place, form, refusal=refused.refusal, status=409)
    if visit.booking:
        said = gettext("{people} counted in; the place is {place} until {time}.").format(
            people=words.people(visit.people),
            place=words.names_of(visit.booking.spaces.all()),
            time=dates.clock(visit.booking.ends_at),
        )
    else:
        said = gettext("{people} counted in.").format(people=words.people(visit.people))
    messages.success(request, said)
    return redirect("bookings:desk", hub=hub)


@require_POST
def let_out(request: HttpRequest, hub: str, ref: str) -> HttpResponseBase:
    place = hub_run_by_404(request, hub)
    visit = Visit.objects.filter(hub=place, ref=ref).select_related("booking").first()
    if visit is None:
        raise Http404
    coming.leave(visit, how=Visit.LeftHow.HOST, by=host_of(request), now=clock.now())
    messages.success(request, gettext("{people} checked out.").format(people=words.people(visit.people)))
    return redirect("bookings:desk", hub=hub)
