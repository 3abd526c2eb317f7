"""Weighing what a room thinks: by the worker, never while somebody waits for a page."""

from dataclasses import asdict
from datetime import datetime

from django.db.models import F

from smarthub.brainstorms.models import Phase, Session, Vote, Weighing
from smarthub.brainstorms.queries.results import name_of_each, sector_of_each, votes_of
from smarthub.brainstorms.rules.opinions.signal import Signal
from smarthub.brainstorms.rules.weigh import weigh


def weigh_opinions(session: Session, *, now: datetime) -> Weighing:
    """Compute and keep. Of two workers at once the later keeps its own; both computed the same."""
    last = Weighing.objects.filter(session=session).first()
    signal = Signal(**last.signal | {"shuffled": tuple(last.signal["shuffled"])}) if last and last.signal else None
    votes = votes_of(session)
    weighed = weigh(votes, sector_of_each(session), last=signal)
    names = name_of_each(session)
    weighing, _made = Weighing.objects.update_or_create(
        session=session,
        defaults={
            "votes": votes.count,
            "found": weighed.found,
            "members": {names[str(person)]: group for person, group in weighed.groups.items()},
            "signal": asdict(weighed.signal) if weighed.signal else None,
            "at": now,
        },
    )
    return weighing


def weigh_what_moved(*, now: datetime) -> int:
    """Every session with opinions cast or changed since it was weighed; how many."""
    moved = Vote.objects.filter(phase__kind=Phase.Kind.OPINIONS).exclude(phase__session__weighing__at__gte=F("at"))
    rooms = Session.objects.filter(pk__in=moved.values("phase__session"))
    for session in rooms:
        weigh_opinions(session, now=now)
    return len(rooms)
