"""Hubs and who runs them."""

from copy import copy
from datetime import datetime

from django.db.models import Q, QuerySet

from smarthub.kit.recent import Recent
from smarthub.people.models import Person
from smarthub.places.models import Host, Hub


def hubs() -> QuerySet[Hub]:
    """All hubs, in the order of their Thai names; they are public."""
    return Hub.objects.select_related("province")


_kept: dict[int, Hub] = {}


def hub_named(slug: str) -> Hub | None:
    """The hub of this slug. Only its edition is asked; what else it is, this process keeps as long as that holds."""
    rows = Hub.objects.filter(slug=slug).order_by().values_list("pk", "edition")
    return next((_as_kept(*row) for row in rows), None)


def only_hub() -> Hub | None:
    """The hub of a house that has one; asked and kept as by its slug."""
    rows = list(Hub.objects.order_by().values_list("pk", "edition")[:2])
    return _as_kept(*rows[0]) if len(rows) == 1 else None


def _as_kept(pk: int, edition: str) -> Hub:
    kept = _kept.get(pk)
    if kept is None or kept.edition != edition:
        kept = _kept[pk] = hubs().get(pk=pk)
    return copy(kept)  # whoever changes theirs changes no one else's


_recent: Recent[str, Hub] = Recent(seconds=1)


def hub_recently_named(slug: str) -> Hub | None:
    """The hub of this slug as it stood at most a second ago: for verbs, which see under their lock whether it still does."""
    hub = _recent.get(slug)
    if hub is None and (hub := hub_named(slug)):
        _recent.keep(slug, hub)
    return copy(hub) if hub else None


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
