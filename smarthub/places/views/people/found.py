"""Finding people, and cards for several of them on one sheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from smarthub.kit import clock
from smarthub.people.actions.cards import make_card
from smarthub.people.http import person_of
from smarthub.people.http.sheets import MOST, as_file, sheet_of
from smarthub.places import queries
from smarthub.places.http import hub_run_by_404

SHOWN = 20


def wanted(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\0", "").strip()[:120]


@never_cache
@require_safe
def found(request: HttpRequest, hub: str) -> HttpResponse:
    """People by name, phone or code. Without a wish nobody is listed: a host looks for somebody, not at everybody."""
    place = hub_run_by_404(request, hub)
    part = wanted(request, "q")
    matches = list(queries.people_found(place, person_of(request), part)[:SHOWN]) if part else []
    agreed = queries.agreed_among(place, {each.pk for each in matches})
    context = {"hub": place, "wanted": part, "found": [(each, each.pk in agreed) for each in matches]}
    return render(request, "places/people/found.html", context)


@require_POST
def cards(request: HttpRequest, hub: str) -> HttpResponse:
    """New cards for the people whose boxes are ticked, on sheets of ten; their old ones end."""
    place, by, now = hub_run_by_404(request, hub), person_of(request), clock.now()
    codes = request.POST.getlist("person")[:MOST]
    chosen = [person for code in codes if (person := queries.person_here(place, by, code))]
    if not chosen:
        return redirect("places:people", hub=hub)
    made = [(each, make_card(each, by=by, by_runs_a_hub=True, now=now, hub=place.slug)) for each in chosen]
    return as_file(sheet_of(made, house=place.name, now=now))
