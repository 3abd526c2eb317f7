"""Holds: five minutes to make up one's mind."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from smarthub.bookings.actions.book import hold, let_go
from smarthub.bookings.api.shapes import HOLD, PROBLEMS, REFUSED, TAKEN, WISH, HoldOut, TakenOut, asker, hold_shown
from smarthub.bookings.api.wishes import HoldIn, found_spaces, with_alternatives
from smarthub.bookings.models import Booking
from smarthub.kit import clock
from smarthub.kit.api import Answer, Invalid, Ref, answer, described, post
from smarthub.kit.api.problems import DETAILS
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Hub

router = Router(tags=["bookings"])


def hub_named(slug: str, refs: Sequence[str] = ()) -> Hub:
    """The hub that a body names; asked anew where it may have got spaces of these references a moment ago."""
    hub = places.hub_recently_named(slug)
    if hub and not all(ref in places.rulebook(hub).by_ref for ref in refs):
        hub = places.hub_named(slug)
    if hub is None:
        raise Invalid({"hub": DETAILS["not-found"]})
    return hub


def mark_of(person: Person) -> str:
    """The holder's mark of this person's calls, where a browser has one of its own."""
    return f"api:{person.code}"


def holds_by(person: Person) -> QuerySet[Booking]:
    return Booking.objects.filter(holder=mark_of(person))


@router.post(
    "/holds",
    summary="Hold spaces",
    response={201: HoldOut, **PROBLEMS, 409: TakenOut},
    openapi_extra=described(gives=HOLD, status=201, takes=WISH, key=True, others={409: TAKEN, 422: REFUSED}),
)
def hold_spaces(request: HttpRequest, wish: HoldIn) -> HttpResponse:
    """Keep these spaces for five minutes; then confirm with POST bookings {hold}."""
    person, now = asker(request), clock.now()
    hub = hub_named(wish.hub, wish.spaces)
    book = places.rulebook(hub)
    spaces = found_spaces(book, wish.spaces)
    starts_at, ends_at = wish.starts_at, wish.ends_at

    def do() -> Answer:
        held = hold(
            hub,
            spaces=spaces,
            starts_at=starts_at,
            ends_at=ends_at,
            people=wish.people,
            holder=mark_of(person),
            by=person,
            now=now,
            keeps_others=True,
        )
        return 201, hold_shown(held, spaces, slug=hub.slug, zone=book.zone)

    refuse = with_alternatives(
        hub, book, starts_at=starts_at, ends_at=ends_at, people=wish.people, spaces=spaces, now=now
    )
    return post(request, asker=f"person:{person.code}", now=now, do=do, refuse=refuse)


@router.delete(
    "/holds/{ref}",
    summary="Let a hold go",
    response={204: None, **PROBLEMS},
)
def release(request: HttpRequest, ref: Ref) -> HttpResponse:
    """The spaces are free at once. A hold that was confirmed is a booking: cancel that."""
    held = holds_by(asker(request)).filter(ref=ref, booked_at=None).select_related("hub").first()
    if held is None:
        raise Http404
    let_go(held)
    return answer(204, "")
