"""For people without a phone: cards typed line by line, and ballots counted one by one."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smarthub.brainstorms.actions.paper import count_ballot, type_cards
from smarthub.brainstorms.forms import CardsForm, CommandForm
from smarthub.brainstorms.models import Note, Phase, Session
from smarthub.brainstorms.queries.back import ballots_of
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.rules.paper import ON_PAPER
from smarthub.brainstorms.views.lead.answer import led_or_404, show, status_of
from smarthub.brainstorms.views.room import obeyed
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.partners.models import Sector

HIGHEST = 1000
OF_A_BALLOT = {"take-ballot-back", "count-ballot-again"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, code: str) -> HttpResponse:
    session, by = led_or_404(request, code)
    if request.POST.get("type", "") in OF_A_BALLOT:
        return obeyed(request, session, by, "brainstorms:paper")
    begun = list(Phase.objects.filter(session=session, began_at__isnull=False).order_by("-position"))
    running = next((phase for phase in begun if phase.is_running), None)
    writing = [phase for phase in begun if phase.kind == Phase.Kind.WRITE]
    lanes = list(dict.fromkeys(lane for phase in writing for lane in phase.lanes))
    if "ballot" in request.POST and running:
        return _counted(request, session, running, by)
    form = CardsForm(
        request.POST or None,
        phases=[(phase.ref, phase.title) for phase in writing],
        lanes=lanes,
        initial={"id": uuid4()},
    )
    if request.POST and form.is_valid():
        sent = form.cleaned_data
        try:
            events = type_cards(
                session,
                sent["cards"].splitlines(),
                phase=sent["phase"],
                lane=sent.get("lane", ""),
                mark=sent["id"],
                by=by,
                now=clock.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            told = ngettext("{n} card is in the room.", "{n} cards are in the room.", len(events))
            messages.success(request, told.format(n=len(events)))
            return redirect("brainstorms:paper", code=session.code)
    notes = Note.objects.filter(session=session, late_at=None, hidden_at=None).select_related("phase").order_by("pk")
    counted = next((phase for phase in begun if phase.kind in ON_PAPER), None)
    takes_ballots = running is not None and running.kind in ON_PAPER and not running.locked_at
    shown: dict[str, Any] = {
        "form": form if writing and not session.closed_at else None,
        "running": running,
        "ballot": [note for note in notes if note.is_shown] if takes_ballots else [],
        "counted": counted,
        "ballots": ballots_of(counted) if counted and not session.closed_at else [],
        "scale": range(1, 6),
        "sectors": Sector.choices,
    }
    return show(request, "paper", session, shown, status=status_of(form))


def _counted(request: HttpRequest, session: Session, phase: Phase, by: Sender) -> HttpResponse:
    """What stands in the fields `n-<note>` and `e-<note>`; empty ones were not marked."""
    answer = redirect("brainstorms:paper", code=session.code)
    marks = CommandForm({"id": request.POST.get("id"), "type": "vote", "sector": request.POST.get("sector", "")})
    said = {
        name[2:18]: (value, _number(request.POST.get(f"e-{name[2:18]}", "")))
        for name, text in request.POST.items()
        if name.startswith("n-") and (value := _number(str(text))) is not None
    }
    if phase.kind == Phase.Kind.DOTS:
        said = {ref: pair for ref, pair in said.items() if pair[0]}
    if not marks.is_valid():
        messages.error(request, _("This was not understood. Please try again."))
        return answer
    sent = marks.cleaned_data
    try:
        count_ballot(session, phase, said, sector=sent["sector"], mark=sent["id"], by=by, now=clock.now())
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
    else:
        messages.success(request, _("The ballot is counted."))
    return answer


def _number(text: str) -> int | None:
    try:
        number = int(text.strip()[:5])
    except ValueError:
        return None
    return number if -HIGHEST <= number <= HIGHEST else None
