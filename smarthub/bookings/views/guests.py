"""Asking people along by a link each, and the page on which they answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smarthub.bookings.actions.guests import answer
from smarthub.bookings.actions.guests import invite as ask_along
from smarthub.bookings.forms import AlongForm
from smarthub.bookings.http import found_or_404, guest_or_404, link_to, whole
from smarthub.bookings.models import Guest
from smarthub.bookings.rules import words
from smarthub.bookings.rules.guests import why_not_answer
from smarthub.bookings.views import show
from smarthub.bookings.views.booking import page, spaces_of
from smarthub.kit import clock
from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.thai import dates
from smarthub.look.qr import qr
from smarthub.places import queries as places


@require_POST
def invite(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Make links for so many guests."""
    found = found_or_404(request, ref)
    given = request.POST.get("many", "")
    many = int(given) if given.isdecimal() and len(given) < 4 else 0
    try:
        made = ask_along(found.booking, many=many, by=found.by, now=clock.now())
    except Refused as refused:
        return page(request, found, refusal=refused.refusal, status=409)
    said = ngettext("{n} link is ready to be sent.", "{n} links are ready to be sent.", len(made))
    messages.success(request, said.format(n=len(made)))
    return redirect(found.address() + "#h-guests")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Where and when, who asks, who else is coming; and yes or no."""
    asked, now = guest_or_404(request, ref), clock.now()
    form = AlongForm(request.POST or None, initial={"name": asked.name})
    if request.method != "POST":
        return _page(request, asked, form)
    says_yes = request.POST.get("answer") == "yes"
    if says_yes and not form.is_valid():
        return _page(request, asked, form, status=422)
    try:
        answer(asked, says_yes=says_yes, name=form.cleaned_data["name"] if says_yes else "", now=now)
    except Refused as refused:
        return _page(request, asked, form, refusal=refused.refusal, status=409)
    messages.success(request, gettext("Thank you: they know now that you are coming.") if says_yes
                     else gettext("Thank you for saying so."))  # fmt: skip
    return redirect(link_to(asked))


def _page(
    request: HttpRequest, asked: Guest, form: AlongForm, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    booking, now = asked.booking, clock.now()
    book = places.rulebook(booking.hub)
    spaces = spaces_of(book, booking)
    others = Guest.objects.filter(booking=booking, answer=Guest.Answer.YES).exclude(pk=asked.pk)
    named = [each.name for each in others if each.name]
    unnamed = sum(not each.name for each in others)
    over = why_not_answer(booking, now=now)
    shown = {
        "hub": booking.hub,
        "guest": asked,
        "form": form,
        "refusal": refusal or over,
        "may": over is None,
        "who": booking.person.name if booking.person else "",
        "place": words.called_together(book, spaces),
        "where": show.where(book, spaces[0]) if spaces else "",
        "day": dates.day(book.day_of(booking.starts_at), weekday=True),
        "span": dates.span(booking.starts_at, booking.ends_at),
        "named": gettext(", ").join(named),
        "unnamed": unnamed,
        "qr": qr(whole(link_to(asked))) if over is None and asked.answer == Guest.Answer.YES else "",
    }
    return render(request, "bookings/guest.html", shown, status=status)
