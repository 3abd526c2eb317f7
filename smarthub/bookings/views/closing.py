"""Closing a day or a space: first whom it hits, then the deed, and the way back."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smarthub.bookings import queries
from smarthub.bookings.actions.close_space import close_space, lift
from smarthub.bookings.forms import CloseDayForm, CloseSpaceForm
from smarthub.bookings.models import Booking
from smarthub.bookings.rules import words
from smarthub.kit import clock
from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.thai import dates
from smarthub.people.http import person_of
from smarthub.places import queries as places
from smarthub.places.actions.hours import clear_day, set_day
from smarthub.places.http import hub_run_by_404
from smarthub.places.models import Closure


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
            set_day(
                place,
                given["date"],
                hours=None,
                reason_th=given["reason_th"],
                reason_en=given["reason_en"],
                by=person_of(request),
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


@require_POST
def open_day(request: HttpRequest, hub: str) -> HttpResponseBase:
    """Take the closing of a day back."""
    place = hub_run_by_404(request, hub)
    try:
        day = dates.read_day(request.POST.get("date", ""))
    except ValueError as error:
        raise Http404 from error
    clear_day(place, day, by=person_of(request), now=clock.now())
    messages.success(request, gettext("{day} follows the usual hours again.").format(day=dates.day(day, weekday=True)))
    return redirect("bookings:desk", hub=hub)


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
        hits = _hits(list(queries.hit_by(place, max(given["first"], now), given["last"], leaves)))
        if request.method == "POST":
            try:
                close_space(
                    place, space, starts_at=given["first"], ends_at=given["last"], reason_th=given["reason_th"],
                    reason_en=given["reason_en"], cancels_hit="cancel_hit" in data, by=person_of(request), now=now,
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
    asked = (request.POST.get("space", ""), request.POST.get("starts_at", "").replace(" ", "+"))
    standing = Closure.objects.filter(hub=place, lifted_at=None).select_related("hub", "space")
    closure = next((each for each in standing if (each.space.ref, each.starts_at.isoformat()) == asked), None)
    if closure is None:
        raise Http404
    lift(closure, by=person_of(request), now=clock.now())
    messages.success(request, gettext("{space} is open again.").format(space=words.called(closure.space)))
    return redirect("bookings:desk", hub=hub)
