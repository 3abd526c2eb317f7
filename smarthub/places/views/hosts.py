from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from smarthub.kit import clock
from smarthub.kit.limits import too_often
from smarthub.kit.refusals import Refused
from smarthub.people import queries as people
from smarthub.people.http import person_of
from smarthub.places import queries
from smarthub.places.actions.hub import appoint_host, end_host
from smarthub.places.forms import HostForm
from smarthub.places.http import hub_run_by_404
from smarthub.places.rules.hosts import LOOKED_FOR, TOO_OFTEN
from smarthub.places.views.answer import did, saved, show, status_of


@require_http_methods(["GET", "POST"])
def hosts(request: HttpRequest, hub: str) -> HttpResponse:
    found, by, now = hub_run_by_404(request, hub), person_of(request), clock.now()
    form = HostForm(request.POST or None)
    limit, window = LOOKED_FOR
    if request.POST and form.is_valid() and too_often(f"hosts:{by.code}", limit=limit, window=window, now=now):
        form.add_error("email", TOO_OFTEN.in_full)
    elif request.POST and form.is_valid():
        person = people.person_with(form.cleaned_data["email"])
        if person is None or not person.has_account:
            form.add_error("email", _("Nobody has signed in with this e-mail yet. Let them sign in once first."))
        elif did(form, lambda: appoint_host(found, person, by=by, now=now)):
            return saved(request, "hosts", found)
    context = {"form": form, "hosts": list(queries.hosts_of(found, now=now)), "me": by}
    return show(request, "hosts", found, context, status=status_of(form))


@require_POST
def end_hosting(request: HttpRequest, hub: str, person: str) -> HttpResponse:
    found, by, now = hub_run_by_404(request, hub), person_of(request), clock.now()
    host = get_object_or_404(queries.hosts_of(found, now=now), person__code=person)
    try:
        end_host(host, by=by, now=now)
    except Refused as refused:
        messages.error(request, refused.refusal.in_full)
        return redirect("places:hosts", hub=found.slug)
    if host.person_id == by.pk and not by.is_admin:
        return redirect("/")
    return saved(request, "hosts", found)
