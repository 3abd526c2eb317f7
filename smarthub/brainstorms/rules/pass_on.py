"""Writing that is passed on (6-3-5): each round, everybody gets the sheet of the one before them, and adds to it.

There is no paper: a sheet is what was written on it in the rounds before, each time by the next person of the ring. Who
sits in the ring is who wrote in it at all, in the order of joining, so a phone that only looks on passes nothing.
"""

from collections.abc import Sequence

from smarthub.brainstorms.models import Note, Phase

PASSED = Phase.Visibility.PASSED


def rounds_before(phases: Sequence[Phase]) -> list[Phase]:
    """The rounds that led to the one that runs, in their order; none where the one that runs is no such round."""
    begun = sorted((phase for phase in phases if phase.began_at), key=lambda phase: (phase.began_at, phase.position))
    if not begun or begun[-1].ended_at or begun[-1].visibility != PASSED:
        return []
    rounds: list[Phase] = []
    for phase in reversed(begun[:-1]):
        if phase.kind != Phase.Kind.WRITE:
            break
        rounds.insert(0, phase)
        if phase.visibility != PASSED:
            break
    return rounds


def passed_to(me: int, phases: Sequence[Phase], notes: Sequence[Note]) -> list[Note]:
    """What stands on the sheet that this person (by their key) has before them now, as it was written."""
    rounds = rounds_before(phases)
    of = {phase.pk: [n for n in notes if n.phase_id == phase.pk and n.participant_id] for phase in rounds}
    ring = sorted({note.participant_id for written in of.values() for note in written if note.participant_id} | {me})
    here = ring.index(me)
    sheet: list[Note] = []
    for back, phase in zip(range(len(rounds), 0, -1), rounds, strict=True):
        writer = ring[(here - back) % len(ring)]
        if writer != me:
            sheet += [note for note in of[phase.pk] if note.participant_id == writer and _may_go_round(note)]
    return sheet


def _may_go_round(note: Note) -> bool:
    return note.late_at is None and note.hidden_at is None
