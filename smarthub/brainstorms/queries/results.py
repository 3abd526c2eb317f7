"""What came out of a room: opinions counted, dots, ranks and places, once the vote is over or was revealed.

Figures are of the whole room. What is split by sector is told only where at least five people stand behind it.
"""

from collections import Counter, defaultdict
from statistics import median
from typing import Any

from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from smarthub.brainstorms.models import Note, Participant, Phase, Session, Vote, Weighing
from smarthub.brainstorms.queries.opinions import OVER, name_of_each, names_of, phases_of_opinions
from smarthub.brainstorms.rules.opinions.cells import hidden, shown
from smarthub.brainstorms.rules.vote import VOTING
from smarthub.partners.models import Sector

Shown = dict[str, Any]
NO_SECTOR = "none"
NOTHING_FOUND: Shown = {
    "groups": None,
    "why": None,
    "map": None,
    "representative": None,
    "majority": None,
    "consensus": None,
    "across_sectors": None,
}


def results(session: Session, *, leads: bool = False) -> Shown:
    """`members` is for those who lead alone."""
    over, running = phases_of_opinions(session)
    weighing = Weighing.objects.filter(session=session).first() if over else None
    participants = Participant.objects.filter(session=session).count()
    answer = {
        "code": session.code,
        "participants": participants,
        "statements": _statements(session, over),
        **(_found(weighing, participants) if weighing else NOTHING_FOUND | {"why": _why_nothing(over, running)}),
        "sectors": sectors(session),
        "votes": [_counted(phase) for phase in _over(session) if phase.kind != Phase.Kind.OPINIONS],
    }
    if leads:
        names = name_of_each(session) if weighing and weighing.members else {}
        answer["members"] = {names.get(ref, ref): group for ref, group in weighing.members.items()} if weighing else {}
    return answer


def _why_nothing(over: list[int], running: list[int]) -> str:
    """Why nothing is told: that somebody has voted is no secret, and who looks shall not think that votes were lost."""
    if Vote.objects.filter(phase__in=over).exists():
        return _("The votes are being counted. This takes a moment.")
    if Vote.objects.filter(phase__in=running).exists():
        return _("The vote is still on: what came out is told when it is over or revealed.")
    return _("Nobody has voted on anything yet.")


def _found(weighing: Weighing, participants: int) -> Shown:
    why = weighing.found["why"]
    found: Shown = NOTHING_FOUND | weighing.found | {"why": why and why["en" if get_language() == "en" else "th"]}
    if found["consensus"]:
        found["consensus"] = [
            each | {"why": _too_few() if each["value"] is None else None} for each in found["consensus"]
        ]
    if found["groups"]:
        found["groups"] = _sizes(found["groups"], participants)
    return found


def _too_few() -> str:
    return _("Not shown: the figure would reveal what fewer than five people said.")


def _sizes(groups: list[Shown], participants: int) -> list[Shown]:
    """Those in no group are a cell, too: it is the total less the others."""
    outside = participants - sum(group["members"] for group in groups)
    cells = [group["members"] for group in groups] + ([outside] if outside > 0 else [])
    return [
        group | {"members": None if covered else group["members"]}
        for group, covered in zip(groups, hidden(cells), strict=False)
    ]


def sectors(session: Session) -> list[Shown]:
    """How many speak for each sector; None where they are too few to be told, or nobody does."""
    counted: dict[str, int] = {NO_SECTOR: 0, **dict.fromkeys(Sector.values, 0)}
    for sector in Participant.objects.filter(session=session).values_list("sector", flat=True):
        counted[sector or NO_SECTOR] += 1
    told = shown({name: people for name, people in counted.items() if people})
    return [{"sector": name, "participants": told.get(name)} for name in counted]


def _over(session: Session) -> list[Phase]:
    """Votes that are over or were revealed; until then nobody is swayed by the others."""
    return list(Phase.objects.filter(OVER, session=session, kind__in=VOTING))


def _statements(session: Session, phases: list[int]) -> list[Shown]:
    """Each statement with the last word of each person on it, over all phases of opinions."""
    if not phases:
        return []
    said, names = _counted_opinions(phases), names_of(session)
    notes = Note.objects.filter(pk__in=Vote.objects.filter(phase__in=phases).values("note")).select_related("phase")
    return [
        {
            "id": names[note.pk],
            "text": note.text,
            "agree": said[note.pk][1],
            "disagree": said[note.pk][-1],
            "pass": said[note.pk][0],
        }
        for note in notes.order_by("pk")
        if note.is_shown and note.pk in names
    ]


def _counted_opinions(phases: list[int]) -> dict[int, Counter[int]]:
    """How many said what, by the note's key. In one phase each has one word on a note; of several the last is taken."""
    found: dict[int, Counter[int]] = defaultdict(Counter)
    votes = Vote.objects.filter(phase__in=phases)
    if len(phases) == 1:
        for note, value, people in votes.order_by().values_list("note_id", "value").annotate(people=Count("pk")):
            found[note][value] = people
        return found
    last: dict[tuple[int, int], int] = {}
    rows = votes.order_by("at", "pk").values_list("note_id", "participant_id", "value")
    for note, participant, value in rows.iterator(chunk_size=10_000):
        last[note, participant] = value
    for (note, _participant), value in last.items():
        found[note][value] += 1
    return found


def _counted(phase: Phase) -> Shown:
    """What was said to a note that was hidden since counts nowhere; `hidden`: how many of those there are."""
    votes = list(Vote.objects.filter(phase=phase).select_related("note__phase", "other__phase"))
    shown = [vote for vote in votes if vote.note.is_shown and (vote.other is None or vote.other.is_shown)]
    met = {note.pk: note for vote in votes for note in (vote.note, vote.other) if note}
    return {
        "phase": phase.ref,
        "kind": phase.kind,
        "voters": len({vote.participant_id for vote in shown if vote.value or phase.kind != Phase.Kind.DOTS}),
        "hidden": sum(not note.is_shown for note in met.values()),
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
