"""Moving a booking: the same search, which keeps the party; a loss keeps the old booking whole."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smarthub.bookings import queries
from smarthub.bookings.actions.change import change as change_booking
from smarthub.bookings.forms import Pick, Wish, WishForm, read_pick, read_wish, wish_of
from smarthub.bookings.http import Found, found_or_404
from smarthub.bookings.rules import words
from smarthub.bookings.rules.cancel import is_late, why_not_change
from smarthub.bookings.rules.price import is_hosts_move
from smarthub.bookings.rules.state import visit_of
from smarthub.bookings.views import instead, show
from smarthub.bookings.views.book import nearest
from smarthub.bookings.views.booking import back, spaces_of
from smarthub.bookings.views.moving import priced, priced_groups
from smarthub.kit import clock
from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.thai import dates
from smarthub.places import queries as places


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Asked: where the party could go at the time in the address. Sent: it goes there, whole or not at all."""
    found, now = found_or_404(request, ref), clock.now()
    book = places.rulebook(found.booking.hub)
    own = Pick(spaces_of(book, found.booking), found.booking.starts_at, found.booking.ends_at)
    if request.method != "POST":
        wished = {name: request.GET[name] for name in ("date", "start", "minutes") if request.GET.get(name)}
        wish = wish_of(book, own, people=found.booking.people)
        if wished:
            local = own.starts_at.astimezone(book.zone)
            minutes = int(found.booking.length.total_seconds() // 60)
            old = {"date": wish.day.isoformat(), "start": f"{local:%H:%M}", "minutes": str(minutes)}
            wish = read_wish(book, old | wished, now=now).but(people=found.booking.people)
        return _page(request, found, wish, own, now=now)
    pick = read_pick(book, request.POST.get("pick", ""))
    if pick is None:
        return _page(request, found, wish_of(book, own, people=found.booking.people), own, now=now)
    agreed = found.booking.price_satang
    try:
        changed = change_booking(
            found.booking,
            starts_at=pick.starts_at,
            ends_at=pick.ends_at,
            spaces=pick.spaces,
            by=found.by,
            now=now,
            by_host=found.is_host,
        )
    except Refused as refused:
        wish = wish_of(book, pick, people=found.booking.people)
        return _page(request, found, wish, pick, refusal=refused.refusal, status=409, now=now)
    when = dates.span(pick.starts_at, pick.ends_at)
    day = dates.day(book.day_of(pick.starts_at), weekday=True)
    said = gettext("The booking is now on {day}, {span}.").format(day=day, span=when)
    return back(request, found, f"{said} {words.price_now(agreed, changed.price_satang)}".strip())


def _page(
    request: HttpRequest,
    found: Found,
    wish: Wish,
    pick: Pick,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
    now: datetime,
) -> HttpResponse:
    booking = found.booking
    hub, book = booking.hub, places.rulebook(booking.hub)
    own = spaces_of(book, booking)
    visit = visit_of(booking)
    refusal = refusal or why_not_change(
        booking,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        has_come=visit is not None,
        has_left=visit is not None and visit.left_at is not None,
        now=now,
        by_host=found.is_host,
    )
    is_unchanged = (wish.starts_at, wish.ends_at) == (booking.starts_at, booking.ends_at)
    stay = None
    if not is_unchanged:
        stay = instead.same(hub, book, Pick(own, wish.starts_at, wish.ends_at), wish, now=now, but=booking.pk)
    may_move = refusal is None or refusal.code == "taken"
    offers = (
        []
        if not may_move
        else queries.offers(hub, starts_at=wish.starts_at, ends_at=wish.ends_at, people=booking.people, now=now)
    )
    nothing = not offers and stay is None
    is_lost = (may_move and nothing) or (refusal is not None and refusal.code == "taken")
    near = nearest(hub, book, wish, pick=pick, now=now) if is_lost else []
    groups = show.groups(book, offers, wish)
    is_hosts = is_hosts_move(booking, found.by, by_host=found.is_host)
    if is_hosts:
        stay = stay and priced(book, booking, stay)
        near, groups = [priced(book, booking, each) for each in near], priced_groups(book, booking, groups)
    shown: dict[str, Any] = {
        "hub": hub,
        "booking": booking,
        "found": found,
        "key": found.key,
        "form": WishForm(book, wish, now=now),
        "refusal": refusal,
        "place": words.called_together(book, own),
        "day": dates.day(book.day_of(booking.starts_at), weekday=True),
        "span": dates.span(booking.starts_at, booking.ends_at),
        "new_day": dates.day(wish.day, weekday=True),
        "new_span": dates.span(wish.starts_at, wish.ends_at),
        "people": words.people(booking.people),
        "may_move": may_move,
        "keeps_its_time": may_move and is_unchanged and not found.is_host and is_late(booking, now=now),
        "stay": stay if may_move else None,
        "groups": groups,
        "price": words.price(booking.price_satang) if is_hosts and booking.price_satang else "",
        "nearest": near,
        "back": found.address(),
        "post": found.address("change"),
    }
    return render(request, "bookings/change.html", shown, status=status)
