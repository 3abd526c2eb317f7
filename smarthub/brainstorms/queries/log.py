"""The log as everybody may read it. One form for all: nothing in it depends on who asks.

Texts are not in the log. They are added here, from the notes as they are now, and only those that are shown: what is not
revealed, late or hidden has no text in any event, however old, and what a facilitator hides is gone from the past too.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from smarthub.brainstorms.models import Action, Decision, Event, Group, Note, Participant, Session

MOST = 500
NAMELESS = {"joined"}  # whose command's id is not told: it is what a phone asks its own key with
Shown = dict[str, Any]


def moved(rooms: Iterable[int]) -> dict[int, int]:
    """The number of the newest event of each of these rooms; one query for all."""
    return dict(Session.objects.filter(pk__in=list(rooms)).values_list("pk", "last_number"))


def events_after(session_pk: int, after: int, most: int = MOST) -> list[Shown]:
    """The next events after this number, at most so many."""
    events = list(
        Event.objects.filter(session_id=session_pk, number__gt=after)
        .order_by("number")
        .only("number", "command", "type", "payload", "at", "session_id")[:most]
    )
    return shown(session_pk, events)


def shown(session_pk: int, events: Sequence[Event]) -> list[Shown]:
    texts = _notes(session_pk, events)
    words = _outcomes(session_pk, events)
    names = _names(session_pk, events)
    return [_shown(event, texts, words, names) for event in events]


def _shown(event: Event, texts: dict[str, Note], words: dict[str, Shown], names: dict[str, str]) -> Shown:
    said: Shown = {**event.payload, "number": event.number, "type": event.type, "at": event.at.isoformat()}
    if "number" in event.payload:
        said["of"] = event.payload["number"]  # the event that was taken back, not its own
    if event.type not in NAMELESS:
        said["id"] = str(event.command)
    if event.type in {"noted", "edited", "shown", "admitted"}:
        said |= note_shown(texts.get(said["note"]))
    elif event.type == "revealed":
        said["notes"] = [
            {"note": ref, **note_shown(texts[ref])} for ref in said["notes"] if ref in texts and texts[ref].is_shown
        ]
    elif event.type in {"decided", "acted", "amended", "reviewed"}:
        said |= words.get(said.get("action") or said.get("decision", ""), {})
    elif event.type == "proposed":
        said["groups"] = [{**each, "title": words[each["group"]]["title"]} for each in said["groups"]]
    elif event.type == "joined":
        said["name"] = names.get(said["participant"], "")
    return said


def note_shown(note: Note | None) -> Shown:
    """The text and lane of a note that everybody may read, else nothing."""
    if note is None or not note.is_shown:
        return {}
    return {"text": note.text, "lane": note.lane, "is_paper": note.is_paper}


def _notes(session_pk: int, events: Sequence[Event]) -> dict[str, Note]:
    refs = {event.payload["note"] for event in events if event.type in {"noted", "edited", "shown", "admitted"}}
    for event in events:
        if event.type == "revealed":
            refs.update(event.payload["notes"])
    if not refs:
        return {}
    found = Note.objects.filter(session_id=session_pk, ref__in=refs).select_related("phase")
    return {note.ref: note for note in found}


def _outcomes(session_pk: int, events: Sequence[Event]) -> dict[str, Shown]:
    words: dict[str, Shown] = {}
    if refs := {
        event.payload["decision"]
        for event in events
        if event.type in {"decided", "amended"} and "decision" in event.payload
    }:
        for decision in Decision.objects.filter(session_id=session_pk, ref__in=refs):
            words[decision.ref] = {"text": decision.text}
    if refs := {event.payload["action"] for event in events if "action" in event.payload}:
        for action in Action.objects.filter(ref__in=refs):
            words[action.ref] = action_shown(action)
    if refs := {each["group"] for event in events if event.type == "proposed" for each in event.payload["groups"]}:
        for group in Group.objects.filter(session_id=session_pk, ref__in=refs):
            words[group.ref] = {
                "title": group.title
            }  # as it is called now: words of a note that was hidden may be gone
    return words


def action_shown(action: Action) -> Shown:
    return {
        "text": action.text,
        "owner": action.owner,
        "due_on": action.due_on.isoformat() if action.due_on else None,
        "state": "done" if action.done_at else "dropped" if action.dropped_at else "open",
    }


def _names(session_pk: int, events: Sequence[Event]) -> dict[str, str]:
    refs = {event.payload["participant"] for event in events if event.type == "joined"}
    if not refs:
        return {}
    return dict(Participant.objects.filter(session_id=session_pk, ref__in=refs).values_list("ref", "name"))
