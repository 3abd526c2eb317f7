"""The room on a phone: join, write, vote, see. It works by forms alone; with a script it stays up to date by itself."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smarthub.brainstorms.actions.join import key_of
from smarthub.brainstorms.actions.obey import obey
from smarthub.brainstorms.forms import CommandForm
from smarthub.brainstorms.http import cookie_of, key_in, sender, session_or_404
from smarthub.brainstorms.models import Phase, Session
from smarthub.brainstorms.queries.state import state
from smarthub.brainstorms.rules.command import Sender
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.partners.models import Sector
from smarthub.people.models import Person

COOKIE_AGE = 30 * 24 * 60 * 60


def sender_of(request: HttpRequest, session: Session) -> Sender:
    person = request.user if isinstance(request.user, Person) else None
    return sender(session, key=key_in(request, session), person=person, now=clock.now())


def obeyed(request: HttpRequest, session: Session, by: Sender, back: str) -> HttpResponse:
    """Do what the form asks and go back to the page; a refusal is said there."""
    answer = redirect(back, code=session.code)
    form = CommandForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This was not understood. Please try again."))
        return answer
    try:
        event = obey(session, form.command(), by=by, now=clock.now())
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
        return answer
    if event.type == "joined" and by.participant is None:
        answer.set_cookie(
            cookie_of(session),
            key_of(event.payload["participant"]),
            max_age=COOKIE_AGE,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    if event.payload.get("late"):
        messages.info(request, _("Your note came after this phase was over. It is kept for those who lead."))
    return answer


def running(found: dict[str, Any]) -> dict[str, Any] | None:
    return next((phase for phase in found["phases"] if phase["began_at"] and not phase["ended_at"]), None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, code: str) -> HttpResponse:
    session = session_or_404(code)
    by = sender_of(request, session)
    if request.method == "POST":
        return obeyed(request, session, by, "brainstorms:room")
    found = state(session, participant=by.participant, leads=by.leads)
    phase = running(found)
    shown: dict[str, Any] = {
        "room": found,
        "phase": phase,
        "leads": by.leads,
        "mine": found["mine"],
        "sectors": Sector.choices,
        "mark": uuid4,  # called anew for each form
        "stream": reverse("api:stream", kwargs={"code": session.code}),
        "may_write": phase and phase["kind"] in {Phase.Kind.WRITE, Phase.Kind.OPINIONS, Phase.Kind.TALK},
        "ballot": ballot(found, phase) if phase and by.participant else [],
        "dots_left": dots_left(found, phase),
    }
    return render(request, "brainstorms/room.html", shown)


def ballot(found: dict[str, Any], phase: dict[str, Any]) -> list[dict[str, Any]]:
    """Each note that is shown, with what this person has said to it in this phase."""
    if phase["kind"] not in {Phase.Kind.OPINIONS, Phase.Kind.DOTS, Phase.Kind.PLACE}:
        return []
    said = {vote["note"]: vote for vote in found["mine"]["votes"] if vote["phase"] == phase["phase"]}
    return [
        {
            **note,
            "mark": uuid4(),
            "said": said.get(note["note"]),
            "more": said.get(note["note"], {}).get("value", 0) + 1,
            "fewer": said.get(note["note"], {}).get("value", 0) - 1,
        }
        for note in found["notes"]
    ]


def dots_left(found: dict[str, Any], phase: dict[str, Any] | None) -> int:
    if not phase or not found["mine"]:
        return 0
    given: int = sum(vote["value"] for vote in found["mine"]["votes"] if vote["phase"] == phase["phase"])
    dots: int = phase["dots"]
    return dots - given
