"""One person who was written down twice: looked at side by side, then made one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smarthub.kit import clock
from smarthub.kit.refusals import Refusal, Refused
from smarthub.people import queries as people
from smarthub.people.actions.merge import Moved, merge, what_would_move
from smarthub.people.http import person_of
from smarthub.places import queries
from smarthub.places.http import hub_run_by_404, person_here_or_404


@never_cache
@require_http_methods(["GET", "POST"])
def merging(request: HttpRequest, hub: str, person: str, other: str) -> HttpResponse:
    """What would move from `other` to `person`; sent, it moves."""
    place, by, now = hub_run_by_404(request, hub), person_of(request), clock.now()
    kept, gone = person_here_or_404(place, by, person), person_here_or_404(place, by, other)
    one_runs = any(queries.hubs_run_by(each, now=now).exists() for each in (kept, gone))
    refusal: Refusal | None = None
    moves: Moved | None = None
    try:
        if request.method == "POST":
            merge(kept, gone, by=by, by_runs_a_hub=True, one_runs_a_hub=one_runs, now=now, hub=place.slug)
            messages.success(request, _("Both are one now. Nothing was lost."))
            return redirect("places:person", hub=hub, person=kept.code)
        moves = what_would_move(kept, gone, by=by, by_runs_a_hub=True, one_runs_a_hub=one_runs, now=now)
    except Refused as refused:
        refusal = refused.refusal
    context = {
        "hub": place,
        "kept": kept,
        "gone": gone,
        "moves": sorted((str(noun), count) for noun, count in (moves or {}).items()),
        "years_differ": bool(kept.birth_year and gone.birth_year and kept.birth_year != gone.birth_year),
        "lost_phone": gone.phone if kept.phone and gone.phone and kept.phone != gone.phone else "",
        "lost_email": gone.email if kept.email and gone.email else "",
        "both_pins": bool(people.pin_of(kept) and people.pin_of(gone)),
        "refusal": refusal,
    }
    return render(request, "places/people/merging.html", context, status=409 if refusal else 200)
