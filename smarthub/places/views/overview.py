from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from smarthub.kit import clock
from smarthub.people.http import person_of
from smarthub.places import queries
from smarthub.places.actions.hub import end_example
from smarthub.places.http import hub_run_by_404
from smarthub.places.views.answer import show


@require_GET
def overview(request: HttpRequest, hub: str) -> HttpResponse:
    found = hub_run_by_404(request, hub)
    return show(request, "overview", found, {"book": queries.rulebook(found)})


@require_POST
def own(request: HttpRequest, hub: str) -> HttpResponse:
    """The host says that hours, spaces and prices are no longer an example."""
    found, by = hub_run_by_404(request, hub), person_of(request)
    end_example(found, by=by, now=clock.now())
    return redirect("places:overview", hub=found.slug)
