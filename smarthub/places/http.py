"""How a page or a call finds a hub, and who may act for it."""

from django.http import Http404, HttpRequest

from smarthub.kit import clock
from smarthub.people.models import Person
from smarthub.places import queries
from smarthub.places.models import Hub


def hub_or_404(slug: str) -> Hub:
    hub = queries.hub_named(slug)
    if hub is None:
        raise Http404
    return hub


def person_here_or_404(hub: Hub, by: Person, code: str) -> Person:
    """Somebody who has to do with this hub, for `by`, who runs it; who does not is as nobody to them."""
    person = queries.person_here(hub, by, code)
    if person is None:
        raise Http404
    return person


def hub_run_by_404(request: HttpRequest, slug: str) -> Hub:
    """The hub, for somebody who runs it; for everybody else there is no such page."""
    hub = hub_or_404(slug)
    person = request.user
    if not isinstance(person, Person) or not queries.is_host(hub, person, now=clock.now()):
        raise Http404
    return hub
