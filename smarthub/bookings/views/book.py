"""Choosing: when, how long, how many; then one of what is free, which is kept for five minutes."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from smarthub.bookings import queries
from smarthub.bookings.actions.book import hold
from smarthub.bookings.forms import Pick, Wish, WishForm, first_day, read_pick, read_wish, wish_of
from smarthub.bookings.http import holder_of, known_holder
from smarthub.bookings.models import Booking
from smarthub.bookings.queries import Taken
from smarthub.bookings.rules.apart import SITS_APART, sits_apart
from smarthub.bookings.rules.book import MOST_PEOPLE
from smarthub.bookings.views import instead, plan, show
from smarthub.kit import clock
from smarthub.kit.limits import too_often
from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.thai import dates
from smarthub.people.http import signed_in
from smarthub.people.http.sign_in import network_address
from smarthub.places import queries as places
from smarthub.places.http import hub_or_404
from smarthub.places.models import Hub
from smarthub.places.rules.rulebook import Rulebook

DAYS = 8
WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
# Holding is free and asks for no name, so it is counted by network address; a whole hub may stand behind one.
MOST_HOLDS = (120, timedelta(minutes=15))
TOO_OFTEN = Refusal(
    "too-often",
    _("Too many places were chosen from this network in a short time."),
    would_pass=_("Wait a few minutes, sign in, or ask the host."),
)
LIVE = "found"  # the part of the page that asks anew by itself


@require_safe
@never_cache
def book(request: HttpRequest, hub: str) -> HttpResponse:
    """What is free at the time in the address; without one, now."""
    place, now = hub_or_404(hub), clock.now()
    rulebook = places.rulebook(place)
    wish = read_wish(rulebook, request.GET, now=now)
    shown = _found(request, place, rulebook, wish, now=now)
    if request.headers.get("HX-Target") == LIVE:
        return render(request, "bookings/found.html", shown)
    return render(request, "bookings/book.html", shown | _asked(place, rulebook, wish, now=now))


@require_POST
def keep(request: HttpRequest, hub: str) -> HttpResponseBase:
    """Hold what was pressed; where it has gone meanwhile, the page again with what is nearest."""
    place, now = hub_or_404(hub), clock.now()
    rulebook = places.rulebook(place)
    pick = read_pick(rulebook, request.POST.get("pick", ""))
    people, kind = people_in(request), request.POST.get("kind", "")
    remember_typed(request)
    if pick is None:
        return redirect(
            f"{reverse('bookings:book', args=[hub])}?{read_wish(rulebook, request.POST, now=now).query(rulebook)}"
        )
    if signed_in(request) is None and too_many_holds(request, now=now):
        return lost(request, place, pick, people=people, kind=kind, refusal=TOO_OFTEN, now=now)
    if people > 1 and sits_apart(rulebook, pick.spaces) and request.POST.get("apart") != "yes":
        return lost(request, place, pick, people=people, kind=kind, refusal=SITS_APART, now=now)
    try:
        held = hold(
            place,
            spaces=pick.spaces,
            starts_at=pick.starts_at,
            ends_at=pick.ends_at,
            people=people,
            holder=holder_of(request),
            by=signed_in(request),
            now=now,
        )
    except Refused as refused:
        return lost(request, place, pick, people=people, kind=kind, refusal=refused.refusal, now=now)
    return redirect(confirm_address(hub, held, request.POST["pick"], people, kind))


def too_many_holds(request: HttpRequest, *, now: datetime) -> bool:
    limit, window = MOST_HOLDS
    return too_often(f"hold:{network_address(request)}"[:160], limit=limit, window=window, now=now)


def confirm_address(hub: str, held: Booking, pick: str, people: int, kind: str) -> str:
    """The wish stands in the address, so that it outlives a hold that runs out."""
    wish = {"pick": pick, "people": str(people)} | ({"kind": kind} if kind else {})
    return f"{reverse('bookings:confirm', args=[hub, held.ref])}?{urlencode(wish)}"


def lost(
    request: HttpRequest, hub: Hub, pick: Pick, *, people: int, kind: str, refusal: Refusal, now: datetime
) -> HttpResponse:
    rulebook = places.rulebook(hub)
    wish = wish_of(rulebook, pick, people=people, kind=kind)
    shown = _found(request, hub, rulebook, wish, now=now, pick=pick)
    shown |= _asked(hub, rulebook, wish, now=now) | {"refusal": refusal}
    return render(request, "bookings/book.html", shown, status={"taken": 409, "too-often": 429}.get(refusal.code, 422))


def people_in(request: HttpRequest) -> int:
    given = request.POST.get("people") or request.GET.get("people") or "1"
    return min(max(int(given), 1), MOST_PEOPLE) if given.isdecimal() and len(given) < 6 else 1


def remember_typed(request: HttpRequest) -> None:
    """A name once typed is kept through the next try."""
    if typed := {name: text for name in ("name", "phone") if (text := request.POST.get(name, "").strip()[:120])}:
        request.session["typed"] = typed


def nearest(
    hub: Hub,
    book: Rulebook,
    wish: Wish,
    *,
    pick: Pick | None = None,
    busy: Sequence[Taken] | None = None,
    now: datetime,
) -> list[show.Option]:
    """What comes nearest to a wish that cannot be had; where nothing is near, the next times on that day."""
    found = queries.alternatives(
        hub,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        people=wish.people,
        spaces=pick.spaces if pick else (),
        kind=wish.kind,
        now=now,
    )
    if not found:
        if busy is None:
            busy = plan.busy_on(hub, book, wish.starts_at, day_end(book, wish), now=now)
        found = instead.next_free(book, busy, wish, pick.spaces if pick else (), now=now)
        if not found and pick:
            found = instead.next_free(book, busy, wish, now=now)
    return [show.option(book, offer, wish) for offer in found]


def day_end(book: Rulebook, wish: Wish) -> datetime:
    """Until when to look at what is taken: closing time and what may follow it, or the end of a long wish."""
    closes = max((last for _first, last in book.open_on(wish.day)), default=wish.ends_at)
    return max(closes, wish.ends_at) + timedelta(hours=4)


def _found(
    request: HttpRequest, hub: Hub, book: Rulebook, wish: Wish, *, now: datetime, pick: Pick | None = None
) -> dict[str, Any]:
    """The live part: what is free, the plan, what comes nearest when nothing is."""
    busy = plan.busy_on(hub, book, wish.starts_at, day_end(book, wish), now=now)
    busy = queries.from_now_on(hub, book, busy, wish.starts_at, now=now)
    offers = queries.offers(
        hub, starts_at=wish.starts_at, ends_at=wish.ends_at, people=wish.people, kind=wish.kind, now=now, busy=busy
    )
    person = signed_in(request)
    own = plan.own_among(busy, holder=known_holder(request), person_pk=person.pk if person else None)
    states = plan.states(book, busy, wish.starts_at, wish.ends_at, own=own)
    refusal = None
    if not offers:
        refusal = instead.why_nothing(book, wish, now=now) or queries.why_kept(
            hub, book, instead.wished(book, wish), wish.starts_at, wish.ends_at, now=now
        )
    address = f"{reverse('bookings:book', args=[hub.slug])}?"
    return {
        "hub": hub,
        "wish": wish,
        "found": show.groups(book, offers, wish),
        "count": len(offers),
        "best": show.option(book, offers[0], wish) if offers else None,
        "why_nothing": refusal,
        "apart": instead.apart(hub, book, wish, now=now) if not offers and refusal is None else None,
        "nearest": nearest(hub, book, wish, pick=pick, busy=busy, now=now) if not offers or pick else [],
        "next_day": _next_day(book, wish, address) if refusal and refusal.code.startswith("closed") else None,
        "later": [(each, f"{address}{wish.query(book, start=each.start)}" if each.start else "") for each in
                  (plan.later(book, busy, states, wish) if book.is_open(wish.starts_at, wish.ends_at) else [])],
        "rulebook": book,
        "floors": book.floors,
        "states": states,
        "links": {offer.spaces[0].pk: f"#at-{offer.spaces[0].ref}" for offer in offers if len(offer.spaces) == 1},
        "labels": {},
        "span": dates.span(wish.starts_at, wish.ends_at),
        "live_address": f"{address}{wish.query(book)}",
        "wait_address": "" if offers or refusal or wish.starts_at <= now
                        else f"{reverse('bookings:wait-join', args=[hub.slug])}?{wish.query(book)}",
    }  # fmt: skip


def _next_day(book: Rulebook, wish: Wish, address: str) -> tuple[str, str] | None:
    opens = book.next_opening(wish.starts_at)
    if opens is None:
        return None
    there = wish.but(day=book.day_of(opens), starts_at=opens, ends_at=opens + wish.length)
    return dates.day_and_time(opens), f"{address}{there.query(book)}"


def _asked(hub: Hub, book: Rulebook, wish: Wish, *, now: datetime) -> dict[str, Any]:
    today = book.day_of(now)
    days = [today + timedelta(days=n) for n in range(DAYS)]
    if wish.day not in days:
        days = sorted([*days, wish.day])
    address = f"{reverse('bookings:book', args=[hub.slug])}?"
    return {
        "form": WishForm(book, wish, now=now),
        "days": [_chip(address, book, wish, day, today) for day in days],
        "is_today_over": wish.day != today and first_day(book, now) == wish.day and not book.open_at(now),
        "hours": [dates.span(*stretch) for stretch in book.open_on(wish.day)],
        "why_closed": book.why_closed_on(wish.day),
    }


def _chip(address: str, book: Rulebook, wish: Wish, day: date, today: date) -> dict[str, Any]:
    """A day to tap. A closed one is shown with its reason and leads nowhere."""
    names = {0: gettext("Today"), 1: gettext("Tomorrow")}
    local = wish.starts_at.astimezone(book.zone)
    starts_at = book.moment(day, local.hour * 60 + local.minute)
    there = wish.but(day=day, starts_at=starts_at, ends_at=starts_at + wish.length)
    return {
        "name": names.get((day - today).days) or str(WEEKDAYS[day.weekday()]),
        "number": day.day,
        "month": dates.day(day, short=True).split()[1],
        "label": dates.day(day, weekday=True),
        "address": f"{address}{there.query(book)}",
        "is_current": day == wish.day,
        "closed": "" if book.open_on(day) else book.why_closed_on(day) or gettext("closed"),
    }
