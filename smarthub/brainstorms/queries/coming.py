"""What somebody is asked next in a vote: statements in the order of Polis, pairs that were seldom compared."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count
from django.db.models.functions import Greatest, Least

from smarthub.brainstorms.models import Note, Participant, Phase, Vote, Weighing
from smarthub.brainstorms.queries.opinions import names_among
from smarthub.brainstorms.rules.opinions.next_statement import in_order
from smarthub.brainstorms.rules.opinions.pairs import OFTEN, next_pairs

MOST_PAIRS = 12
Shown = dict[str, Any]


def coming_for(participant: Participant, notes: Sequence[Note], phases: Sequence[Phase]) -> Shown:
    """Of the phase that runs: `next`, references of the statements not answered yet, or `pairs` of references; None where
    it asks for something else. The order is somebody's own and stays until they answer.
    """
    asked: Shown = {"next": None, "pairs": None}
    phase = next((phase for phase in phases if phase.is_running), None)
    if phase is None:
        return asked
    shown = {note.pk: note for note in notes if note.is_shown}
    if phase.kind == Phase.Kind.OPINIONS:
        asked["next"] = _statements(participant, phase, shown, notes)
    elif phase.kind == Phase.Kind.PAIRS:
        asked["pairs"] = _pairs(participant, phase, shown)
    return asked


def _statements(participant: Participant, phase: Phase, shown: dict[int, Note], notes: Sequence[Note]) -> list[str]:
    answered = set(Vote.objects.filter(phase=phase, participant=participant).values_list("note_id", flat=True))
    drawing = Weighing.objects.filter(session=phase.session_id).values_list("drawing", flat=True).first() or {}
    weights = drawing.get("order", {})
    names = names_among((note.pk, note.ref, note.label) for note in notes)
    left = {note.ref: weights.get(names[key]) for key, note in shown.items() if key not in answered}
    known = {ref: weight for ref, weight in left.items() if weight is not None}
    return in_order(left, known, f"{participant.ref} {phase.ref}")


def _pairs(participant: Participant, phase: Phase, shown: dict[int, Note]) -> list[tuple[str, str]]:
    votes = Vote.objects.filter(phase=phase, other__isnull=False)
    mine = {frozenset(pair) for pair in votes.filter(participant=participant).values_list("note_id", "other_id")}
    both = votes.annotate(one=Least("note_id", "other_id"), two=Greatest("note_id", "other_id"))
    often = both.order_by().values_list("one", "two").annotate(times=Count("pk")).filter(times__gte=OFTEN)
    pairs = next_pairs(
        list(shown),
        {frozenset((one, two)): times for one, two, times in often},
        f"{participant.ref} {phase.ref} {len(mine)}",
        seen=mine,
        most=MOST_PAIRS,
    )
    return [(shown[one].ref, shown[other].ref) for one, other in pairs]
