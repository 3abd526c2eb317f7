"""What places do about what has happened below."""

from django.utils.translation import gettext_lazy as _

from smarthub.kit.rows import move
from smarthub.people.facts import PersonErased, PersonMerged
from smarthub.places.actions.hub import end_host
from smarthub.places.models import Host


def end_hosting(fact: PersonErased) -> None:
    """Who is forgotten runs nothing any more. The last host of a hub is refused: somebody must hold the keys."""
    for host in Host.objects.filter(person=fact.person, until=None).order_by("hub_id", "pk"):
        end_host(host, by=fact.by, now=fact.at)


def move_to_kept(fact: PersonMerged) -> None:
    """What one of two records did and agreed to here is the other's from now on; of two hosts one ends."""
    settle = {Host: lambda row: Host.objects.filter(pk=row.pk, until=None).update(until=fact.at, ended_by=fact.by)}
    nouns = {"Agreement.person": _("house rules agreed to"), "Host.person": _("hubs that they run")}
    move("places", fact.gone, fact.kept, settle=settle, nouns=nouns, moved=fact.moved)
