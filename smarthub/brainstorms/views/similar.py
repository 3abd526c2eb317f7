"""While somebody writes: notes that are already there and say much the same. A fragment for the phone page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smarthub.brainstorms.http import sender_of, session_or_404
from smarthub.brainstorms.queries.similar import similar_notes
from smarthub.kit.limits import Bucket

LONGEST = 300  # characters that are compared
OFTEN = 3  # questions a second of one phone; it asks when nobody has typed for half a second
_measure = Bucket(OFTEN)


@never_cache
@require_safe
def similar(request: HttpRequest, code: str) -> HttpResponse:
    """For those who are in the room; empty where nothing is alike."""
    session = session_or_404(code)
    by = sender_of(request, session)
    if by.participant is None and not by.leads:
        raise Http404
    name = by.participant.ref if by.participant else f"person {by.person.code if by.person else ''}"
    if _measure.take(name):
        return HttpResponse(status=429, headers={"Retry-After": "1"})
    found = similar_notes(session, request.GET.get("text", "")[:LONGEST], participant=by.participant)
    return render(request, "brainstorms/similar.html", {"similar": found})
