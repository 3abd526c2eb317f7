"""What people told the hosts: a queue, and each report with what becomes of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.actions.safety import answer_report, name_reported, take_report
from smarthub.people.http import person_of
from smarthub.people.models import Person, Report
from smarthub.places import queries
from smarthub.places.http import hub_run_by_404, person_here_or_404
from smarthub.places.models import Hub
from smarthub.places.views.people.found import wanted
from smarthub.places.views.people.person import MOST


@never_cache
@require_safe
def reports(request: HttpRequest, hub: str) -> HttpResponse:
    """What waits longest first; what is answered last."""
    place, by = hub_run_by_404(request, hub), person_of(request)
    seen = queries.reports_at(place, by, now=clock.now())
    context = {"hub": place, "open": seen.filter(answered_at=None), "answered": seen.exclude(answered_at=None)[:50]}
    return render(request, "places/people/reports.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, hub: str, report: str) -> HttpResponse:
    """One report: take it, find out whom it is about, answer it."""
    place, by = hub_run_by_404(request, hub), person_of(request)
    told = queries.report_at(place, by, report, now=clock.now())
    if told is None:
        raise Http404
    if request.method == "POST":
        try:
            _deal(request, place, told, by)
        except Refused as refused:
            messages.error(request, refused.refusal.in_full)
        return redirect("places:report", hub=hub, report=told.code)
    part, two = wanted(request, "find"), [told.by_id, told.about_id or 0]
    context = {
        "hub": place,
        "report": told,
        "wanted": part,
        "found": queries.people_found(place, by, part)[:MOST] if part and not told.answered_at else [],
        "reached": set(
            Person.objects.filter(queries.within_reach(place, by)).filter(pk__in=two).values_list("pk", flat=True)
        ),
    }
    return render(request, "places/people/report.html", context)


def _deal(request: HttpRequest, place: Hub, told: Report, by: Person) -> None:
    now = clock.now()
    if "answer" in request.POST:
        answer_report(told, request.POST["answer"][:2000], by=by, now=now, hub=place.slug)
        messages.success(request, _("Answered. The person who wrote reads it on their own page."))
    elif "about" in request.POST:
        name_reported(told, person_here_or_404(place, by, request.POST["about"]), by=by, now=now, hub=place.slug)
        messages.success(request, _("Written down whom it is about."))
    else:
        take_report(told, by=by, now=now, hub=place.slug)
        messages.success(request, _("You look into it; the other hosts see that."))
