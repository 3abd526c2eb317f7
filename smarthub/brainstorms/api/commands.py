"""Commands go in, events come out."""

import json
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from smarthub.brainstorms import queries
from smarthub.brainstorms.actions.join import key_of
from smarthub.brainstorms.actions.obey import obey
from smarthub.brainstorms.api.shapes import (
    ASKED,
    EVENTS,
    JOINED,
    PROBLEMS,
    AllRefused,
    Code,
    CommandIn,
    CommandsIn,
    EventsOut,
    Results,
)
from smarthub.brainstorms.api.who import in_measure, sender_in, speaking_as
from smarthub.brainstorms.http import cookie_of, room_or_404
from smarthub.brainstorms.http.here import note_here
from smarthub.brainstorms.http.tail import framed
from smarthub.brainstorms.models import Event, Session
from smarthub.brainstorms.rules.command import Sender
from smarthub.kit import clock
from smarthub.kit.api import Answer, answer, described, post
from smarthub.kit.api.problems import said
from smarthub.kit.refusals import Refused

router = Router(tags=["brainstorms"])
After = Annotated[int, Field(ge=0, le=2_000_000_000, description="the number of the last event that was applied")]
COOKIE_AGE = 30 * 24 * 60 * 60
TOLD = ("participant", "note", "phase", "group", "late")  # of an event, to its sender


@router.post(
    "/brainstorms/{code}/commands",
    auth=None,
    summary="Send commands",
    response={200: Results, **PROBLEMS, 422: AllRefused},
    openapi_extra=described(gives=JOINED, takes=ASKED, key=True),
)
def send(request: HttpRequest, code: Code, wish: CommandsIn) -> HttpResponse:
    """Each is done once, however often it is sent, in its own right and in this order. Send `join` first; then speak with
    the key that it gave: `Authorization: Bearer in_…`. Where every command is refused the answer is a problem.
    """
    session = room_or_404(code)
    by = sender_in(request, session)
    name = by.participant.ref if by.participant else by.person.code if by.person else "anybody"
    in_measure(request, by)

    def do() -> Answer:
        return _answered([_obeyed(session, each, by) for each in wish.commands])

    response = post(request, asker=f"room:{code}:{name}", now=clock.now(), do=do)
    joins = [each for each in wish.commands if each.type == "join"]
    if not joins or response.status_code != 200:
        return response
    # The keys to speak with are made anew for each answer: what is kept for an Idempotency-Key holds none.
    body = json.loads(response.content)
    for each in body["results"]:
        if each.get("type") == "joined":
            each["key"] = key_of(each["participant"])
    response = answer(200, body)
    key = next((each["key"] for each in body["results"] if each.get("key")), None)
    if key and by.person is None and by.participant is None and not joins[0].participant:
        response.set_cookie(
            cookie_of(session),
            key,
            max_age=COOKIE_AGE,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


def _obeyed(session: Session, wish: CommandIn, by: Sender) -> dict[str, Any]:
    by = speaking_as(session, by, wish.participant)
    try:
        event = obey(session, wish.read(), by=by, now=clock.now())
    except Refused as refused:
        refusal = refused.refusal
        return {
            "id": str(wish.id),
            "status": "refused",
            "rule": refusal.code,
            "detail": refusal.sentence,
            "would_pass": refusal.would_pass,
        }
    return _done(event)


def _done(event: Event) -> dict[str, Any]:
    return {
        "id": str(event.command),
        "status": "done",
        "number": event.number,
        "type": event.type,
        **{name: event.payload[name] for name in TOLD if event.payload.get(name) is not None},
    }


def _answered(results: list[dict[str, Any]]) -> Answer:
    if any(each["status"] == "done" for each in results):
        return 200, {"results": results}
    first = results[0]
    body = said("refused", first["detail"], rule=first["rule"], would_pass=first["would_pass"], results=results)
    return 422, body


@router.get(
    "/brainstorms/{code}/events",
    auth=None,
    summary="Events of a room",
    response={200: EventsOut, **PROBLEMS},
    openapi_extra=described(gives=EVENTS),
)
def events(request: HttpRequest, code: Code, after: After = 0) -> HttpResponse:
    """At most 500 after this number, in order; for phones behind a proxy that cuts streams, every two or three seconds."""
    session = room_or_404(code)
    note_here(request, session)
    items = queries.events_after(session.pk, after) if session.last_number > after else []
    return answer(
        200,
        {"items": items, "next": None, "number": max(session.last_number, items[-1]["number"] if items else 0)},
        headers={"Cache-Control": "no-store"},
    )


@router.get(
    "/brainstorms/{code}/stream",
    auth=None,
    summary="Live stream of a room",
    response={200: None, **PROBLEMS},
    openapi_extra={
        "responses": {
            200: {
                "content": {
                    "text/event-stream": {
                        "schema": {"type": "string"},
                        "example": 'id: 2\ndata: {"number":2,"type":"noted",…}\n\n',
                    }
                }
            }
        }
    },
)
def stream(request: HttpRequest, code: Code, after: After = 0) -> HttpResponse:
    """Server-sent events, one message each, with the event's number as its id; Last-Event-ID goes before `after`.
    The server answers this itself (config/asgi.py) and goes on for ever; what answers here, under another server,
    gives what there is and ends, and the browser asks again.
    """
    session = room_or_404(code)
    note_here(request, session)
    marked = request.headers.get("Last-Event-ID", "")
    if marked.isascii() and marked.isdecimal():
        after = int(marked[:10])
    found = b"".join(framed(event)[1] for event in queries.events_after(session.pk, after))
    return HttpResponse(
        b"retry: 1000\n\n" + found,
        content_type="text/event-stream; charset=utf-8",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
