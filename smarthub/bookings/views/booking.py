"""One booking: where, when, what for; and all that can be done with it. The link is the key."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from smarthub.bookings import queries
from smarthub.bookings.actions import cancel as cancelling
from smarthub.bookings.actions import check_in as coming
from smarthub.bookings.actions.showing import show_as
from smarthub.bookings.forms import Pick, pick_text, wish_of
from smarthub.bookings.http import Found, feed_key_of, found_or_404, key_of, known_holder, link_to, whole
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.models.showing import LONGEST
from smarthub.bookings.rules import calendar, words
from smarthub.bookings.rules.cancel import is_late, why_not_cancel, why_not_change
from smarthub.bookings.rules.check_in import why_not_check_in
from smarthub.bookings.rules.entry import entry_of as entry
from smarthub.bookings.rules.kept import check_in_from
from smarthub.bookings.rules.price import lines
from smarthub.bookings.rules.quarters import QUARTER, next_quarter
from smarthub.bookings.rules.showing import why_not_show
from smarthub.bookings.rules.state import state_in_time, visit_of
from smarthub.bookings.views import along, show
from smarthub.kit import clock
from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.thai import dates
from smarthub.look.qr import qr
from smarthub.people.actions.erase import erase
from smarthub.people.http import signed_in
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Space
from smarthub.places.rules.rulebook import Rulebook

STATES = {
    "booked": ("done", _("Booked"), "check"),
    "running": ("info", _("It is your time now"), "clock"),
    "arrived": ("done", _("You are here"), "done"),
    "left": ("closed", _("You have left"), "sign-out"),
    "over": ("closed", _("Over"), "clock"),
    "no-show": ("warn", _("Given free, because nobody came"), "alert"),
    "cancelled": ("error", _("Cancelled"), "cancel"),
}


@dataclass(frozen=True, slots=True)
class Doing:
    """A verb and why it may not happen now."""

    address: str
    refusal: Refusal | None

    @property
    def may(self) -> bool:
        return self.refusal is None


def may_be_forgotten(guest: Person) -> bool:
    """By a host: a guest without an account, who cannot do it with their own hands."""
    return not (guest.has_account or guest.erased_at or guest.is_admin)


def spaces_of(book: Rulebook, booking: Booking) -> tuple[Space, ...]:
    """Its spaces as the book knows them; one removed since then as it was."""
    return tuple(book.by_pk.get(space.pk, space) for space in booking.spaces.all())


@require_safe
@never_cache
def booking(request: HttpRequest, ref: str) -> HttpResponse:
    return page(request, found_or_404(request, ref))


def page(request: HttpRequest, found: Found, *, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    booking, now = found.booking, clock.now()
    book = places.rulebook(booking.hub)
    spaces = spaces_of(book, booking)
    visit = visit_of(booking)
    state = state_in_time(booking, visit, now=now)
    entry = entry_of(book, booking)
    has_come = visit is not None
    movable = why_not_change(booking, starts_at=booking.starts_at, ends_at=booking.ends_at, has_come=has_come, now=now)
    shown: dict[str, Any] = {
        "hub": booking.hub,
        "booking": booking,
        "found": found,
        "key": found.key,
        "is_host": found.is_host,
        "may_forget": found.is_host and booking.person is not None and may_be_forgotten(booking.person),
        "state": state,
        "badge": STATES[state],
        "visit": visit,
        "refusal": refusal,
        "place": words.called_together(book, spaces),
        "where": show.where(book, spaces[0]) if spaces else "",
        "day": dates.day(book.day_of(booking.starts_at), weekday=True),
        "span": dates.span(booking.starts_at, booking.ends_at),
        "length": booking.length,
        "people": words.people(booking.people),
        "price": words.price(booking.price_satang),
        "lines": [(line.name, words.price(line.satang), line.is_capped)
                  for line in lines(book, spaces, booking.starts_at, booking.ends_at)] if len(spaces) > 1 else [],
        "agreed": words.agreed(booking, now=now) if state in {"booked", "running"} else [],
        "states": {space.pk: "yours" for each in spaces for space in (each, *book.leaves(each))},
        "rulebook": book,
        # What is not theirs any more is not drawn as theirs, and a plan on which nothing is marked tells nothing.
        "plan_floors": [floor for floor in book.floors if floor.pk in {space.floor_id for space in spaces}]
                       if state in {"booked", "running", "arrived"} else [],
        "qr": qr_of(booking),
        "own_link": whole(link_to(booking)),
        "ends_link": key_of(booking) if may_end_link(request, found) else "",
        "ics": link_to(booking, "ics"),
        "feed": my_calendar(mine) if (mine := calendar_owner(request, booking)) else "",
        "ends_feed": feed_key_of(mine) if mine else "",
        "google": calendar.google(entry),
        "outlook": calendar.outlook(entry),
        "cancel": Doing(found.address("cancel"), why_not_cancel(
            booking, has_come=has_come, now=now, by_host=found.is_host)),
        "check_in": Doing(found.address("check-in"), why_not_check_in(booking, now=now)),
        "check_in_from": check_in_from(booking),
        "check_out": found.address("check-out"),
        "change": Doing(found.address("change"), movable),
        "keeps_its_time": not found.is_host and is_late(booking, now=now),
        "earlier": earlier_ends(book, booking, spaces, now=now) if movable is None else [],
        "guests": along.shown(booking, state, found.address("guests")),
        "showing": _showing(request, found, spaces, now=now),
        "repeat": reverse("bookings:repeat", args=[booking.ref]) if found.by == signed_in(request) and state == "booked" else "",
        "series": queries.series_with(booking) if signed_in(request) else None,
        "again": pick_text(book, spaces, booking.starts_at, booking.ends_at)
                 if state in {"cancelled", "no-show"} and booking.starts_at > now else "",
        "known_guest": "" if signed_in(request) or not booking.person or booking.person.erased_at else booking.person.name,
        "wish": wish_of(book, Pick(spaces, booking.starts_at, booking.ends_at), people=booking.people).query(book),
    }  # fmt: skip
    return render(request, "bookings/booking.html", shown, status=status)


def _showing(request: HttpRequest, found: Found, spaces: tuple[Space, ...], *, now: datetime) -> dict[str, Any] | None:
    """What stands on the screens about it; for who is signed in: whoever has only a link writes nothing on a wall."""
    booking = found.booking
    if found.by != signed_in(request) or why_not_show(booking, spaces, now=now):
        return None
    standing = getattr(booking, "showing", None)
    return {"text": standing.text if standing else "", "longest": LONGEST}


def earlier_ends(
    book: Rulebook, booking: Booking, spaces: tuple[Space, ...], *, now: datetime
) -> list[tuple[str, str]]:
    """The ends to which it can be shortened at one tap: (pick, clock time), the last four before it would end anyway."""
    first = max(booking.starts_at, next_quarter(now)) + QUARTER
    found: list[tuple[str, str]] = []
    end = booking.ends_at - QUARTER
    while end >= first and len(found) < 4:
        found.append((pick_text(book, spaces, booking.starts_at, end), dates.clock(end)))
        end -= QUARTER
    return found[::-1]


def may_end_link(request: HttpRequest, found: Found) -> bool:
    """Who is known, and the browser that booked: whoever has only the link does not take it from the others."""
    holder = found.booking.holder
    return found.by == signed_in(request) or bool(holder and holder == known_holder(request))


def calendar_owner(request: HttpRequest, booking: Booking) -> Person | None:
    """Who asks, where the booking is their own: to them alone it shows the way to their calendar."""
    person = signed_in(request)
    return person if person and person.pk == booking.person_id else None


def my_calendar(person: Person) -> str:
    return reverse("bookings:my-calendar", args=[person.code, feed_key_of(person)])


def qr_of(booking: Booking) -> SafeString:
    return qr(whole(link_to(booking)))


def entry_of(book: Rulebook, booking: Booking) -> calendar.Entry:
    return entry(book, booking, spaces_of(book, booking))


# --- verbs ------------------------------------------------------------------------------------------------------------


@require_POST
def cancel(request: HttpRequest, ref: str) -> HttpResponseBase:
    found = found_or_404(request, ref)
    try:
        cancelling.cancel(found.booking, by=found.by, now=clock.now(), by_host=found.is_host)
    except Refused as refused:
        return not_done(request, found, refused.refusal)
    return back(request, found, gettext("The booking is cancelled, and the place is free for others."))


@require_POST
def check_in(request: HttpRequest, ref: str) -> HttpResponseBase:
    found = found_or_404(request, ref)
    try:
        coming.check_in(found.booking, by=found.by, now=clock.now())
    except Refused as refused:
        return not_done(request, found, refused.refusal)
    return back(request, found, gettext("Welcome! You are checked in."))


@require_POST
def check_out(request: HttpRequest, ref: str) -> HttpResponseBase:
    found = found_or_404(request, ref)
    visit = visit_of(found.booking)
    if visit is None:
        refusal = Refusal("not-here", _("Nobody has checked in yet."), would_pass=_("Check in first."))
        return page(request, found, refusal=refusal, status=409)
    how = Visit.LeftHow.HOST if found.is_host and not found.key else Visit.LeftHow.SAID
    coming.leave(visit, how=how, by=found.by, now=clock.now())
    return back(request, found, gettext("Goodbye, and come again."))


@require_POST
def show_on_screens(request: HttpRequest, ref: str) -> HttpResponseBase:
    """For its person, who made it and who runs the hub; the host may also take off what should not stand there."""
    found = found_or_404(request, ref)
    if found.by != signed_in(request):
        raise Http404
    try:
        told = show_as(found.booking, request.POST.get("text", "").replace("\0", ""), by=found.by, now=clock.now())
    except Refused as refused:
        return page(request, found, refusal=refused.refusal, status=409)
    if told:
        messages.success(request, gettext("While it runs, the screens show: {text}").format(text=told.text))
    else:
        messages.success(request, gettext("The screens say nothing about it."))
    return redirect("bookings:booking", ref=found.booking.ref)


@require_POST
def forget(request: HttpRequest, ref: str) -> HttpResponseBase:
    """A guest asked a host to take their name out."""
    found = found_or_404(request, ref)
    guest = found.booking.person
    if guest is None or not found.is_host:
        raise Http404
    try:
        erase(guest, by=found.by, by_runs_a_hub=True, now=clock.now(), hub=found.booking.hub.slug)
    except Refused as refused:
        return page(request, found, refusal=refused.refusal, status=409)
    return back(request, found, gettext("Name, phone and notes of this guest are erased."))


def not_done(request: HttpRequest, found: Found, refusal: Refusal) -> HttpResponseBase:
    """Said where it was asked: at the front desk, or on the booking's page."""
    if found.is_host and request.POST.get("from") == "desk":
        messages.error(request, refusal.in_full)
        return redirect("bookings:desk", hub=found.booking.hub.slug)
    return page(request, found, refusal=refusal, status=409)


def back(request: HttpRequest, found: Found, said: str) -> HttpResponseBase:
    """To where it was asked: the front desk, or the booking's page."""
    messages.success(request, said)
    if found.is_host and request.POST.get("from") == "desk":
        return redirect("bookings:desk", hub=found.booking.hub.slug)
    return redirect(found.address())
