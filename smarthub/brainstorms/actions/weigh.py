"""Weighing what a room thinks: by the worker, never while somebody waits for a page."""

import time
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from smarthub.brainstorms.models import Event, Phase, Session, Weighing
from smarthub.brainstorms.queries.opinions import MOVING, phases_of_opinions, sector_of_each, votes_of
from smarthub.brainstorms.rules.drawing import asked_in_order, drawing_kept
from smarthub.brainstorms.rules.opinions.groups import draw
from smarthub.brainstorms.rules.opinions.signal import Signal, begin_signal, is_due, one_more
from smarthub.brainstorms.rules.weigh import weigh

PATIENCE = 1.0  # seconds of measuring at a time, so that the worker comes back to the votes of other rooms
NEVER = float("inf")


def weigh_opinions(session: Session, *, now: datetime) -> Weighing:
    """All of it, the test against chance included: for an import, whose answer waits for it."""
    weighing = weigh_votes(session, now=now)
    while weighing.drawing["is_due"]:
        measure_signal(session, now=now, patience=NEVER)
        weighing.refresh_from_db()
    return weighing


def weigh_what_moved(*, now: datetime) -> int:
    """Every session with opinions cast, changed or revealed since it was weighed; how many.

    A vote that came while the last weighing was at work has a higher number than that weighing read up to.
    """
    moved = Session.objects.filter(phases__kind=Phase.Kind.OPINIONS, phases__began_at__isnull=False)
    moved = moved.filter(Q(weighing=None) | Q(weighing__number__lt=F("last_number"))).distinct()
    weighed = 0
    for session in moved.select_related("weighing"):
        last: Weighing | None = getattr(session, "weighing", None)
        since = Event.objects.filter(session=session, type__in=MOVING, number__gt=last.number if last else 0)
        if last is None or since.exists():
            weigh_votes(session, now=now)
            weighed += 1
        else:
            Weighing.objects.filter(pk=last.pk, number__lt=session.last_number).update(number=session.last_number)
    return weighed


def weigh_votes(session: Session, *, now: datetime) -> Weighing:
    """Compute and keep, without the test against chance. Of two workers at once the later keeps its own."""
    number = Session.objects.values_list("last_number", flat=True).get(pk=session.pk)  # before the votes: see `number`
    last = Weighing.objects.filter(session=session).first()
    over, running = phases_of_opinions(session)
    # What is told comes of votes that are over; before any is, it is made ready for the moment in which it may be told.
    weighed = weigh(
        votes := votes_of(session, over or running),
        sector_of_each(session),
        signal=_signal(last.signal) if last else None,
        last=drawing_kept(last.drawing) if last else None,
    )
    drawing = weighed.drawing.kept() | {"is_due": weighed.is_due}
    if over and running:  # the next statement follows the votes that are being cast
        everything = votes_of(session, over + running)
        drawing["order"] = {str(name): weight for name, weight in asked_in_order(everything, draw(everything)).items()}
    weighing, _made = Weighing.objects.update_or_create(
        session=session,
        defaults={
            "number": number,
            "votes": votes.count,
            "found": weighed.found,
            "members": {str(person): group for person, group in weighed.groups.items()},
            "drawing": drawing,
            "at": now,
        },
    )
    return weighing


def measure_signals(*, now: datetime, patience: float = PATIENCE) -> int:
    """Goes on with the test against chance where one is due, for a moment each; how many were finished."""
    due = Weighing.objects.filter(drawing__is_due=True).select_related("session").order_by("at")
    return sum(measure_signal(weighing.session, now=now, patience=patience) for weighing in due)


def measure_signal(session: Session, *, now: datetime, patience: float = PATIENCE) -> bool:
    """At least one step of the test; whether it is finished. What is reached is kept, so it may be broken off at any time.

    Votes that come meanwhile are shuffled with the others; with a tenth more of them it begins anew.
    """
    until = time.monotonic() + patience
    kept: dict[str, Any] = Weighing.objects.get(session=session).signal or {}
    over, running = phases_of_opinions(session)
    votes = votes_of(session, over or running)
    signal = _signal(kept.get("begun"))
    if signal is None or is_due(votes, signal) or votes.count < signal.votes:
        signal = begin_signal(votes)
    while not signal.is_done:
        signal = one_more(votes, signal)
        if time.monotonic() >= until:
            break
    done = asdict(signal) if signal.is_done else {name: kept[name] for name in asdict(signal) if name in kept}
    Weighing.objects.filter(session=session).update(signal=done | {"begun": None if signal.is_done else asdict(signal)})
    if signal.is_done:
        weigh_votes(session, now=now)
    return signal.is_done


def _signal(kept: dict[str, Any] | None) -> Signal | None:
    """A test as it was kept; None where none was finished."""
    if not kept or "real" not in kept:
        return None
    return Signal(kept["real"], tuple(kept["shuffled"]), kept["votes"])
