"""A sheet to print and hang up: the question, the QR and the code."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smarthub.brainstorms.http import link_to
from smarthub.brainstorms.views.lead.answer import led_or_404, show
from smarthub.brainstorms.views.screen import qr_of, short_link


@never_cache
@require_safe
def join_sheet(request: HttpRequest, code: str) -> HttpResponse:
    session, _by = led_or_404(request, code)
    shown = {"qr": qr_of(session), "link": link_to(session), "short": short_link(session)}
    return show(request, "join-sheet", session, shown)
