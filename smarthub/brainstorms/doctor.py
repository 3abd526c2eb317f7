from collections.abc import Iterator

from django.db.models import Count, F, Max

from smarthub.brainstorms.models import Session


def examine() -> Iterator[str]:
    """Sentences on rooms whose log has gaps or disagrees with its counter."""
    counted = Session.objects.annotate(n=Count("events"), last=Max("events__number"))
    for session in counted.exclude(n=F("last_number")).iterator(chunk_size=500):
        yield f"Brainstorm {session.code} has {session.n} events where its counter says {session.last_number}."
    for session in counted.filter(n=F("last_number")).exclude(last=F("last_number")).exclude(n=0).iterator():
        yield f"The log of brainstorm {session.code} has gaps."
