"""The front desk: today on one screen, for those who run the hub."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smarthub.bookings import queries
from smarthub.bookings.actions import check_in as coming
from smarthub.bookings.actions.close_day import close_day as close_whole_day
from smarthub.bookings.actions.close_space import close_space, lift
from smarthub.bookings.actions.walk_in import walk_in
from smarthub.bookings.forms import CloseDayForm, CloseSpaceForm, WalkInForm
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
    waiting = [each for each in arrivals if each.state in {"booked", "running", "no-show"}]
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
        "waiting": waiting,
        "here": [each for each in arrivals if each.state == "arrived"],
        "done": [each for each in arrivals if each.state in {"left", "over"}],
        "walk_ins": [_walk_in(each) for each in queries.here_now(hub) if each.booking_id is None],
        "closures": _closures(hub, book, now),
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


def _host(request: HttpRequest) -> Person:
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
        visit = walk_in(place, people=given["people"], name=given["name"], until=until, by=_host(request), now=now)
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
    coming.leave(visit, how=Visit.LeftHow.HOST, by=_host(request), now=clock.now())
    messages.success(request, gettext("{people} checked out.").format(people=words.people(visit.people)))
    return redirect("bookings:desk", hub=hub)


# --- closing ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hit:
    span: str
    who: str
    phone: str
    place: str
    address: str


def _hits(found: list[Booking]) -> list[Hit]:
    return [
        Hit(
            f"{dates.day(each.starts_at, short=True)} {dates.span(each.starts_at, each.ends_at)}",
            each.person.name if each.person else "",
            each.person.phone if each.person else "",
            words.names_of(each.spaces.all()),
            reverse("bookings:booking", args=[each.ref]),
        )
        for each in found
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def close_day(request: HttpRequest, hub: str) -> HttpResponseBase:
    """Asked with a day: whom it would hit. Sent with `sure`: the day is closed."""
    place, now = hub_run_by_404(request, hub), clock.now()
    book = places.rulebook(place)
    data = request.POST if request.method == "POST" else request.GET
    form = CloseDayForm(data) if "date" in data else CloseDayForm(initial={"date": book.day_of(now)})
    hits: list[Hit] = []
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        first, last = book.moment(given["date"], 0), book.moment(given["date"] + timedelta(days=1), 0)
        hits = _hits(list(queries.hit_by(place, max(first, now), last)))
        if request.method == "POST":
            close_whole_day(
                place,
                given["date"],
                reason_th=given["reason_th"],
                reason_en=given["reason_en"],
                by=_host(request),
                now=now,
            )
            messages.success(
                request, gettext("{day} is a closed day.").format(day=dates.day(given["date"], weekday=True))
            )
            return redirect("bookings:desk", hub=hub)
    shown = {
        "hub": place,
        "form": form,
        "is_checked": form.is_bound and form.is_valid(),
        "day": dates.day(form.cleaned_data["date"], weekday=True) if form.is_bound and form.is_valid() else "",
        "hits": hits,
    }
    return render(request, "bookings/close_day.html", shown, status=200 if not form.errors else 422)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, hub: str) -> HttpResponseBase:
    """Asked with a space and a time: whom it would hit. Sent: the space is closed."""
    place, now = hub_run_by_404(request, hub), clock.now()
    book = places.rulebook(place)
    today = book.day_of(now)
    data = request.POST if request.method == "POST" else request.GET
    fresh = {"starts_on": today, "ends_on": today, "starts_at": "09:00", "ends_at": "18:00", "space": data.get("space")}
    form = CloseSpaceForm(data, book=book) if "starts_on" in data else CloseSpaceForm(book=book, initial=fresh)
    hits: list[Hit] = []
    refusal: Refusal | None = None
    is_checked = form.is_bound and form.is_valid()
    if is_checked:
        given = form.cleaned_data
        space = book.by_ref[given["space"]]
        leaves = [leaf.pk for leaf in book.leaves(space)]
        hits = _hits(list(queries.hit_by(place, given["first"], given["last"], leaves)))
        if request.method == "POST":
            try:
                close_space(
                    place, space, starts_at=given["first"], ends_at=given["last"], reason_th=given["reason_th"],
                    reason_en=given["reason_en"], cancels_hit="cancel_hit" in data, by=_host(request), now=now,
                )  # fmt: skip
            except Refused as refused:
                refusal = refused.refusal
            else:
                messages.success(request, gettext("{space} is closed.").format(space=words.called(space)))
                return redirect("bookings:desk", hub=hub)
    shown = {"hub": place, "form": form, "is_checked": is_checked, "hits": hits, "refusal": refusal}
    return render(request, "bookings/close_space.html", shown, status=422 if refusal or form.errors else 200)


@require_POST
def open_again(request: HttpRequest, hub: str) -> HttpResponseBase:
    place = hub_run_by_404(request, hub)
    starts_at = parse_datetime(request.POST.get("starts_at", "").replace(" ", "+"))
    closure = Closure.objects.filter(
        hub=place, space__ref=request.POST.get("space", ""), starts_at=starts_at, lifted_at=None
    ).select_related("hub", "space").first() if starts_at else None  # fmt: skip
    if closure is None:
        raise Http404
    lift(closure, by=_host(request), now=clock.now())
    messages.success(request, gettext("{space} is open again.").format(space=words.called(closure.space)))
    return redirect("bookings:desk", hub=hub)
