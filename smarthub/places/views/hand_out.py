"""Letting somebody in who has no e-mail: a host finds or names them and hands them a one-time link."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.look.qr import qr
from smarthub.people.actions.links import hand_out_link
from smarthub.people.actions.welcome import welcome
from smarthub.people.http import person_of
from smarthub.people.http.links import address_of
from smarthub.people.models import Person
from smarthub.places import queries
from smarthub.places.http import hub_run_by_404, person_here_or_404
from smarthub.places.models import Hub

MOST = 10  # of the people found by a name


@never_cache
@require_http_methods(["GET", "POST"])
def hand_out(request: HttpRequest, hub: str) -> HttpResponse:
    """Search by name; then one button makes the link. It is in this one answer and nowhere else."""
    place, by, now = hub_run_by_404(request, hub), person_of(request), clock.now()
    wanted = request.GET.get("q", "").replace("\0", "").strip()[:120]
    link, refusal, person = "", None, None
    if request.method == "POST":
        person = _who(request, place, by)
        try:
            secret = hand_out_link(
                person,
                by=by,
                by_runs_a_hub=True,
                person_runs_a_hub=queries.hubs_run_by(person, now=now).exists(),
                mail_is_sent=bool(settings.EMAIL_URL),
                now=now,
                hub=place.slug,
            )
            link = address_of(secret)
        except Refused as refused:
            refusal = refused.refusal
    context = {
        "hub": place,
        "wanted": wanted,
        "found": queries.people_found(place, by, wanted)[:MOST] if wanted else [],
        "person": person,
        "link": link,
        "qr": qr(link) if link else "",
        "refusal": refusal,
    }
    return render(request, "places/hand_out.html", context, status=422 if refusal else 200)


def _who(request: HttpRequest, place: Hub, by: Person) -> Person:
    """The person whose button was pressed; a new one where the host wrote a name that nobody found has."""
    if code := request.POST.get("person", ""):
        return person_here_or_404(place, by, code)
    name = request.POST.get("name", "").replace("\0", "").strip()[:120]
    if not name:
        raise Http404
    return welcome(name=name, hub=place.slug)
