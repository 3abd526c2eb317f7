"""Who reads what people told the hosts."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from smarthub.people import queries as people
from smarthub.people.models import Person, Report
from smarthub.places.models import Host, Hub
from smarthub.places.queries.ties import tied


def reports_at(hub: Hub, host: Person, *, now: datetime) -> QuerySet[Report]:
    """The reports for a host of this hub, never those about or by themselves: those of this hub; of those that name no
    hub, or none that there is, those between people who both have to do with this one. What no host may read (their hub
    has only the host whom it is about) is for the stewards, who run the whole house; where there is none of those either,
    for the hosts of all hubs, so that nobody writes to nobody.
    """
    is_of_none = ~Q(hub__in=Hub.objects.order_by().values("slug"))
    between = tied(hub, "by__") & (Q(about=None) | tied(hub, "about__"))
    theirs = Q(hub=hub.slug) | is_of_none & between
    wrote, about = OuterRef("by_id"), Coalesce(OuterRef("about_id"), 0)
    running = Q(until=None) | Q(until__gt=now)
    hosts = Host.objects.filter(running, since__lte=now, hub__slug=OuterRef("hub"))
    hosts = hosts.exclude(person_id=wrote).exclude(person_id=about)
    stewards = Person.objects.filter(admin_since__isnull=False, erased_at=None).exclude(pk=wrote).exclude(pk=about)
    unheard = ~Q(Exists(hosts))
    if not host.is_admin:
        unheard &= ~Q(Exists(stewards))
    return people.reports_but(host).filter(theirs | unheard)


def report_at(hub: Hub, host: Person, code: str, *, now: datetime) -> Report | None:
    return reports_at(hub, host, now=now).filter(code=code).first()
