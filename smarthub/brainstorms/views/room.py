"""The room on a phone: join, write, vote, see. It works by forms alone; with a script it stays up to date by itself, and
goes on where there is no network (static/brainstorms/phone.js).
"""

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
from smarthub.brainstorms.http import cookie_of, sender_of, session_or_404
from smarthub.brainstorms.models import Phase, Session
from smarthub.brainstorms.queries.outcome import to_look_at
from smarthub.brainstorms.queries.state import state
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.views.steps import running, step
from smarthub.brainstorms.views.words import words
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.kit.thai import dates
from smarthub.partners.models import Sector

__all__ = ["obeyed", "room", "running"]
COOKIE_AGE = 30 * 24 * 60 * 60


def obeyed(request: HttpRequest, session: Session, by: Sender, back: str) -> HttpResponse:
    """Do what the form asks and go back to the page; a refusal is said there."""
    answer = redirect(reverse(back, kwargs={"code": session.code}) + ("?body" if "body" in request.GET else ""))
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


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, code: str) -> HttpResponse:
    """With `?body` only what changes, for the phone that has the rest already."""
    session = session_or_404(code)
    by = sender_of(request, session)
    if request.method == "POST":
        return obeyed(request, session, by, "brainstorms:room")
    found = state(session, participant=by.participant, leads=by.leads)
    shown: dict[str, Any] = {
        "room": found,
        **step(found, again=request.GET.get("again", ""), move=request.GET.get("move", "")),
        "leads": by.leads,
        "joined": found["mine"],
        "sectors": Sector.choices,
        "mark": uuid4,  # called anew for each form
        "now": clock.now().isoformat(),
    }
    if shown["kind"] == Phase.Kind.ACT:  # what was left open is looked at first
        shown["last_time"] = to_look_at(session, today=dates.local(clock.now()).date())
    if "body" in request.GET:
        return render(request, "brainstorms/room_body.html", shown)
    shown["words"] = words()
    shown["hub_name"] = session.hub.name
    return render(request, "brainstorms/room.html", shown)
