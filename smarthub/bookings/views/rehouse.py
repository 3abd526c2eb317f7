from django.http import HttpRequest, JsonResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from smarthub.bookings.actions.rehouse import rehouse
from smarthub.kit import clock
from smarthub.people.http import person_of
from smarthub.places import queries as places
from smarthub.places.http import hub_run_by_404


@require_POST
def rehouse_all(request: HttpRequest, hub: str) -> JsonResponse:
    """Move the bookings of the spaces named `space` to others; {moved, left, said}."""
    place, by = hub_run_by_404(request, hub), person_of(request)
    book = places.rulebook(place)
    spaces = [book.by_ref[ref] for ref in request.POST.getlist("space") if ref in book.by_ref]
    done = rehouse(place, spaces, by=by, now=clock.now())
    said = ngettext("%(n)d booking moved.", "%(n)d bookings moved.", len(done.moved)) % {"n": len(done.moved)}
    if done.left:
        left = ngettext(
            "%(n)d stays on the space that goes; you find it at the desk.",
            "%(n)d stay on the spaces that go; you find them at the desk.",
            len(done.left),
        ) % {"n": len(done.left)}
        said = f"{said} {left}"
    return JsonResponse({"moved": len(done.moved), "left": len(done.left), "said": said})
