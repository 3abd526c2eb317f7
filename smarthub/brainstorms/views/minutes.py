"""A meeting on one page: what was left open, the points, the minutes, what is decided and who does what.

Those who lead write; whoever was in the room reads. It works by forms alone; with a script minutes are saved while one writes.
"""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from smarthub.brainstorms.actions.obey import obey
from smarthub.brainstorms.forms import CommandForm
from smarthub.brainstorms.http.report import to_lead_or_404, to_read_or_404
from smarthub.brainstorms.models import Facilitator, Session
from smarthub.brainstorms.queries import outcome as queries
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.views.told import where
from smarthub.kit import clock
from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.thai import dates

HERE = frozenset({"item", "move-item", "remove-item", "minutes", "decide", "act", "amend", "review", "continue"})
PART_OF = {"minutes": "minutes", "decide": "decided", "act": "to-do", "review": "to-do", "continue": "last-time"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, code: str) -> HttpResponse:
    session, by = to_read_or_404(request, code)
    if request.method != "POST":
        return render(request, "brainstorms/minutes.html", _shown(session, by))
    if not by.leads:
        raise Http404
    wants_json = request.headers.get("Accept") == "application/json"
    form = CommandForm(request.POST)
    if not form.is_valid() or form.cleaned_data["type"] not in HERE:
        return _misunderstood(request, form, session, by, wants_json=wants_json)
    command = form.command()
    try:
        event = obey(session, command, by=by, now=clock.now())
    except Refused as refused:
        return _refused(request, refused.refusal, form, session, by, wants_json=wants_json)
    if wants_json:
        return JsonResponse({"number": event.payload.get("version"), "at": dates.clock(event.at)})
    return redirect(f"{reverse('brainstorms:minutes', kwargs={'code': code})}#{PART_OF.get(command.type, 'agenda')}")


def _misunderstood(
    request: HttpRequest, form: CommandForm, session: Session, by: Sender, *, wants_json: bool
) -> HttpResponse:
    said = " ".join(str(error) for errors in form.errors.values() for error in errors)
    sentence = said or _("This was not understood. Please try again.")
    if wants_json:
        return JsonResponse({"detail": sentence}, status=422)
    messages.error(request, sentence)
    return render(request, "brainstorms/minutes.html", _shown(session, by, sent=form.data), status=422)


def _refused(
    request: HttpRequest, refusal: Refusal, form: CommandForm, session: Session, by: Sender, *, wants_json: bool
) -> HttpResponse:
    """What was typed stands in the page again, beside what somebody else has saved."""
    is_conflict = refusal.code == "minutes-moved-on"
    status = 409 if is_conflict else 422
    if wants_json:
        return JsonResponse({"code": refusal.code, "detail": refusal.sentence}, status=status)
    if not is_conflict:
        messages.error(request, refusal.sentence)
    shown = _shown(session, by, sent=form.data)
    if is_conflict:
        shown["conflict"] = refusal
    return render(request, "brainstorms/minutes.html", shown, status=status)


def _shown(session: Session, by: Sender, *, sent: Any = None) -> dict[str, Any]:
    """`sent`: the form that was not taken, so that nothing that somebody typed is lost."""
    today = dates.local(clock.now()).date()
    latest = queries.minutes_of(session)
    points = queries.points_of(session)
    kind = sent.get("type", "") if sent else ""
    return {
        "session": session,
        "room": {"code": session.code, "number": session.last_number, "question": session.question},
        "leads": by.leads,
        "where": where(session),
        "day": dates.day(dates.local(queries.held_from(session)).date(), weekday=True),
        "before": queries.sessions_before(session)[:1],
        "continuable": queries.continuable_by(by.person, session)[:20] if by.leads and by.person else [],
        "looked_at": queries.to_look_at(session, today=today),
        "points": points,
        "total": sum(item.length for item, _moment in points),
        "latest": latest,
        "text": sent.get("text", "") if kind == "minutes" else latest.text if latest else "",
        "sheet": _sheet(points) if latest is None else "",
        "decisions": queries.decisions_of(session),
        "actions": queries.actions_of(session, today=today),
        "leaders": [each.person for each in Facilitator.objects.filter(session=session).select_related("person")]
        if by.leads
        else [],
        "sent": sent or {},
        "kind": kind,
        "mark": uuid4,  # called anew for each form
        "stream": reverse("api:stream", kwargs={"code": session.code}),
        "example": dates.written(today),
    }


def _sheet(points: list[Any]) -> str:
    """The agenda as headings, to begin the minutes with."""
    return "\n\n".join(f"{n}. {item.title}\n- " for n, (item, _moment) in enumerate(points, start=1))


@never_cache
@require_safe
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """The minutes as they were, for those who lead."""
    session, _by = to_lead_or_404(request, code)
    shown = {"session": session, "versions": list(queries.versions_of(session)[:100])}
    return render(request, "brainstorms/minutes_versions.html", shown)
