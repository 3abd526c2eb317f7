"""For those who lead: opening a session, and leading it from one page."""

from typing import Any
from uuid import uuid4

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smarthub.brainstorms import queries
from smarthub.brainstorms.actions.open import open_session
from smarthub.brainstorms.forms import OpenForm
from smarthub.brainstorms.http import link_to, session_or_404
from smarthub.brainstorms.queries.results import results
from smarthub.brainstorms.queries.state import state
from smarthub.brainstorms.views.room import obeyed, running, sender_of
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.http import person_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: HttpRequest, code: str) -> HttpResponse:
    session = session_or_404(code)
    by = sender_of(request, session)
    if not by.leads:
        raise Http404
    if request.method == "POST":
        return obeyed(request, session, by, "brainstorms:lead")
    found = state(session, leads=True)
    link = link_to(session)
    shown: dict[str, Any] = {
        "room": found,
        "phase": running(found),
        "results": results(session),
        "link": link,
        # Made by us of our own address, so it is safe as it stands.
        "qr": mark_safe(segno.make(link, error="m").svg_inline(scale=5, dark="#000", light="#fff")),  # noqa: S308
        "mark": uuid4,  # called anew for each form
        "stream": reverse("api:stream", kwargs={"code": session.code}),
    }
    return render(request, "brainstorms/lead.html", shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rooms(request: HttpRequest) -> HttpResponse:
    """The sessions that I lead, and a new one."""
    person = person_of(request)
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            session = open_session(
                sent["hub"], question=sent["question"], template=sent["template"], by=person, now=clock.now()
            )
        except Refused as refused:
            form.add_error("question", refused.refusal.sentence)
        else:
            return redirect("brainstorms:lead", code=session.code)
    return render(request, "brainstorms/rooms.html", {"form": form, "sessions": queries.sessions_led_by(person)[:50]})
