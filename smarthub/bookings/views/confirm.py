"""Confirming: what it is, what it costs, what is agreed, and only now: who comes."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smarthub.bookings.actions.book import confirm as confirm_hold
from smarthub.bookings.actions.book import let_go
from smarthub.bookings.actions.guest import confirm_as_guest
from smarthub.bookings.forms import GuestForm, Pick, Wish, read_pick, wish_of
from smarthub.bookings.http import hold_of, link_to
from smarthub.bookings.models import Booking
from smarthub.bookings.rules import words
from smarthub.bookings.rules.book import HOLD_EXPIRED
from smarthub.bookings.rules.price import lines
from smarthub.bookings.views import instead, show
from smarthub.bookings.views.agreeing import keep_yes, says_yes
from smarthub.bookings.views.book import nearest, people_in, remember_typed
from smarthub.kit import clock
from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.thai import dates
from smarthub.people import queries as people
from smarthub.people.http import signed_in
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.http import hub_or_404
from smarthub.places.models import Hub
from smarthub.places.rules.conduct import AGREE_FIRST, version_of, why_not_enter
from smarthub.places.rules.rulebook import Rulebook


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, hub: str, ref: str) -> HttpResponseBase:
    """The hold with its countdown; sent, the booking. Sent twice, the same booking."""
    place, now = hub_or_404(hub), clock.now()
    held = hold_of(request, place, ref)
    if held and held.booked_at:
        return redirect(link_to(held))
    person = signed_in(request)
    typed = request.session.get("typed", {})
    if request.method != "POST":
        refusal = None if held and _stands(held, now) else HOLD_EXPIRED
        return _page(request, place, held, GuestForm(initial=typed), refusal=refusal, status=200, now=now)
    form = GuestForm(request.POST)
    remember_typed(request)
    if person is None and not form.is_valid():
        return _page(request, place, held, form, refusal=None, status=422, now=now)
    try:
        if held is None:
            raise Refused(HOLD_EXPIRED)
        booking = _confirmed(held, form, request, now=now)
    except Refused as refused:
        if refused.refusal == AGREE_FIRST:
            return _page(request, place, held, form, refusal=None, status=422, now=now, agree_first=AGREE_FIRST)
        return _page(request, place, held, form, refusal=refused.refusal, status=409, now=now)
    request.session.pop("typed", None)
    return redirect(link_to(booking))


def _confirmed(held: Booking, form: GuestForm, request: HttpRequest, *, now: datetime) -> Booking:
    agrees = says_yes(request, held.hub)
    if by := signed_in(request):
        whom = people.may_act_for(by, request.POST.get("whom") or by.code, now=now)
        if whom is None:
            raise Http404
        if refusal := why_not_enter(held.hub, has_agreed=agrees or places.has_agreed(held.hub, whom)):
            raise Refused(refusal)
        return keep_yes(request, confirm_hold(held, person=whom, by=by, now=now), by=by, now=now)
    if refusal := why_not_enter(held.hub, has_agreed=agrees):
        raise Refused(refusal)
    who = form.cleaned_data
    language = (get_language() or "th")[:2]
    booking = confirm_as_guest(held, name=who["name"], phone=who["phone"], language=language, now=now)
    return keep_yes(request, booking, by=booking.person, now=now)


def _to_agree(hub: Hub, whom: list[Person]) -> str:
    """The version of the house rules that is still to be agreed to; a guest is asked each time, for nobody knows them."""
    known = {person.pk for person in whom}
    return "" if known and places.agreed_among(hub, known) == known else version_of(hub)


def _stands(held: Booking, now: datetime) -> bool:
    return held.cancelled_at is None and held.held_until is not None and held.held_until > now


def _page(
    request: HttpRequest,
    hub: Hub,
    held: Booking | None,
    form: GuestForm,
    *,
    refusal: Refusal | None,
    status: int,
    now: datetime,
    agree_first: Refusal | None = None,
) -> HttpResponse:
    book = places.rulebook(hub)
    pick = read_pick(book, request.GET.get("pick", ""))
    if held and _stands(held, now):
        spaces = tuple(book.by_pk[space.pk] for space in held.spaces.all() if space.pk in book.by_pk)
        pick = Pick(spaces, held.starts_at, held.ends_at)
    if pick is None:
        raise Http404
    is_held = held is not None and _stands(held, now) and refusal is None
    count, kind = people_in(request), request.GET.get("kind", "")
    wish = wish_of(book, pick, people=count, kind=kind)
    charged = lines(book, pick.spaces, pick.starts_at, pick.ends_at)
    total = sum(line.satang for line in charged)
    shown: dict[str, Any] = {
        "hub": hub,
        "held": held if is_held else None,
        "now": now,
        "form": form,
        "person": (person := signed_in(request)),
        "whom": (whom := people.acts_for(person, now=now) if person and is_held else []),
        "rules_version": _to_agree(hub, whom),
        "agree_first": agree_first,
        "refusal": refusal if refusal or is_held else HOLD_EXPIRED,
        "place": words.called_together(book, pick.spaces),
        "where": show.where(book, pick.spaces[0]),
        "day": dates.day(book.day_of(pick.starts_at), weekday=True),
        "span": dates.span(pick.starts_at, pick.ends_at),
        "length": pick.ends_at - pick.starts_at,
        "people": words.people(count),
        "count": count,
        "kind": kind,
        "lines": [(line.name, words.price(line.satang), line.is_capped) for line in charged],
        "total": words.price(total),
        "agreed": (words.agreed(held, now=now) if held and is_held else []) + words.terms(book, pick.spaces),
        "back": f"{reverse('bookings:book', args=[hub.slug])}?{wish.query(book)}",
        "house_rules": hub.house_rules,
    }
    if not is_held:
        shown["nearest"] = _again(hub, book, pick, wish, now=now)
    return render(request, "bookings/confirm.html", shown, status=status)


def _again(hub: Hub, book: Rulebook, pick: Pick, wish: Wish, *, now: datetime) -> list[show.Option]:
    """The same once more where it is still free, then what is nearest."""
    same = instead.same(hub, book, pick, wish, now=now)
    near = nearest(hub, book, wish, pick=pick, now=now)
    return [same, *(each for each in near if each.pick != same.pick)] if same else near


@require_POST
def choose_another(request: HttpRequest, hub: str, ref: str) -> HttpResponseBase:
    """Give the hold back and go on choosing; what was typed stays."""
    place = hub_or_404(hub)
    remember_typed(request)
    held = hold_of(request, place, ref)
    address = reverse("bookings:book", args=[hub])
    if held and held.booked_at is None:
        book = places.rulebook(place)
        spaces = tuple(held.spaces.all())
        wish = wish_of(
            book, Pick(spaces, held.starts_at, held.ends_at), people=held.people, kind=request.POST.get("kind", "")
        )
        let_go(held)
        return redirect(f"{address}?{wish.query(book)}")
    return redirect(address)
