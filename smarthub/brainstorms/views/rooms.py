"""The sessions that I lead, and a new one: a question and a template."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from smarthub.brainstorms.actions.open import open_session
from smarthub.brainstorms.forms import OpenForm
from smarthub.brainstorms.queries.listing import CLOSED, OPEN, RUNNING, STATES, sessions_for
from smarthub.brainstorms.queries.templates import choices_of
from smarthub.brainstorms.rules.templates import FREE
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.http import person_of
from smarthub.places import queries as places

PAGE = 20
TABS = (("", _("All")), (RUNNING, _("Running")), (OPEN, _("Not begun")), (CLOSED, _("Closed")))


@never_cache
@require_safe
def rooms(request: HttpRequest) -> HttpResponse:
    person, now = person_of(request), clock.now()
    wanted = request.GET.get("q", "").strip()[:100]
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    found = sessions_for(person, state=state, wanted=wanted, now=now)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    asked = {name: value for name, value in (("q", wanted), ("state", state)) if value}

    def address(number: int) -> str:
        return "?" + urlencode({**asked, "page": number})

    shown: dict[str, Any] = {
        "sessions": page.object_list,
        "wanted": wanted,
        "state": state,
        "tabs": [
            (
                "?" + urlencode({**({"q": wanted} if wanted else {}), **({"state": name} if name else {})}),
                title,
                name == state,
            )
            for name, title in TABS
        ],
        "next_url": address(page.next_page_number()) if page.has_next() else "",
        "previous_url": address(page.previous_page_number()) if page.has_previous() else "",
        "hubs": list(places.hubs_run_by(person, now=now)),
    }
    return render(request, "brainstorms/rooms.html", shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    person, now = person_of(request), clock.now()
    hubs = list(places.hubs())
    given = request.GET.get("hub", "")
    hub = next((each for each in hubs if each.slug == given), hubs[0] if hubs else None)
    form = OpenForm(request.POST or None, initial={"hub": hub, "template": request.GET.get("template", FREE)})
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            session = open_session(
                sent["hub"], question=sent["question"], template=sent["template"], by=person, now=now
            )
        except Refused as refused:
            form.add_error("question", refused.refusal.in_full)
        else:
            return redirect("brainstorms:lead", code=session.code)
    shown = {
        "form": form,
        "hub": hub,
        "hubs": hubs,
        "choices": choices_of(hub) if hub else [],
        "chosen": form["template"].value() or FREE,
    }
    return render(request, "brainstorms/new.html", shown, status=422 if form.is_bound else 200)
