"""What came out of a room: opinions counted, dots, ranks and places, once the vote is over or was revealed.

Figures are of the whole room. What is split by sector is told only where at least five people stand behind it.
"""

from collections import defaultdict
from statistics import median
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from smarthub.brainstorms.models import Note, Participant, Phase, Session, Vote, Weighing
from smarthub.brainstorms.rules.opinions.cells import shown
from smarthub.brainstorms.rules.opinions.votes import Votes, gather
from smarthub.brainstorms.rules.vote import VOTING
from smarthub.partners.models import Sector

Shown = dict[str, Any]
NO_SECTOR = "none"
NOTHING_FOUND: Shown = {
    "groups": None,
    "why": None,
    "representative": None,
    "majority": None,
    "consensus": None,
    "across_sectors": None,
}


def results(session: Session, *, leads: bool = False) -> Shown:
    """`members` is for those who lead alone."""
    weighing = Weighing.objects.filter(session=session).first() if _opinions(session) else None
    found: Shown = NOTHING_FOUND | {"why": _("Nobody has voted on anything yet.")}
    if weighing:
        why = weighing.found["why"]
        found = weighing.found | {"why": why and why["en" if get_language() == "en" else "th"]}
    answer = {
        "code": session.code,
        "participants": Participant.objects.filter(session=session).count(),
        "statements": _statements(session),
        **found,
        "sectors": sectors(session),
        "votes": [_counted(phase) for phase in _over(session) if phase.kind != Phase.Kind.OPINIONS],
    }
    if leads:
        answer["members"] = weighing.members if weighing else {}
    return answer


def sectors(session: Session) -> list[Shown]:
    """How many speak for each sector; None where they are too few to be told."""
    counted: dict[str, int] = {NO_SECTOR: 0, **dict.fromkeys(Sector.values, 0)}
    for sector in Participant.objects.filter(session=session).values_list("sector", flat=True):
        counted[sector or NO_SECTOR] += 1
    return [{"sector": name, "participants": people} for name, people in shown(counted).items()]


def _over(session: Session) -> list[Phase]:
    """Votes that are over or were revealed; until then nobody is swayed by the others."""
    over = Q(ended_at__isnull=False) | Q(revealed_at__isnull=False)
    return list(Phase.objects.filter(over, session=session, kind__in=VOTING))


def _opinions(session: Session) -> list[int]:
    return [phase.pk for phase in _over(session) if phase.kind == Phase.Kind.OPINIONS]


def _statements(session: Session) -> list[Shown]:
    """Each statement with the last word of each person on it, over all phases of opinions."""
    phases = _opinions(session)
    said: dict[int, dict[int, int]] = defaultdict(dict)
    votes = Vote.objects.filter(phase__in=phases).order_by("at", "pk")
    for note, participant, value in votes.values_list("note_id", "participant_id", "value"):
        said[note][participant] = value
    notes = Note.objects.filter(session=session, pk__in=said).select_related("phase").order_by("pk")
    return [
        {
            "id": note.label or note.ref,
            "text": note.text,
            "agree": list(said[note.pk].values()).count(1),
            "disagree": list(said[note.pk].values()).count(-1),
            "pass": list(said[note.pk].values()).count(0),
        }
        for note in notes
        if note.is_shown
    ]


def votes_of(session: Session) -> Votes:
    """The opinions of a session as a matrix: people and statements by their names, the last word of each."""
    notes = list(Note.objects.filter(session=session, votes__phase__kind=Phase.Kind.OPINIONS).distinct().order_by("pk"))
    people = list(Participant.objects.filter(session=session).order_by("pk").values_list("ref", flat=True))
    cast = Vote.objects.filter(phase__session=session, phase__kind=Phase.Kind.OPINIONS).order_by("at", "pk")
    names = {note.pk: note.label or note.ref for note in notes}
    rows = cast.values_list("participant__ref", "note_id", "value")
    return gather(
        ((person, names[note], value) for person, note, value in rows.iterator(chunk_size=5000)),
        people=people,
        statements=list(names.values()),
        rejected=[names[note.pk] for note in notes if note.hidden_at],
        meta=[names[note.pk] for note in notes if note.is_meta],
    )


def sector_of_each(session: Session) -> dict[str, str]:
    return dict(Participant.objects.filter(session=session).values_list("ref", "sector"))


def name_of_each(session: Session) -> dict[str, str]:
    """What those who lead know people by."""
    people = Participant.objects.filter(session=session).values_list("ref", "name")
    return {ref: name or ref for ref, name in people}


def _counted(phase: Phase) -> Shown:
    votes = list(Vote.objects.filter(phase=phase).select_related("note__phase", "other__phase"))
    shown = [vote for vote in votes if vote.note.is_shown and (vote.other is None or vote.other.is_shown)]
    return {
        "phase": phase.ref,
        "kind": phase.kind,
        "voters": len({vote.participant_id for vote in votes}),
        "notes": sorted(_by_note(phase.kind, shown), key=lambda line: (-line["score"], line["note"])),
    }


def _by_note(kind: str, votes: list[Vote]) -> list[Shown]:
    of: dict[str, list[Vote]] = defaultdict(list)
    lost: dict[str, int] = defaultdict(int)
    texts: dict[str, str] = {}
    for vote in votes:
        of[vote.note.ref].append(vote)
        texts[vote.note.ref] = vote.note.text
        if vote.other:
            lost[vote.other.ref] += 1
            of.setdefault(vote.other.ref, [])
            texts[vote.other.ref] = vote.other.text
    return [{"note": ref, "text": texts[ref], **_score(kind, each, lost[ref])} for ref, each in of.items()]


def _score(kind: str, votes: list[Vote], lost: int) -> Shown:
    """The higher the better, in each kind's own measure."""
    match kind:
        case Phase.Kind.DOTS:
            return {"score": sum(vote.value for vote in votes)}
        case Phase.Kind.PAIRS:  # as in All Our Ideas: an idea that never met another stands at 50
            return {
                "score": round(100 * (len(votes) + 1) / (len(votes) + lost + 2), 1),
                "wins": len(votes),
                "losses": lost,
            }
        case Phase.Kind.RANK:
            return {"score": -round(sum(vote.value for vote in votes) / len(votes), 2)}
        case _:
            impact, effort = [vote.value for vote in votes], [vote.effort or 0 for vote in votes]
            return {
                "score": median(impact) - median(effort),
                "impact": median(impact),
                "effort": median(effort),
                "impact_spread": max(impact) - min(impact),
                "effort_spread": max(effort) - min(effort),
            }
