"""What places do about what has happened below."""

from smarthub.people.facts import PersonErased
from smarthub.places.actions.hub import end_host
from smarthub.places.models import Host


def end_hosting(fact: PersonErased) -> None:
    """Who is forgotten runs nothing any more. The last host of a hub is refused: somebody must hold the keys."""
    for host in Host.objects.filter(person=fact.person, until=None).order_by("hub_id", "pk"):
        end_host(host, by=fact.by, now=fact.at)
