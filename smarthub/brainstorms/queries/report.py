"""A whole session as one record: every note with where it stood, what was said to it, and what came of it.

Only what everybody in the room could see goes in: notes that were revealed, votes as totals once they are over. Nobody's name
is in it but what the room itself wrote beside an action.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from smarthub.brainstorms.models import Action, Group, Note, Phase, Review, Session
from smarthub.brainstorms.queries.opinions import names_of
from smarthub.brainstorms.queries.outcome import decisions_of, held_from, minutes_of, points_of
from smarthub.brainstorms.queries.results import results

Shown = dict[str, Any]


def report(session: Session) -> Shown:
    found = results(session)
    notes = [note for note in _notes(session) if note.is_shown]
    decisions = _decisions(session)
    votes = _votes(found, notes, names_of(session))
    cited = defaultdict(list)
    for each in decisions:
        cited[each["note"] or each["group"]].append(each["decision"])
    phases = list(Phase.objects.filter(session=session, began_at__isnull=False).order_by("began_at", "pk"))
    return {
        "code": session.code,
        "hub": session.hub.slug,
        "question": session.question,
        "continues": session.continues.code if session.continues else None,
        "booking": session.booking.ref if session.booking else None,
        "held_from": held_from(session).isoformat(),
        "closed_at": _written(session.closed_at),
        "participants": found["participants"],
        "sectors": found["sectors"],
        "phases": [_phase(phase, notes) for phase in phases],
        "groups": _groups(session, notes),
        "notes": [
            {
                "note": note.ref,
                "phase": note.phase.ref,
                "lane": note.lane,
                "group": note.group.ref if note.group else None,
                "text": note.text,
                "is_paper": note.is_paper,
                "votes": votes[note.ref],
                "decisions": cited[note.ref] + (cited[note.group.ref] if note.group else []),
            }
            for note in notes
        ],
        "results": found,
        "agenda": _agenda(session),
        "minutes": _minutes(session),
        "decisions": decisions,
        "actions": [
            _action(each) for each in Action.objects.filter(session=session).select_related("decision").order_by("pk")
        ],
        "looked_at": [
            {"session": each.action.session.code, "verdict": each.verdict, **_action(each.action)}
            for each in Review.objects.filter(session=session)
            .exclude(action__session=session)
            .select_related("action__session", "action__decision")
            .order_by("action")
        ],
    }


def _notes(session: Session) -> list[Note]:
    return list(Note.objects.filter(session=session).select_related("phase", "group").order_by("pk"))


def _written(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _phase(phase: Phase, notes: list[Note]) -> Shown:
    return {
        "phase": phase.ref,
        "kind": phase.kind,
        "title": phase.title,
        "prompt": phase.prompt,
        "began_at": _written(phase.began_at),
        "ended_at": _written(phase.ended_at),
        "notes": sum(note.phase_id == phase.pk for note in notes),
    }


def _groups(session: Session, notes: list[Note]) -> list[Shown]:
    """The largest first; empty ones are left out."""
    of = defaultdict(list)
    for note in notes:
        of[note.group_id].append(note.ref)
    groups = [group for group in Group.objects.filter(session=session, removed_at=None).order_by("pk") if of[group.pk]]
    return [
        {"group": group.ref, "title": group.title, "notes": of[group.pk]}
        for group in sorted(groups, key=lambda group: -len(of[group.pk]))
    ]


def _votes(found: Shown, notes: list[Note], names: Mapping[int, str]) -> dict[str, list[Shown]]:
    """What was said to each note, over all votes, as totals of the room."""
    votes: dict[str, list[Shown]] = defaultdict(list)
    named = {names[note.pk]: note.ref for note in notes if note.pk in names}
    for each in found["statements"]:
        if ref := named.get(each["id"]):
            said = {name: each[name] for name in ("agree", "disagree", "pass")}
            votes[ref].append({"phase": None, "kind": Phase.Kind.OPINIONS.value, **said})
    for vote in found["votes"]:
        for line in vote["notes"]:
            figures = {name: value for name, value in line.items() if name not in {"note", "text"}}
            votes[line["note"]].append({"phase": vote["phase"], "kind": str(vote["kind"]), **figures})
    return votes


def _agenda(session: Session) -> list[Shown]:
    return [
        {"title": item.title, "minutes": item.length, "at": moment.isoformat()} for item, moment in points_of(session)
    ]


def _minutes(session: Session) -> Shown | None:
    minutes = minutes_of(session)
    return {"text": minutes.text, "version": minutes.number, "at": minutes.at.isoformat()} if minutes else None


def _decisions(session: Session) -> list[Shown]:
    actions = defaultdict(list)
    for ref, decision in Action.objects.filter(session=session).order_by("pk").values_list("ref", "decision"):
        actions[decision].append(ref)
    return [
        {
            "decision": each.ref,
            "text": each.text,
            "note": each.note.ref if each.note else None,
            "group": each.group.ref if each.group else None,
            "made_at": each.made_at.isoformat(),
            "actions": actions[each.pk],
        }
        for each in decisions_of(session)
    ]


def _action(action: Action) -> Shown:
    return {
        "action": action.ref,
        "text": action.text,
        "owner": action.owner,
        "due_on": _written(action.due_on),
        "state": "done" if action.done_at else "dropped" if action.dropped_at else "open",
        "done_at": _written(action.done_at),
        "why": action.why,
        "decision": action.decision.ref if action.decision else None,
    }
