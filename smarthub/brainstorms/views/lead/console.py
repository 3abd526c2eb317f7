"""The console: what runs, what comes, and all notes as an outline that is sorted by keyboard, mouse or ear."""

from datetime import datetime
from typing import Any
from uuid import uuid5

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smarthub.brainstorms.actions.go_on import go_on
from smarthub.brainstorms.actions.obey import obey
from smarthub.brainstorms.forms import CommandForm
from smarthub.brainstorms.http import link_to
from smarthub.brainstorms.models import Phase, Session, Thinking
from smarthub.brainstorms.queries.ahead import coming_after, counts, to_reveal
from smarthub.brainstorms.queries.groups import taken_back
from smarthub.brainstorms.queries.outcome import points_of
from smarthub.brainstorms.queries.results import results
from smarthub.brainstorms.queries.state import state
from smarthub.brainstorms.rules.command import Command, Sender
from smarthub.brainstorms.rules.notes import meaning
from smarthub.brainstorms.rules.notes.grouping import usual_number
from smarthub.brainstorms.views.lead.answer import led_or_404, show
from smarthub.brainstorms.views.lead.outline import left_of, outline, place_of
from smarthub.brainstorms.views.room import running
from smarthub.brainstorms.views.screen import qr_of
from smarthub.kit import clock
from smarthub.kit.refusals import Refused

Kind = Phase.Kind
GO_ON = "go-on"
EACH = {"hide", "show", "admit"}  # verbs of one note that a form may ask for several
OF_NOTES = {*EACH, "move"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: HttpRequest, code: str) -> HttpResponse:
    session, by = led_or_404(request, code)
    if request.method == "POST":
        return _done(request, session, by)
    found = state(session, leads=True)
    for each in found["phases"]:
        each["minutes"] = round(each["seconds"] / 60)
    phase, now = running(found), clock.now()
    coming = coming_after(session)
    standing, undone = taken_back(session)
    shown: dict[str, Any] = {
        "room": found,
        "phase": phase,
        "place": place_of(found, phase),
        "left": left_of(phase),
        "due": datetime.fromisoformat(phase["due_at"]) if phase and phase["due_at"] else None,
        "coming": coming,
        "hidden_before": len(to_reveal(session, coming)),
        "counts": counts(session, phase["phase"] if phase else None, now=now),
        "frames": outline(found),
        "points": points_of(session) if phase and phase["kind"] == Kind.TALK else [],
        "usual": usual_number(len(found["notes"])),
        "thinking": Thinking.objects.filter(session=session).first(),
        "thinks_long": meaning.is_there(),
        "can_undo": bool(standing),
        "can_redo": bool(undone),
        "results": results(session, leads=True),
        "link": link_to(session),
        "qr": qr_of(session),
        "now": now,
        "stream": reverse("api:stream", kwargs={"code": session.code}),
    }
    return show(request, "lead", session, shown)


def _done(request: HttpRequest, session: Session, by: Sender) -> HttpResponse:
    """Most forms are one command; some ask for several, whole or not at all."""
    answer, now = redirect("brainstorms:lead", code=session.code), clock.now()
    sent = request.POST.copy()
    if seconds := sent.get("plus"):
        sent["type"], sent["seconds"] = "extend", seconds
    chosen = list(dict.fromkeys(ref[:16] for ref in sent.getlist("notes")))
    form = CommandForm(sent)
    if not form.is_valid():
        messages.error(request, _("This was not understood. Please try again."))
        return answer
    command = form.command()
    if command.type in OF_NOTES and not chosen and not command.note:
        messages.error(request, _("Choose a note first."))
        return answer
    try:
        if command.type == GO_ON:
            go_on(session, phase=command.phase, mark=command.id, by=by, now=now)
        elif command.type in EACH and chosen:
            _for_each(session, command, chosen, by, now)
        else:
            obey(session, command, by=by, now=now)
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
    return answer


@transaction.atomic
def _for_each(session: Session, command: Command, notes: list[str], by: Sender, now: datetime) -> None:
    for ref in notes:
        obey(session, Command(id=uuid5(command.id, ref), type=command.type, note=ref), by=by, now=now)
