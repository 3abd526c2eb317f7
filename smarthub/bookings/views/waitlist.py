"""Waiting for a place: standing in line, and saying yes or no to what is offered."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smarthub.bookings import queries
from smarthub.bookings.actions.waitlist import accept, join_as_guest, leave_line
from smarthub.bookings.actions.waitlist import join as stand_in_line
from smarthub.bookings.forms import GuestForm, Wish, read_wish
from smarthub.bookings.http import FoundWait, found_wait_or_404, link_to
from smarthub.bookings.models import Booking, Wait
from smarthub.bookings.rules import words
from smarthub.bookings.rules.price import price
from smarthub.bookings.rules.waitlist import WAIT_TOO_OFTEN
from smarthub.bookings.views.agreeing import keep_yes, says_yes
from smarthub.kit import clock
from smarthub.kit.limits import too_often
from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.thai import dates
from smarthub.people.http import signed_in
from smarthub.people.http.sign_in import network_address
from smarthub.places import queries as places
from smarthub.places.http import hub_or_404
from smarthub.places.models import Hub, Space
from smarthub.places.rules.conduct import AGREE_FIRST, version_of, why_not_enter
from smarthub.places.rules.rulebook import Rulebook

MOST_JOINS = (20, timedelta(minutes=15))
SIGNS = {
    "booked": ("done", "check"),
    "left": ("closed", "cancel"),
    "silent": ("warn", "alert"),
    "over": ("closed", "clock"),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, hub: str) -> HttpResponseBase:
    """The wish stands in the address, as on the page where nothing fitted; sent, its party stands in line."""
    place, now = hub_or_404(hub), clock.now()
    book = places.rulebook(place)
    wish = read_wish(book, request.GET, now=now)
    spaces = [book.by_ref[ref] for ref in request.GET.getlist("space") if ref in book.by_ref]
    person = signed_in(request)
    if request.method != "POST":
        return _join_page(request, place, book, wish, spaces, GuestForm(initial=request.session.get("typed", {})))
    form = GuestForm(request.POST)
    if person is None and not form.is_valid():
        return _join_page(request, place, book, wish, spaces, form, status=422)
    wished: dict[str, Any] = {
        "kind": "" if spaces else wish.kind,
        "spaces": spaces,
        "starts_at": wish.starts_at,
        "ends_at": wish.ends_at,
        "people": wish.people,
        "now": now,
    }
    try:
        if person:
            wait = stand_in_line(place, person=person, by=person, **wished)
        else:
            _refuse_too_often(request, now=now)
            who = form.cleaned_data
            language = (get_language() or "th")[:2]
            wait = join_as_guest(place, name=who["name"], phone=who["phone"], language=language, **wished)
    except Refused as refused:
        return _join_page(request, place, book, wish, spaces, form, refusal=refused.refusal, status=409)
    return redirect(link_to(wait))


def _refuse_too_often(request: HttpRequest, *, now: datetime) -> None:
    limit, window = MOST_JOINS
    if too_often(f"wait:{network_address(request)}"[:160], limit=limit, window=window, now=now):
        raise Refused(WAIT_TOO_OFTEN)


def _join_page(
    request: HttpRequest,
    hub: Hub,
    book: Rulebook,
    wish: Wish,
    spaces: list[Space],
    form: GuestForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "hub": hub,
        "form": form,
        "person": signed_in(request),
        "refusal": refusal,
        "wished": _wished(book, spaces, wish.kind),
        "day": dates.day(wish.day, weekday=True),
        "span": dates.span(wish.starts_at, wish.ends_at),
        "people": words.people(wish.people),
        "back": f"{reverse('bookings:book', args=[hub.slug])}?{wish.query(book)}",
    }
    return render(request, "bookings/wait_join.html", shown, status=status)


def _wished(book: Rulebook, spaces: list[Space], kind: str) -> str:
    if spaces:
        return words.called_together(book, spaces)
    return str(Space.Kind(kind).label) if kind else gettext("any place")


@require_safe
@never_cache
def wait(request: HttpRequest, ref: str) -> HttpResponse:
    return _page(request, found_wait_or_404(request, ref))


def _page(request: HttpRequest, found: FoundWait, *, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    wait, now = found.wait, clock.now()
    book = places.rulebook(wait.hub)
    offer = queries.open_offer(wait) if wait.ended_at is None else None
    spaces = [book.by_pk.get(s.pk, s) for s in offer.hold.spaces.all()] if offer and offer.hold else []
    is_offered = bool(offer and offer.hold and now < offer.until and spaces)
    hold = offer.hold if offer and is_offered else None
    shown: dict[str, Any] = {
        "hub": wait.hub,
        "wait": wait,
        "refusal": refusal,
        "now": now,
        "wished": _wished(book, list(wait.spaces.all()), wait.kind),
        "day": dates.day(book.day_of(wait.starts_at), weekday=True),
        "span": dates.span(wait.starts_at, wait.ends_at),
        "people": words.people(wait.people),
        "ahead": queries.before_in_line(wait) if wait.ended_at is None and not is_offered else 0,
        "offer": offer if is_offered else None,
        "place": words.called_together(book, spaces) if hold else "",
        "hold_span": dates.span(hold.starts_at, hold.ends_at) if hold else "",
        "price": words.price(price(book, spaces, hold.starts_at, hold.ends_at)) if hold else "",
        "rules_version": version_of(wait.hub)
        if hold and not found.is_host and not places.has_agreed(wait.hub, wait.person)
        else "",
        "house_rules": wait.hub.house_rules,
        "agree_first": refusal == AGREE_FIRST,
        "sign": SIGNS.get(wait.ended_how),
        "booking": _booking_address(found, wait.booking) if wait.booking else "",
        "answer": found.address("wait-answer"),
        "again": _search(book, wait),
    }
    return render(request, "bookings/wait.html", shown, status=status)


def _search(book: Rulebook, wait: Wait) -> str:
    wish = Wish(book.day_of(wait.starts_at), wait.starts_at, wait.ends_at, wait.people, wait.kind)
    return f"{reverse('bookings:book', args=[wait.hub.slug])}?{wish.query(book)}"


@require_POST
def answer(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Yes: it is booked. No: off the list, and the next in line is asked."""
    found, now = found_wait_or_404(request, ref), clock.now()
    if request.POST.get("answer") != "yes":
        leave_line(found.wait, by=found.by, now=now)
        messages.success(request, gettext("You are off the list."))
        return redirect(found.address())
    hub, person = found.wait.hub, found.wait.person
    has_agreed = found.is_host or says_yes(request, hub) or places.has_agreed(hub, person)
    if refusal := why_not_enter(hub, has_agreed=has_agreed):
        return _page(request, found, refusal=refusal, status=422)
    try:
        booking = accept(found.wait, by=found.by, now=now)
    except Refused as refused:
        return _page(request, found, refusal=refused.refusal, status=409)
    if not found.is_host:
        keep_yes(request, booking, by=found.by, now=now)
    return redirect(_booking_address(found, booking))


def _booking_address(found: FoundWait, booking: Booking) -> str:
    """With its key; where the link of the booking was ended, the one of the line does not lead to the new one."""
    if found.key and booking.links_ended:
        return reverse("bookings:booking", args=[booking.ref])
    return link_to(booking)
