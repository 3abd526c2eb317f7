"""Proposals that take long to think, where a language model reads the notes: asked for by a command that is answered at
once, thought by the worker, told to the room like any other.
"""

import logging
import time
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from smarthub.brainstorms.actions.once import once
from smarthub.brainstorms.actions.propose import PROPOSE, free_notes, written
from smarthub.brainstorms.actions.room import Told
from smarthub.brainstorms.models import Event, Session, Thinking
from smarthub.brainstorms.rules.command import Command, Sender
from smarthub.brainstorms.rules.lead import why_not_lead
from smarthub.brainstorms.rules.notes import meaning
from smarthub.brainstorms.rules.notes.grouping import propose
from smarthub.brainstorms.rules.notes.proposal import why_not_propose
from smarthub.brainstorms.rules.undo import NOTHING
from smarthub.kit.refusals import Refused

log = logging.getLogger(__name__)
THINKING = "thinking"
PATIENCE = 1.5  # seconds of reading at a time, so that the worker comes back to the votes and letters of others


def ask_for_groups(
    session: Session, *, k: int | None = None, mark: UUID | None = None, by: Sender, now: datetime
) -> Event:
    """Answers at once that it is being thought about. A later wish, with another number, takes the earlier one's place."""

    def write(room: Session, command: Command, by: Sender, now: datetime) -> Told:
        if refusal := why_not_lead(room, by):
            raise Refused(refusal)
        notes = len(free_notes(room))
        if refusal := why_not_propose(notes, command.value):
            raise Refused(refusal)
        wish = {"command": command.id, "k": command.value, "read": 0, "notes": notes, "by": by.person, "at": now}
        Thinking.objects.update_or_create(session=room, defaults=wish)
        return Told(THINKING)

    return once(session, Command(id=mark or uuid4(), type=PROPOSE, value=k), write, by=by, now=now)


def think(*, now: datetime, patience: float = PATIENCE) -> int:
    """Goes on with every proposal that was asked for, for a moment each; how many were finished."""
    finished = 0
    for asked in Thinking.objects.select_related("session", "by").order_by("at"):
        try:
            finished += _go_on(asked, now=now, patience=patience)
        except Exception:  # what cannot be thought must not be thought again for ever, nor keep the others waiting
            log.exception("A proposal of groups could not be thought.")
            _forget(asked)
    return finished


def _go_on(asked: Thinking, *, now: datetime, patience: float) -> bool:
    """How far it has come is kept, so it may be broken off at any time; what this process has read it does not read again."""
    until = time.monotonic() + patience
    notes = free_notes(asked.session)
    read = asked.read if meaning.is_there() else len(notes)
    while read < len(notes):
        meaning.read_ahead(notes[read].text)
        read += 1
        if time.monotonic() >= until:
            break
    if read < len(notes):
        Thinking.objects.filter(pk=asked.pk, command=asked.command).update(read=read, notes=len(notes))
        return False
    proposal = propose([note.text for note in notes], asked.k, reader=meaning.best_reader())

    def write(room: Session, command: Command, by: Sender, now: datetime) -> Told:
        if refusal := why_not_lead(room, by):
            raise Refused(refusal)
        if not _forget(asked):
            raise Refused(NOTHING)  # another wish has taken its place
        return written(room, notes, proposal, now)

    command = Command(id=uuid5(asked.command, "proposed"), type=PROPOSE, value=asked.k)
    try:
        once(asked.session, command, write, by=Sender(person=asked.by, leads=True), now=now)
    except Refused:  # the session was closed meanwhile: nobody waits for it
        _forget(asked)
        return False
    return True


def _forget(asked: Thinking) -> bool:
    gone, _each = Thinking.objects.filter(pk=asked.pk, command=asked.command).delete()
    return bool(gone)
