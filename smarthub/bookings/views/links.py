"""A signed link that came into wrong hands: ended, and there is a new one."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smarthub.bookings.actions.link import end_calendar_link, end_link
from smarthub.bookings.http import found_or_404, link_to, to_end_link_or_404
from smarthub.bookings.views.booking import calendar_owner
from smarthub.kit import clock


@require_POST
def link_end(request: HttpRequest, ref: str) -> HttpResponseBase:
    """For its person, who made it, who runs the hub and the browser that booked. Pressed twice, the new one stands."""
    booking, by, mark = to_end_link_or_404(request, ref)
    ended = end_link(booking, key=request.POST.get("key", ""), by=by, now=clock.now(), holder=mark)
    messages.success(request, gettext("The old link no longer works. The new one is on this page."))
    return redirect(link_to(ended)) if mark else redirect("bookings:booking", ref=ended.ref)


@require_POST
def calendar_end(request: HttpRequest, ref: str) -> HttpResponseBase:
    """On the page of one's own booking, where the calendar is handed out: its old link ends, and there is a new one."""
    found = found_or_404(request, ref)
    if (person := calendar_owner(request, found.booking)) is None:
        raise Http404
    end_calendar_link(person, key=request.POST.get("key", ""), by=person, now=clock.now())
    messages.success(
        request,
        gettext("The old link of your calendar no longer works. Put the new one, on this page, into your calendar."),
    )
    return redirect("bookings:booking", ref=found.booking.ref)
