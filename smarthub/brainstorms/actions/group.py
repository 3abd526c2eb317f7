"""Grouping: notes moved, groups made, named, merged and taken apart; each of it can be undone, and the undoing, too."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from smarthub.brainstorms.actions.room import Told, group_named, note_named, running
from smarthub.brainstorms.models import Event, Group, Note, Session
from smarthub.brainstorms.queries.groups import taken_back
from smarthub.brainstorms.rules.command import Command, Sender
from smarthub.brainstorms.rules.lead import why_not_group
from smarthub.brainstorms.rules.undo import NOTHING, NOTHING_AGAIN, REDONE, UNDONE
from smarthub.brainstorms.rules.vote import why_not_on
from smarthub.kit.refusals import Refused

Places = dict[str, str | None]  # the group of each note, by their references
LONGEST_TITLE = 200


def _may(room: Session, by: Sender) -> None:
    """Everybody in the room groups; nobody should have to do it alone while the others stare. A lock ends that."""
    if refusal := why_not_group(room, running(room), by):
        raise Refused(refusal)


def _shown(note: Note) -> Note:
    if refusal := why_not_on(note):
        raise Refused(refusal)
    return note


def _named(room: Session, refs: Iterable[str]) -> list[Note]:
    return [_shown(note_named(room, ref)) for ref in dict.fromkeys(refs)]


def _where(notes: Iterable[Note]) -> Places:
    return {note.ref: note.group.ref if note.group else None for note in notes}


def _put(notes: Iterable[Note], group: Group | None) -> None:
    Note.objects.filter(pk__in=[note.pk for note in notes]).update(group=group)


def _handled(*groups: Group | None) -> dict[str, bool]:
    """These groups are the people's from now on, no longer the machine's; answers which were its own."""
    were = [group for group in groups if group and group.is_proposed]
    Group.objects.filter(pk__in=[group.pk for group in were]).update(is_proposed=False)
    return {group.ref: True for group in were}


def move(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """A note, or several at once, into a group; out of any when none is named."""
    _may(room, by)
    notes = _named(room, command.notes or [command.note])
    group = group_named(room, command.group) if command.group else None
    before = _where(notes)
    _put(notes, group)
    what = {"notes": [note.ref for note in notes]} if command.notes else {"note": notes[0].ref}
    kept = {"notes": before, "proposed": _handled(group)}
    return Told("moved", {**what, "group": group.ref if group else None}, kept)


def group(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """A new group of these notes, perhaps of none yet; notes of another group are split from it."""
    _may(room, by)
    notes = _named(room, command.notes)
    made = Group.objects.create(session=room, title=command.text.strip()[:LONGEST_TITLE])
    before = _where(notes)
    _put(notes, made)
    payload = {"group": made.ref, "title": made.title, "notes": [note.ref for note in notes]}
    return Told("grouped", payload, {"notes": before, "alive": {made.ref: False}})


def rename(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    _may(room, by)
    named = group_named(room, command.group)
    before, named.title = named.title, command.text.strip()[:LONGEST_TITLE]
    named.save(update_fields=["title"])
    kept = {"titles": {named.ref: before}, "proposed": _handled(named)}
    return Told("renamed", {"group": named.ref, "title": named.title}, kept)


def merge(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """All notes of the group `other` into `group`; `other` is gone."""
    _may(room, by)
    into, gone = group_named(room, command.group), group_named(room, command.other)
    if into.pk == gone.pk:
        return Told("merged", {"group": into.ref, "removed": None, "notes": []})
    notes = list(Note.objects.filter(group=gone).order_by("pk"))
    before: Places = {note.ref: gone.ref for note in notes}
    _put(notes, into)
    _end(gone, now)
    payload = {"group": into.ref, "removed": gone.ref, "notes": [note.ref for note in notes if _is_told(note)]}
    return Told("merged", payload, {"notes": before, "alive": {gone.ref: True}, "proposed": _handled(into)})


def ungroup(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """Takes a group apart: its notes stand alone again."""
    _may(room, by)
    gone = group_named(room, command.group)
    notes = list(Note.objects.filter(group=gone).order_by("pk"))
    before: Places = {note.ref: gone.ref for note in notes}
    _put(notes, None)
    _end(gone, now)
    payload = {"group": gone.ref, "notes": [note.ref for note in notes if _is_told(note)]}
    return Told("ungrouped", payload, {"notes": before, "alive": {gone.ref: True}})


def _is_told(note: Note) -> bool:
    """A note that was hidden since moves with its group, but nobody is told of it."""
    return note.hidden_at is None


def _end(group: Group, now: datetime) -> None:
    group.removed_at = now
    group.save(update_fields=["removed_at"])


def undo(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """Takes back the grouping of one event: of this number, else the last one that was not taken back."""
    _may(room, by)
    standing, _undone = taken_back(room)
    number = command.number if command.number is not None else (standing[-1] if standing else None)
    if number not in standing:
        raise Refused(NOTHING)
    return _take_back(room, number, UNDONE, now)


def redo(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """Takes back the last undoing, as long as nobody has grouped anything since."""
    _may(room, by)
    _standing, undone = taken_back(room)
    if not undone:
        raise Refused(NOTHING_AGAIN)
    return _take_back(room, undone[-1], REDONE, now)


def _take_back(room: Session, number: int, kind: str, now: datetime) -> Told:
    event = Event.objects.get(session=room, number=number)
    kept = restore(room, event.kept, now)
    payload = {
        "number": number,
        "notes": kept.pop("now"),
        "titles": event.kept.get("titles", {}),
        "removed": [ref for ref, alive in kept["alive"].items() if alive],
        "restored": [ref for ref, alive in kept["alive"].items() if not alive],
    }
    return Told(kind, payload, kept)


def restore(room: Session, kept: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Puts notes, titles and groups as `kept` says; answers what was before, and under `now` where the notes are.

    `alive`: whether a group is to stand (`made` and `gone`: those that a proposal made and emptied). Notes that came into
    a group which goes stand alone.
    """
    groups = {each.ref: each for each in Group.objects.filter(session=room)}
    alive = {**dict.fromkeys(kept.get("made", ()), False), **dict.fromkeys(kept.get("gone", ()), True)}
    alive |= kept.get("alive", {})
    places: Places = dict(kept.get("notes", {}))
    going = [ref for ref, stands in alive.items() if not stands]
    for ref in Note.objects.filter(session=room, group__ref__in=going).values_list("ref", flat=True):
        places.setdefault(ref, None)
    notes = list(Note.objects.filter(session=room, ref__in=places).select_related("group"))
    before: dict[str, Any] = {
        "notes": _where(notes),
        "titles": {ref: groups[ref].title for ref in kept.get("titles", {})},
        "alive": {ref: groups[ref].removed_at is None for ref in alive},
        "proposed": {ref: groups[ref].is_proposed for ref in kept.get("proposed", {})},
    }
    for ref, stands in alive.items():
        groups[ref].removed_at = None if stands else now
    for ref, title in kept.get("titles", {}).items():
        groups[ref].title = title
    for ref, is_proposed in kept.get("proposed", {}).items():
        groups[ref].is_proposed = is_proposed
    Group.objects.bulk_update(groups.values(), ["removed_at", "title", "is_proposed"])
    for ref, to in places.items():
        if to and groups[to].removed_at:  # merged away since: better alone than in a group that nobody sees
            places[ref] = None
    for to in set(places.values()):
        here = [note for note in notes if places[note.ref] == to]
        _put(here, groups[to] if to else None)
    return {**before, "now": {note.ref: places[note.ref] for note in notes}}
