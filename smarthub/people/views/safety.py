"""Whom I have blocked, and what I have told the hosts."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.actions.safety import block, report, unblock
from smarthub.people.forms import ReportForm
from smarthub.people.http import person_of
from smarthub.people.models import Person


@never_cache
@require_http_methods(["GET", "POST"])
def safety(request: HttpRequest) -> HttpResponse:
    """My blocks and reports; sent, a new report. `?about=` is the code of somebody whom a list has shown me, `?hub=`
    where it happened."""
    person, now = person_of(request), clock.now()
    about = _about(request, person)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hub = request.GET.get("hub", "").replace("\0", "")[:50]
        try:
            report(by=person, about=about, hub=hub, now=now, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.refusal.in_full)
        else:
            messages.success(
                request, _("Thank you. The hosts read it and answer here. The other is not told who wrote.")
            )
            return redirect("people:safety")
    context = {
        "form": form,
        "about": about,
        "blocks": queries.blocks_of(person),
        "reports": queries.reports_of(person)[:50],
    }
    return render(request, "people/safety.html", context, status=422 if form.errors else 200)


def _about(request: HttpRequest, person: Person) -> Person | None:
    code = request.GET.get("about", "")
    return queries.person_coded(code) if code and code != person.code else None


@require_POST
def new_block(request: HttpRequest, other: str) -> HttpResponse:
    person = person_of(request)
    them = queries.person_coded(other)
    if them is None:
        raise Http404
    try:
        block(person, them, now=clock.now())
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
    else:
        messages.success(request, _("From now on neither of you is shown to the other. Nobody is told."))
    return redirect("people:safety")


@require_POST
def block_end(request: HttpRequest, other: str) -> HttpResponse:
    person = person_of(request)
    them = next((each.other for each in queries.blocks_of(person) if each.other.code == other), None)
    if them is None:
        raise Http404
    unblock(person, them, now=clock.now())
    messages.success(request, _("Your block is ended."))
    return redirect("people:safety")
