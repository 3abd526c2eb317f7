"""What is done at the desk: people in and out, moved, and what was pressed by mistake taken back."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smarthub.bookings import queries
from smarthub.bookings.actions import check_in as coming
from smarthub.bookings.actions.change import change
from smarthub.bookings.actions.notes import undo_give_back, undo_note_done
from smarthub.bookings.actions.undo import undo_cancel, undo_check_in, undo_leave
from smarthub.bookings.actions.walk_in import walk_in
from smarthub.bookings.forms import WalkInForm, read_pick, wish_of
from smarthub.bookings.forms.pick import Pick
from smarthub.bookings.models import Booking, DeskNote, LostThing, Visit
from smarthub.bookings.rules import words
from smarthub.bookings.rules.quarters import quarter_begun
from smarthub.bookings.rules.state import visit_of
from smarthub.bookings.views import plan, show
from smarthub.bookings.views.booking import spaces_of
from smarthub.bookings.views.desk import moves
from smarthub.bookings.views.desk.page import page
from smarthub.bookings.views.moving import priced_groups
from smarthub.kit import clock
from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.thai import dates
from smarthub.people.http import person_of
from smarthub.places import queries as places
from smarthub.places.http import hub_run_by_404
from smarthub.places.models import Hub
from smarthub.places.rules.rulebook import Rulebook


@require_POST
def let_in(request: HttpRequest, hub: str) -> HttpResponseBase:
    """One press on a number counts so many in; with a time they get any free desks until then."""
    place, now = hub_run_by_404(request, hub), clock.now()
    data = request.POST.copy()
    if pressed := data.get("count"):
        data["people"] = pressed
    form = WalkInForm(data, book=places.rulebook(place), now=now)
    if not form.is_valid():
        return page(request, place, form, status=422)
    given = form.cleaned_data
    until = parse_datetime(given["until"]) if given["until"] else None
    try:
        visit = walk_in(place, people=given["people"], name=given["name"], until=until, by=person_of(request), now=now)
    except Refused as refused:
        return page(request, place, form, refusal=refused.refusal, status=409)
    if visit.booking:
        said = gettext("{people} counted in; the place is {place} until {time}.").format(
            people=words.people(visit.people),
            place=words.called_together(places.rulebook(place), list(visit.booking.spaces.all())),
            time=dates.clock(visit.booking.ends_at),
        )
        if satang := visit.booking.price_satang:
            said += " " + gettext("It costs {price}.").format(price=words.price(satang))
    else:
        said = gettext("{people} counted in.").format(people=words.people(visit.people))
    messages.success(request, said)
    return redirect("bookings:desk", hub=hub)


@require_POST
def let_out(request: HttpRequest, hub: str, ref: str) -> HttpResponseBase:
    place = hub_run_by_404(request, hub)
    visit = _visit_or_404(place, ref)
    coming.leave(visit, how=Visit.LeftHow.HOST, by=person_of(request), now=clock.now())
    messages.success(request, gettext("{people} checked out.").format(people=words.people(visit.people)))
    return redirect("bookings:desk", hub=hub)


@require_POST
def undo(request: HttpRequest, hub: str) -> HttpResponseBase:
    """Take back one deed: `kind` says which, `ref` of what."""
    place, now, by = hub_run_by_404(request, hub), clock.now(), person_of(request)
    kind, ref = request.POST.get("kind", ""), request.POST.get("ref", "")
    try:
        if kind == "check-in":
            undo_check_in(_visit_or_404(place, ref), by=by, now=now)
        elif kind == "leave":
            undo_leave(_visit_or_404(place, ref), by=by, now=now)
        elif kind == "cancel":
            undo_cancel(_booking_or_404(place, ref), by=by, now=now)
        elif kind == "move":
            moves.take_back(request, places.rulebook(place), _booking_or_404(place, ref), by=by, now=now)
        elif kind == "note":
            undo_note_done(get_object_or_404(DeskNote, hub=place, ref=ref), by=by, now=now)
        elif kind == "lost":
            undo_give_back(get_object_or_404(LostThing, hub=place, ref=ref), by=by, now=now)
        else:
            raise Http404
    except Refused as refused:
        messages.error(request, refused.refusal.in_full)
    else:
        messages.success(request, gettext("Taken back."))
    return redirect("bookings:lost" if request.POST.get("from") == "lost" else "bookings:desk", hub=hub)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, hub: str, ref: str) -> HttpResponseBase:
    """Another place at the same time. Asked: where the party could go; sent: it goes there."""
    place, now = hub_run_by_404(request, hub), clock.now()
    booking, book = _booking_or_404(place, ref), places.rulebook(place)
    refusal: Refusal | None = None
    agreed, before = booking.price_satang, [space.ref for space in booking.spaces.all()]
    if request.method == "POST" and (pick := read_pick(book, request.POST.get("pick", ""))):
        try:
            moved = change(
                booking,
                starts_at=booking.starts_at,
                ends_at=booking.ends_at,
                spaces=pick.spaces,
                by=person_of(request),
                now=now,
                by_host=True,
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            moves.remember(request, booking, before, moved, now=now)
            said = gettext("{who} has {place} now.")
            who = booking.person.name if booking.person else booking.ref
            where = said.format(who=who, place=words.called_together(book, pick.spaces))
            messages.success(request, f"{where} {words.price_now(agreed, moved.price_satang)}".strip())
            return redirect("bookings:desk", hub=hub)
    return render(
        request, "bookings/move.html", _move_shown(place, book, booking, refusal, now), status=409 if refusal else 200
    )


def _move_shown(
    hub: Hub, book: Rulebook, booking: Booking, refusal: Refusal | None, now: datetime
) -> dict[str, object]:
    own, visit = spaces_of(book, booking), visit_of(booking)
    first = max(booking.starts_at, quarter_begun(now))
    longest_buffer = max((book.terms(space).buffer for space in book.spaces), default=timedelta(0))
    busy = plan.busy_on(hub, book, first, max(booking.ends_at, first) + longest_buffer, now=now)
    offers = []
    if first < booking.ends_at:
        # What takes places from now on, and the rules of the whole booking: as the verb asks (actions/change.py).
        offers = queries.offers(
            hub,
            starts_at=booking.starts_at,
            ends_at=booking.ends_at,
            people=booking.people,
            now=min(now, booking.starts_at),
            is_walk_in=visit is not None,
            is_hosts=True,
            busy=busy,
        )
    wish = wish_of(book, Pick(own, booking.starts_at, booking.ends_at), people=booking.people)
    theirs = gettext("Their place now")
    free = {offer.spaces[0].pk: offer for offer in offers if len(offer.spaces) == 1}
    return {
        "hub": hub,
        "booking": booking,
        "refusal": refusal,
        "place": words.called_together(book, own),
        "span": dates.span(booking.starts_at, booking.ends_at),
        "people": words.people(booking.people),
        "groups": priced_groups(book, booking, show.groups(book, offers, wish), starts_at=booking.starts_at),
        "price": words.price(booking.price_satang) if booking.price_satang else "",
        "rulebook": book,
        "floors": book.floors,
        "states": plan.states(book, busy, first, booking.ends_at, own=frozenset({booking.pk})),
        "links": {pk: f"#at-{offer.spaces[0].ref}" for pk, offer in free.items()},
        # The host looks at somebody else's place: on this plan it is not "yours".
        "labels": {space.pk: f"{words.called_together(book, [space])} · {theirs}" for space in own},
        "yours_word": theirs,
    }


def _visit_or_404(hub: Hub, ref: str) -> Visit:
    return get_object_or_404(Visit.objects.select_related("hub", "booking__hub"), hub=hub, ref=ref)


def _booking_or_404(hub: Hub, ref: str) -> Booking:
    booked = Booking.objects.filter(booked_at__isnull=False).select_related("hub", "person").prefetch_related("spaces")
    return get_object_or_404(booked, hub=hub, ref=ref)
