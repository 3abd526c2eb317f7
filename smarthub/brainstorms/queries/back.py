"""What those who lead can take back beside the grouping: ballots that they typed, steps that they removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from smarthub.brainstorms.models import Event, Participant, Phase, Session

MOST = 5  # removed steps that are offered, the last first


@dataclass(frozen=True, slots=True)
class Ballot:
    """By its number among the ballots of its vote; never by sector: one ballot is a cell of one."""

    ref: str
    number: int
    at: datetime
    is_counted: bool


def ballots_of(phase: Phase) -> list[Ballot]:
    """The last typed first."""
    typed = Participant.everybody.filter(ballot=phase).order_by("pk").values_list("ref", "joined_at", "removed_at")
    found = [Ballot(ref, n, at, removed is None) for n, (ref, at, removed) in enumerate(typed, start=1)]
    return found[::-1]


def removed_phases(session: Session) -> Sequence[tuple[str, str]]:
    """(reference, title) of steps that were removed and are not there again; the last first."""
    events = Event.objects.filter(session=session, type="phase-removed").order_by("-number")
    there = set(Phase.objects.filter(session=session).values_list("ref", flat=True))
    titles: dict[str, str] = {}
    for event in events:
        titles.setdefault(event.payload["phase"], event.kept["phase"]["title"])
    return [(ref, title) for ref, title in titles.items() if ref not in there][:MOST]
