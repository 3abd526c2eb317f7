"""Setting up another hub: one page, then what to do next."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from smarthub.kit import clock
from smarthub.look.qr import qr
from smarthub.people.actions.links import hand_out_first_link
from smarthub.people.actions.welcome import welcome
from smarthub.people.http import person_of
from smarthub.people.http.links import address_of
from smarthub.people.models import Person
from smarthub.places.actions.first_run.samples import SAMPLES
from smarthub.places.actions.first_run.words import HOUSE_RULES
from smarthub.places.actions.new_hub import open_hub
from smarthub.places.forms import NewHubForm
from smarthub.places.http import hub_run_by_404
from smarthub.places.models import Hub
from smarthub.places.models.province import in_language
from smarthub.places.rules.sketch import sketch
from smarthub.places.views.answer import did, status_of

LINK = "first-host-link"


@require_http_methods(["GET", "POST"])
def new_hub(request: HttpRequest) -> HttpResponse:
    by = person_of(request)
    if not by.is_admin:
        raise Http404
    form = NewHubForm(request.POST or None)
    opened: list[Hub] = []
    if request.POST and did(form, lambda: opened.append(_open(request, form, by))):
        return redirect("places:opened", hub=opened[0].slug)
    chosen = form["plan"].value()
    plans = [
        (key, sample, [sketch(level) for level in sample.levels], key == chosen) for key, sample in SAMPLES.items()
    ]
    shown = {"form": form, "plans": plans, "house_rules": in_language(*HOUSE_RULES.values())}
    return render(request, "places/new_hub.html", shown, status=status_of(form))


def has_example_rules(hub: Hub) -> bool:
    """Whether the house rules are still those that every new hub begins with."""
    return any(getattr(hub, name) == text for name, text in HOUSE_RULES.items())


def _open(request: HttpRequest, form: NewHubForm, by: Person) -> Hub:
    now, name = clock.now(), form.cleaned_data["host"].strip()
    host = welcome(name=name) if name else by
    hub = open_hub(form.wish(), host=host, by=by, now=now)
    if name:  # shown once, on the next page
        request.session[LINK] = {"hub": hub.slug, "name": name, "secret": hand_out_first_link(host, now=now)}
    return hub


@never_cache
@require_GET
def opened(request: HttpRequest, hub: str) -> HttpResponse:
    """What to do next, and the way in for the host, this once."""
    found = hub_run_by_404(request, hub)
    context: dict[str, object] = {"hub": found, "has_example_rules": has_example_rules(found)}
    kept = request.session.get(LINK)
    if kept and kept["hub"] == found.slug:
        del request.session[LINK]
        link = address_of(kept["secret"])
        context |= {"link": link, "qr": qr(link), "name": kept["name"]}
    return render(request, "places/opened.html", context)
