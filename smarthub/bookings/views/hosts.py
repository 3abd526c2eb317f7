"""Who acts on a host's page."""

from django.http import HttpRequest

from smarthub.bookings.http import person_of
from smarthub.people.models import Person


def host_of(request: HttpRequest) -> Person:
    """Who is signed in, on a page that let only hosts in (places.http.hub_run_by_404)."""
    person = person_of(request)
    assert person
    return person
