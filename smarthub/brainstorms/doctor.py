from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, F, Max

from smarthub.brainstorms.models import Session
from smarthub.kit import clock

FORGOTTEN = timedelta(days=1)


def examine() -> Iterator[str]:
    """Sentences on rooms whose log has gaps or disagrees with its counter, and on imports that nobody cleared away."""
    counted = Session.objects.annotate(n=Count("events"), last=Max("events__number"))
    for session in counted.exclude(n=F("last_number")).iterator(chunk_size=500):
        yield f"Brainstorm {session.code} has {session.n} events where its counter says {session.last_number}."
    for session in counted.filter(n=F("last_number")).exclude(last=F("last_number")).exclude(n=0).iterator():
        yield f"The log of brainstorm {session.code} has gaps."
    left = Session.carriers.filter(carries_to__isnull=False, made_at__lt=clock.now() - FORGOTTEN).select_related(
        "carries_to"
    )
    for carrier in left:
        room = carrier.carries_to.code if carrier.carries_to else ""
        yield f"An import into brainstorm {room} was never finished, and the worker has not cleared it away."
