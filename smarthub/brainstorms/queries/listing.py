"""The sessions that a person may lead, for the page that lists them."""

from datetime import datetime

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from smarthub.brainstorms.models import Facilitator, Participant, Phase, Session
from smarthub.people.models import Person
from smarthub.places import queries as places

OPEN, RUNNING, CLOSED = "open", "running", "closed"
STATES = (OPEN, RUNNING, CLOSED)


def sessions_for(person: Person, *, state: str = "", wanted: str = "", now: datetime) -> QuerySet[Session]:
    """Those that they lead and those of the hubs that they run, the latest first; `wanted`: words of the question, or
    the code. Each knows its `people`, its `phase` (the title of the one that runs) and whether it `is_led`.
    """
    mine = Facilitator.objects.filter(session=OuterRef("pk"), person=person)
    hubs = list(places.hubs_run_by(person, now=now).values_list("pk", flat=True))
    running = Phase.objects.filter(session=OuterRef("pk"), began_at__isnull=False, ended_at=None)
    people = Participant.objects.filter(session=OuterRef("pk")).order_by().values("session").annotate(n=Count("pk"))
    found = Session.objects.filter(Q(Exists(mine)) | Q(hub__in=hubs)).select_related("hub")
    found = found.annotate(
        is_led=Exists(mine),
        people=Coalesce(Subquery(people.values("n"), output_field=IntegerField()), 0),
        phase=Subquery(running.values("title")[:1]),
        is_running=Exists(running),  # a closed session has none that runs
    )
    if state == CLOSED:
        found = found.filter(closed_at__isnull=False)
    elif state == RUNNING:
        found = found.filter(is_running=True)
    elif state == OPEN:
        found = found.filter(closed_at=None, is_running=False)
    for word in wanted.split():
        found = found.filter(Q(question__icontains=word) | Q(code=word.lower()))
    return found.order_by("-made_at", "-pk")
