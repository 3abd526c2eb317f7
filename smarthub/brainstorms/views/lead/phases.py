"""The steps of a session while it runs: added, worded anew, put in another order, removed; kept as a template."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smarthub.brainstorms.actions import templates
from smarthub.brainstorms.actions.obey import obey
from smarthub.brainstorms.forms import NameForm, StepForm
from smarthub.brainstorms.models import Phase
from smarthub.brainstorms.queries.back import removed_phases
from smarthub.brainstorms.views.lead.answer import led_or_404, show, status_of
from smarthub.brainstorms.views.room import obeyed
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.http import person_of
from smarthub.places import queries as places


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phases(request: HttpRequest, code: str) -> HttpResponse:
    session, by = led_or_404(request, code)
    verb = request.POST.get("type", "")
    form = StepForm(request.POST if verb == "phase" else None, auto_id="id_%s")
    if verb and verb != "phase":
        return obeyed(request, session, by, "brainstorms:phases")
    if verb and form.is_valid():
        try:
            obey(session, form.command(form.cleaned_data["id"] or uuid4()), by=by, now=clock.now())
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            messages.success(request, _("The step is added."))
            return redirect("brainstorms:phases", code=session.code)
    steps = list(Phase.objects.filter(session=session))
    ahead = [step for step in steps if step.began_at is None]
    shown = {
        "steps": steps,
        "removed": removed_phases(session) if not session.closed_at else [],
        "first": ahead[0] if ahead else None,
        "last": ahead[-1] if ahead else None,
        "form": form,
        "may_keep": places.is_host(session.hub, person_of(request), now=clock.now()),
    }
    return show(request, "phases", session, shown, status=status_of(form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phase(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    session, by = led_or_404(request, code)
    one = Phase.objects.filter(session=session, ref=ref).first()
    if one is None:
        raise Http404
    form = StepForm(request.POST or None, initial=StepForm.of(one))
    if request.POST and form.is_valid():
        try:
            obey(session, form.command(uuid4(), phase=one.ref), by=by, now=clock.now())
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            messages.success(request, _("The step is changed."))
            return redirect("brainstorms:phases", code=session.code)
    return show(request, "phase", session, {"form": form, "step": one}, status=status_of(form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the steps as a template of the hub, for its hosts."""
    session, _by = led_or_404(request, code)
    person, now = person_of(request), clock.now()
    if not places.is_host(session.hub, person, now=now):
        raise Http404
    form = NameForm(request.POST or None)
    if request.POST and form.is_valid():
        try:
            kept = templates.keep(session, title=form.cleaned_data["title"], by=person, now=now)
        except Refused as refused:
            form.add_error("title", refused.refusal.sentence)
        else:
            messages.success(request, _("Kept as a template of this hub."))
            return redirect("brainstorms:template", hub=session.hub.slug, ref=kept.ref)
    return show(request, "keep", session, {"form": form}, status=status_of(form))
