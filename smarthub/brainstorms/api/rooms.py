"""Rooms: opened by a person, seen by whoever has the code."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from ninja import Router

from smarthub.bookings import http as bookings
from smarthub.brainstorms.actions.open import open_session
from smarthub.brainstorms.api.shapes import MADE, NAMES, PROBLEMS, Code, SessionIn, SessionMade, State
from smarthub.brainstorms.api.who import looker_in
from smarthub.brainstorms.http import link_to, session_or_404
from smarthub.brainstorms.models import Phase, Session
from smarthub.brainstorms.queries.results import results
from smarthub.brainstorms.queries.state import state
from smarthub.kit import clock
from smarthub.kit.api import Answer, Invalid, answer, described, post
from smarthub.kit.api.problems import DETAILS
from smarthub.people.models import Person
from smarthub.places import queries as places

router = Router(tags=["brainstorms"])


@router.post(
    "/brainstorms",
    summary="Open a brainstorm",
    response={201: SessionMade, **PROBLEMS},
    openapi_extra=described(gives=MADE, status=201, takes=NAMES, key=True),
)
def open_room(request: HttpRequest, wish: SessionIn) -> HttpResponse:
    """A session with the steps of a template. Who opens it leads it; so do the hosts of the hub."""
    person, now = cast(Person, request.auth), clock.now()  # type: ignore[attr-defined]
    hub = places.hub_named(wish.hub)
    if hub is None:
        raise Invalid({"hub": DETAILS["not-found"]})
    booking = None
    if wish.booking:
        found = bookings.find(person, wish.booking, now=now)
        if found is None or found.booking.hub_id != hub.pk:
            raise Invalid({"booking": DETAILS["not-found"]})
        booking = found.booking

    def do() -> Answer:
        session = open_session(hub, question=wish.question, template=wish.template, booking=booking, by=person, now=now)
        return 201, _made(session)

    return post(request, asker=f"person:{person.code}", now=now, do=do)


def _made(session: Session) -> dict[str, object]:
    return {
        "code": session.code,
        "hub": session.hub.slug,
        "question": session.question,
        "link": link_to(session),
        "phases": Phase.objects.filter(session=session).count(),
    }


@router.get(
    "/brainstorms/{code}",
    auth=None,
    summary="A room as it stands",
    response={200: State, **PROBLEMS},
    openapi_extra=described(gives={"code": "q7h2mc4x", "number": 2, "notes": [], "mine": None}),
)
def room(request: HttpRequest, code: Code) -> HttpResponse:
    """The snapshot to begin with; then go on with events after its `number`. `mine` is for who has a key, `waiting` for
    who leads.
    """
    session = session_or_404(code)
    by = looker_in(request, session)
    body = state(session, participant=by.participant, leads=by.leads)
    return answer(200, body, headers={"Cache-Control": "no-store"})


@router.get(
    "/brainstorms/{code}/results",
    auth=None,
    summary="What came out",
    response={200: State, **PROBLEMS},
    openapi_extra=described(gives={"code": "q7h2mc4x", "participants": 0, "groups": None, "why": "…"}),
)
def outcome(request: HttpRequest, code: Code) -> HttpResponse:
    """Votes that are over, opinions, groups of opinion or why there are none. No figure of fewer than five people by
    sector or group.
    """
    session = session_or_404(code)
    return answer(200, results(session, leads=looker_in(request, session).leads), headers={"Cache-Control": "no-store"})
