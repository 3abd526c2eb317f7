"""The templates of a hub, for its hosts: copied, named, changed step by step, removed and put back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from smarthub.brainstorms.actions import templates as actions
from smarthub.brainstorms.actions.templates import Wish
from smarthub.brainstorms.forms import NameForm, StepForm
from smarthub.brainstorms.models import Template, TemplateStep
from smarthub.brainstorms.queries.templates import houses_own, hubs_own, removed_of, removed_steps_of, template_of
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.http import person_of
from smarthub.places.http import hub_run_by_404
from smarthub.places.models import Hub


def _own_or_404(hub: Hub, ref: str, *, is_removed: bool = False) -> Template:
    found = template_of(hub, ref)
    if found is None or (found.removed_at and not is_removed):
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def templates(request: HttpRequest, hub: str) -> HttpResponse:
    found, person, now = hub_run_by_404(request, hub), person_of(request), clock.now()
    form = NameForm(request.POST or None, initial={"source": request.GET.get("copy", "")})
    if back := request.POST.get("put-back"):
        try:
            actions.put_back(_own_or_404(found, back, is_removed=True), by=person, now=now)
        except Refused as refused:
            messages.error(request, refused.refusal.sentence)
        return redirect("brainstorms:templates", hub=found.slug)
    if request.POST and form.is_valid():
        sent = form.cleaned_data
        try:
            made = actions.copy(found, sent["source"], title=sent["title"], by=person, now=now)
        except Refused as refused:
            form.add_error("title", refused.refusal.sentence)
        else:
            messages.success(request, _("Copied. Change it as you like."))
            return redirect("brainstorms:template", hub=found.slug, ref=made.ref)
    shown: dict[str, Any] = {
        "hub": found,
        "own": hubs_own(found),
        "removed": removed_of(found),
        "houses": houses_own(),
        "form": form,
        "copied": next((each for each in houses_own() if each.ref == form["source"].value()), None),
    }
    return render(request, "brainstorms/templates.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, hub: str, ref: str) -> HttpResponse:
    found, person, now = hub_run_by_404(request, hub), person_of(request), clock.now()
    one = _own_or_404(found, ref)
    verb = request.POST.get("type", "")
    name = NameForm(request.POST if verb == "rename" else None, initial={"title": one.title}, auto_id="name_%s")
    form = StepForm(request.POST if verb == "phase" else None)
    try:
        if verb in {"move-phase", "remove-phase"}:
            _rearrange(request, one, verb)
            return redirect("brainstorms:template", hub=found.slug, ref=one.ref)
        if verb == "put-phase-back":
            _put_back(request, one)
            return redirect("brainstorms:template", hub=found.slug, ref=one.ref)
        if verb == "remove":
            actions.remove(one, by=person, now=now)
            messages.success(request, _("“{name}” is removed. You can put it back below.").format(name=one.title))
            return redirect("brainstorms:templates", hub=found.slug)
        if verb == "rename" and name.is_valid():
            actions.rename(one, title=name.cleaned_data["title"], by=person, now=now)
            return redirect("brainstorms:template", hub=found.slug, ref=one.ref)
        if verb == "phase" and form.is_valid():
            actions.add_step(one, Wish(**form.wished()), by=person, now=now)
            messages.success(request, _("The step is added."))
            return redirect("brainstorms:template", hub=found.slug, ref=one.ref)
    except Refused as refused:
        (name if verb == "rename" else form).is_valid()
        (name if verb == "rename" else form).add_error(None, refused.refusal.sentence)
    steps = list(one.steps.all())
    shown = {
        "hub": found,
        "template": one,
        "steps": steps,
        "removed": [(step.ref, step.title) for step in removed_steps_of(one)],
        "first": steps[0] if steps else None,
        "last": steps[-1] if steps else None,
        "minutes": round(sum(step.seconds for step in steps) / 60),
        "name": name,
        "form": form,
    }
    wrong = any(each.is_bound and each.errors for each in (name, form))
    return render(request, "brainstorms/template.html", shown, status=422 if wrong else 200)


def _rearrange(request: HttpRequest, one: Template, verb: str) -> None:
    person, now = person_of(request), clock.now()
    step = get_object_or_404(one.steps.select_related("template"), ref=request.POST.get("phase", ""))
    if verb == "remove-phase":
        actions.remove_step(step, by=person, now=now)
    else:
        actions.move_step(step, earlier=request.POST.get("value") == "-1", by=person, now=now)


def _put_back(request: HttpRequest, one: Template) -> None:
    steps = TemplateStep.everything.filter(template=one).select_related("template")
    gone = get_object_or_404(steps, ref=request.POST.get("phase", ""))
    actions.put_step_back(gone, by=person_of(request), now=clock.now())


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, hub: str, ref: str, step: str) -> HttpResponse:
    found = hub_run_by_404(request, hub)
    one = _own_or_404(found, ref)
    meant = get_object_or_404(one.steps.select_related("template"), ref=step)
    form = StepForm(request.POST or None, initial=StepForm.of(meant))
    if request.POST and form.is_valid():
        try:
            actions.change_step(meant, Wish(**form.wished()), by=person_of(request), now=clock.now())
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            messages.success(request, _("The step is changed."))
            return redirect("brainstorms:template", hub=found.slug, ref=one.ref)
    shown = {"hub": found, "template": one, "step": meant, "form": form}
    return render(request, "brainstorms/template_step.html", shown, status=422 if form.is_bound else 200)
