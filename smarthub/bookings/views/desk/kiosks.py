"""The tablets of the house: paired, listed, sent away; and what one of them could not do as it was asked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smarthub.bookings.actions.kiosk import make_code, revoke
from smarthub.bookings.actions.take_entry import settle
from smarthub.bookings.forms.desk import KioskForm
from smarthub.bookings.http import whole
from smarthub.bookings.models import Kiosk, KioskEntry
from smarthub.bookings.queries import desk as kept
from smarthub.kit import clock
from smarthub.kit.thai import dates
from smarthub.people.http import person_of
from smarthub.places.http import hub_run_by_404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kiosks(request: HttpRequest, hub: str) -> HttpResponse:
    """Sent with a name: a code for a new tablet, shown this once."""
    place, now = hub_run_by_404(request, hub), clock.now()
    form = KioskForm(request.POST or None)
    code, until = "", ""
    if request.method == "POST" and form.is_valid():
        kiosk, code = make_code(place, name=form.cleaned_data["name"], by=person_of(request), now=now)
        until = dates.clock(kiosk.code_until)
    shown = {
        "hub": place,
        "form": form,
        "code": code,
        "until": until,
        "address": whole("/kiosk/"),
        "kiosks": [each for each in kept.kiosks(place) if each.paired_at],
        "now": now,
    }
    return render(request, "bookings/kiosks.html", shown, status=422 if form.errors else 200)


@require_POST
def send_away(request: HttpRequest, hub: str, ref: str) -> HttpResponseBase:
    place = hub_run_by_404(request, hub)
    kiosk = get_object_or_404(Kiosk, hub=place, ref=ref)
    revoke(kiosk, by=person_of(request), now=clock.now())
    messages.success(request, gettext("{kiosk} is no longer a kiosk of this hub.").format(kiosk=kiosk.name))
    return redirect("bookings:kiosks", hub=hub)


@require_POST
def settled(request: HttpRequest, hub: str, mark: str) -> HttpResponseBase:
    place = hub_run_by_404(request, hub)
    entry = get_object_or_404(KioskEntry, kiosk__hub=place, mark=mark)
    settle(entry, by=person_of(request), now=clock.now())
    return redirect("bookings:desk", hub=hub)
