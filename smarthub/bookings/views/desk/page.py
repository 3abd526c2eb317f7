"""The front desk: today on one screen, for those who run the hub. It follows the house live (static/bookings/desk.js)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smarthub.bookings import queries
from smarthub.bookings.forms import WalkInForm
from smarthub.bookings.http import live_address
from smarthub.bookings.models import DeskDay
from smarthub.bookings.queries import desk as kept
from smarthub.bookings.queries.waitlist import waits_at
from smarthub.bookings.rules import words
from smarthub.bookings.views.desk import moves, rows
from smarthub.kit import clock
from smarthub.kit.refusals import Refusal
from smarthub.kit.thai import dates
from smarthub.places import queries as places
from smarthub.places.http import hub_run_by_404
from smarthub.places.models import Closure, Hub
from smarthub.places.rules.rulebook import Rulebook

COUNTS = (1, 2, 3, 4, 5, 6)


@require_safe
@never_cache
def desk(request: HttpRequest, hub: str) -> HttpResponse:
    place = hub_run_by_404(request, hub)
    return page(request, place, WalkInForm(book=places.rulebook(place), now=clock.now()))


def page(
    request: HttpRequest, hub: Hub, form: WalkInForm, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    now = clock.now()
    book = places.rulebook(hub)
    today = book.day_of(now)
    standing = queries.standing(hub, now=now)
    first, last = book.moment(today, 0), book.moment(today + timedelta(days=1), 0)
    bookings = list(queries.bookings_at(hub, first, last))
    here = list(queries.here_now(hub))
    people = {each.person_id for each in bookings} | {each.person_id for each in here}
    agreed = places.agreed_among(hub, {pk for pk in people if pk})
    arrivals = [rows.arrival(each, book, now, agreed) for each in bookings if each.cancelled_at is None]
    visits = {visit.pk: visit for visit in (*queries.visits_at(hub, first, last), *here)}.values()
    waiting = [each for each in arrivals if each.state in {"booked", "running"}]
    later = [each for each in waiting if not each.is_next]
    inside = [each for each in arrivals if each.state == "arrived"]
    walked = [rows.walk_in(each, agreed) for each in here if each.booking_id is None]
    room = max(0, rows.FOLD - len(inside))
    shown: dict[str, Any] = {
        "hub": hub,
        "live": live_address(hub),
        "form": form,
        "counts": COUNTS,
        "refusal": refusal,
        "today": dates.day(today, weekday=True),
        "date": today,
        "desk_day": DeskDay.objects.filter(hub=hub, date=today).first(),
        "why_closed": book.why_closed_on(today),
        "standing": standing,
        "next": [each for each in waiting if each.is_next],
        "waiting": later,
        "hours": rows.by_hour(later),
        "awaited": len(waiting),
        "here": inside[: rows.FOLD],
        "more_here": inside[rows.FOLD :],
        "done": [each for each in arrivals if each.state == "left"],
        "missed": [each for each in arrivals if each.state in {"no-show", "over"}],
        "walk_ins": walked[:room],
        "more_walk_ins": walked[room:],
        "more": max(0, len(inside) + len(walked) - rows.FOLD),
        "waits": [
            rows.wait(each, n, now) for n, each in enumerate(waits_at(hub, first, last), start=1) if each.ends_at > now
        ],
        "deeds": rows.deeds(
            bookings,
            visits,
            now=now,
            moved=moves.remembered(request, now=now, within=rows.LATEST_DEED),
            put_away=kept.put_away(hub, since=now - rows.LATEST_DEED),
        ),
        "notes": kept.notes(hub),
        "lost": kept.things_kept(hub),
        "conflicts": [rows.conflict(each) for each in kept.conflicts(hub)],
        "closures": _closures(hub, now),
        "closed_days": _closed_days(book, today),
        "rulebook": book,
        "links": {},
        "labels": {},
        "floors": book.floors,
        "states": standing.states,
    }
    return render(request, "bookings/desk.html", shown, status=status)


def _closures(hub: Hub, now: datetime) -> list[dict[str, Any]]:
    found = (
        Closure.objects.filter(hub=hub, lifted_at=None, ends_at__gt=now).select_related("space").order_by("starts_at")
    )
    return [
        {
            "ref": each.space.ref,
            "starts_at": each.starts_at.isoformat(),
            "place": words.called(each.space),
            "when": _when(each),
            "reason": each.reason,
        }
        for each in found[:50]
    ]


def _when(closure: Closure) -> str:
    """From when until when; a day that is the same at both ends is said once."""
    first, last = closure.starts_at, closure.ends_at
    if dates.local(first).date() == dates.local(last).date():
        return f"{dates.day(first, short=True)} {dates.span(first, last)}"
    return f"{dates.day_and_time(first)} – {dates.day_and_time(last)}"


def _closed_days(book: Rulebook, today: date) -> list[dict[str, Any]]:
    """The days to come that a host has closed."""
    return [
        {"date": each.date.isoformat(), "day": dates.day(each.date, weekday=True), "reason": each.reason}
        for each in book.overrides
        if each.is_closed and each.date >= today
    ][:20]
