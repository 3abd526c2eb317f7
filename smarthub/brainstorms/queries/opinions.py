"""The opinions of a room as the mathematics reads them: who said what to which statement, the last word of each."""

from collections import Counter
from collections.abc import Collection, Iterable

from django.db.models import Q

from smarthub.brainstorms.models import Note, Participant, Phase, Session, Vote
from smarthub.brainstorms.rules.opinions.votes import Votes, gather

# What changes an opinion, or which of them are told: events of other kinds call for no weighing.
MOVING = (
    "voted",
    "ballot-back",
    "ballot-again",
    "imported",
    "removed",
    "hidden",
    "shown",
    "admitted",
    "phase",
    "revealed",
    "closed",
)
OVER = Q(ended_at__isnull=False) | Q(revealed_at__isnull=False)


def phases_of_opinions(session: Session) -> tuple[list[int], list[int]]:
    """(those that are over or were revealed, those that run and are not). Until then nobody is swayed by the others."""
    phases = Phase.objects.filter(session=session, kind=Phase.Kind.OPINIONS, began_at__isnull=False)
    over = list(phases.filter(OVER).values_list("pk", flat=True))
    return over, list(phases.exclude(pk__in=over).values_list("pk", flat=True))


def votes_of(session: Session, phases: Collection[int]) -> Votes:
    """The opinions of these phases as a matrix: people by their references, statements by their names."""
    cast = Vote.objects.filter(phase__in=phases)
    names = names_of(session)
    voted_on = Note.objects.filter(pk__in=cast.values("note")).select_related("phase").order_by("pk")
    notes = [note for note in voted_on if note.pk in names]
    people = list(Participant.objects.filter(session=session).order_by("pk").values_list("pk", "ref"))
    refs, named = dict(people), {note.pk for note in notes}
    rows = cast.order_by("at", "pk").values_list("participant_id", "note_id", "value").iterator(chunk_size=10_000)
    return gather(
        # What was first voted on, or by, since those were read is for the next time.
        ((refs[person], names[note], value) for person, note, value in rows if person in refs and note in named),
        people=list(refs.values()),
        statements=[names[note.pk] for note in notes],
        rejected=[names[note.pk] for note in notes if note.hidden_at],
        meta=[names[note.pk] for note in notes if note.is_meta],
    )


def names_of(session: Session) -> dict[int, str]:
    """What statements are called in figures, by the note's key: their number where they were brought from elsewhere, else
    their reference. Of two conversations brought into one room the first keeps its numbers.
    """
    return names_among(Note.objects.filter(session=session).order_by("pk").values_list("pk", "ref", "label"))


def names_among(notes: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """The same of all notes of a room, as (key, reference, number elsewhere) in the order in which they came."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for key, ref, label in notes:
        names[key] = label if label and label not in taken else ref
        taken.add(label)
    return names


def sector_of_each(session: Session) -> dict[str, str]:
    return dict(Participant.objects.filter(session=session).values_list("ref", "sector"))


def name_of_each(session: Session) -> dict[str, str]:
    """What those who lead know people by: their names, as in an import; the reference where it is needed to tell apart."""
    people = list(Participant.objects.filter(session=session).order_by("pk").values_list("ref", "name"))
    times = Counter(name for _ref, name in people)
    return {ref: ref if not name else name if times[name] == 1 else f"{name} ({ref})" for ref, name in people}
