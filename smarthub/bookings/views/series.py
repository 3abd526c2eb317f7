"""Repeating a booking; what became of each day; changing or ending this and all that follow, or all."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smarthub.bookings import queries
from smarthub.bookings.actions.series import repeat as repeat_booking
from smarthub.bookings.actions.series_change import change_series, end_series, take_instead
from smarthub.bookings.forms import Wish, read_pick
from smarthub.bookings.forms.series import RepeatForm, SeriesTimeForm
from smarthub.bookings.http import FoundSeries, found_or_404, found_series_or_404
from smarthub.bookings.models import Series, SeriesDay
from smarthub.bookings.rules import words
from smarthub.bookings.rules.series import in_words
from smarthub.bookings.rules.state import state_in_time, visit_of
from smarthub.bookings.views import show
from smarthub.bookings.views.booking import STATES, spaces_of
from smarthub.kit import clock
from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.thai import dates
from smarthub.people.http import signed_in
from smarthub.places import queries as places
from smarthub.places.rules.rulebook import Rulebook

MOST_LOOKED_FOR = 6  # days for which something else is looked for: each asks the database
SIGNS = {
    "closed": ("closed", "closed"),
    "taken": ("warn", "alert"),
    "refused": ("error", "failed"),
    "later": ("info", "wait"),
    "left-out": ("closed", "cancel"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One day of the report."""

    day: SeriesDay
    date: date
    name: str
    span: str
    badge: tuple[str, Any, str]
    why: str
    link: str
    instead: list[show.Option]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def repeat(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Asked: how often. Sent: the series is begun, and its report says what became of each day."""
    found, now = found_or_404(request, ref), clock.now()
    # The key of a booking opens that one alone: only its own people and the hosts make more of it.
    if (person := signed_in(request)) is None or found.by.pk != person.pk:
        raise Http404
    book = places.rulebook(found.booking.hub)
    first = book.day_of(found.booking.starts_at)
    form = RepeatForm(first, request.POST or None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            series = repeat_booking(found.booking, form.pattern(), by=person, now=now)
        except Refused as refused:
            refusal = refused.refusal
        else:
            booked = series.days.filter(outcome=SeriesDay.Outcome.BOOKED).count()
            said = ngettext("{n} day is booked.", "{n} days are booked.", booked).format(n=booked)
            messages.success(request, said)
            return redirect("bookings:series", ref=series.ref)
    shown = {
        "hub": found.booking.hub,
        "form": form,
        "refusal": refusal,
        "place": words.called_together(book, spaces_of(book, found.booking)),
        "day": dates.day(first, weekday=True),
        "span": dates.span(found.booking.starts_at, found.booking.ends_at),
        "back": found.address(),
    }
    return render(request, "bookings/repeat.html", shown, status=422 if refusal or form.errors else 200)


@require_safe
@never_cache
def series(request: HttpRequest, ref: str) -> HttpResponse:
    return _page(request, found_series_or_404(request, ref))


def _page(
    request: HttpRequest,
    found: FoundSeries,
    *,
    form: SeriesTimeForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    one, now = found.series, clock.now()
    book = places.rulebook(one.hub)
    spaces = [book.by_pk.get(space.pk, space) for space in one.spaces.all()]
    rows = _rows(book, one, now=now)
    to_come = [(row.date.isoformat(), row.name) for row in rows if row.date >= book.day_of(now)]
    starts_at, ends_at = queries.times_on(one, one.first_on)
    shown: dict[str, Any] = {
        "hub": one.hub,
        "series": one,
        "refusal": refusal,
        "place": words.called_together(book, spaces) if spaces else "",
        "span": dates.span(starts_at, ends_at),
        "pattern": in_words(queries.pattern_of(one)),
        "people": words.people(one.people),
        "rows": rows,
        "booked": sum(1 for row in rows if row.link),
        "to_come": to_come,
        "form": form or _form(book, one, to_come),
        "may": one.ended_at is None and bool(to_come),
    }
    return render(request, "bookings/series.html", shown, status=status)


def _form(book: Rulebook, one: Series, to_come: list[tuple[str, str]], data: Any = None) -> SeriesTimeForm:
    days = [("", gettext("all days to come"))]
    days += [(value, gettext("from {day} on").format(day=name)) for value, name in to_come[1:]]
    return SeriesTimeForm(book, data, days=days, start=one.from_minute, minutes=one.minutes)


def _rows(book: Rulebook, one: Series, *, now: datetime) -> list[Row]:
    found = []
    looked_for = 0
    for day in queries.days_of(one):
        starts_at, ends_at = queries.times_on(one, day.date)
        instead: list[show.Option] = []
        if day.outcome == SeriesDay.Outcome.TAKEN and starts_at > now and looked_for < MOST_LOOKED_FOR:
            looked_for += 1
            wish = Wish(day.date, starts_at, ends_at, one.people)
            offers = queries.alternatives(
                one.hub, starts_at=starts_at, ends_at=ends_at, people=one.people, spaces=list(one.spaces.all()), now=now
            )
            instead = [show.option(book, offer, wish) for offer in offers[:2]]
        badge: tuple[str, Any, str]
        if booking := day.booking:
            badge = STATES[state_in_time(booking, visit_of(booking), now=now)]
            span = dates.span(booking.starts_at, booking.ends_at)
        else:
            kind, sign = SIGNS.get(day.outcome, ("info", "info"))
            badge, span = (kind, day.get_outcome_display(), sign), dates.span(starts_at, ends_at)
        found.append(
            Row(
                day,
                day.date,
                dates.day(day.date, weekday=True),
                span,
                badge,
                day.why,
                day.booking.ref if day.booking else "",
                instead,
            )
        )
    return found


# --- verbs ------------------------------------------------------------------------------------------------------------


@require_POST
def change(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Another time of the day, for all days to come or from one of them on."""
    found, now = found_series_or_404(request, ref), clock.now()
    book = places.rulebook(found.series.hub)
    to_come = _days_to_come(book, found.series, now=now)
    form = _form(book, found.series, to_come, request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        changed = change_series(
            found.series,
            following=form.following_day,
            from_minute=form.from_minute,
            minutes=form.cleaned_data["minutes"],
            by=found.by,
            now=now,
            by_host=found.is_host,
        )
    except Refused as refused:
        return _page(request, found, refusal=refused.refusal, status=409)
    messages.success(request, gettext("The series is changed. What could not be moved says why."))
    return redirect("bookings:series", ref=changed.ref)


def _days_to_come(book: Rulebook, one: Series, *, now: datetime) -> list[tuple[str, str]]:
    later = queries.days_of(one).filter(date__gte=book.day_of(now))
    return [(day.date.isoformat(), dates.day(day.date, weekday=True)) for day in later]


@require_POST
def end(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Cancel all days to come, or those from one of them on."""
    found, now = found_series_or_404(request, ref), clock.now()
    following = _day(request.POST.get("following", ""))
    try:
        ended = end_series(found.series, following=following, by=found.by, now=now, by_host=found.is_host)
    except Refused as refused:
        return _page(request, found, refusal=refused.refusal, status=409)
    messages.success(request, gettext("The days to come are cancelled."))
    return redirect("bookings:series", ref=ended.ref)


@require_POST
def day(request: HttpRequest, ref: str, day: str) -> HttpResponseBase:
    """Take something else on a day that was taken by others."""
    found, now = found_series_or_404(request, ref), clock.now()
    pick = read_pick(places.rulebook(found.series.hub), request.POST.get("pick", ""))
    on = _day(day)
    if pick is None or on is None:
        raise Http404
    try:
        take_instead(
            found.series,
            on,
            spaces=pick.spaces,
            starts_at=pick.starts_at,
            length=pick.ends_at - pick.starts_at,
            by=found.by,
            now=now,
        )
    except Refused as refused:
        return _page(request, found, refusal=refused.refusal, status=409)
    messages.success(request, gettext("The day is booked."))
    return redirect("bookings:series", ref=found.series.ref)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Http404 from error
