"""Hubs and who runs them."""

from datetime import datetime

from django.db.models import Q, QuerySet

from smarthub.people.models import Person
from smarthub.places.models import Host, Hub


def hubs() -> QuerySet[Hub]:
    """All hubs, in the order of their Thai names; they are public."""
    return Hub.objects.select_related("province")


def is_host(hub: Hub, person: Person, *, now: datetime) -> bool:
    """Whether this person runs this hub now; an admin runs every hub."""
    if person.is_admin:
        return True
    running = Q(until=None) | Q(until__gt=now)
    return Host.objects.filter(running, hub=hub, person=person, since__lte=now).exists()


def hosts_of(hub: Hub, *, now: datetime) -> QuerySet[Host]:
    """Who runs this hub now, for those who run it, in the order in which they were appointed."""
    running = Q(until=None) | Q(until__gt=now)
    return Host.objects.filter(running, hub=hub, since__lte=now).select_related("hub", "person").order_by("since", "pk")


def hubs_run_by(person: Person, *, now: datetime) -> QuerySet[Hub]:
    if person.is_admin:
        return hubs()
    running = Q(hosts__until=None) | Q(hosts__until__gt=now)
    return hubs().filter(running, hosts__person=person, hosts__since__lte=now).distinct()
