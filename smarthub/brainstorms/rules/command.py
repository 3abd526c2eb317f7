"""What people ask of a room. A command is a value: the mark that its sender drew for it, a type, and what that type needs."""

import hashlib
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models import Event, Participant
from smarthub.kit.refusals import Refusal
from smarthub.people.models import Person

UNKNOWN = Refusal("unknown-command", _("There is no such command."))
MARK_USED = Refusal(
    "id-used", _("Somebody else's command has this id."), would_pass=_("Draw a new UUID for each command.")
)
OTHER_WORDS = Refusal(
    "id-used", _("Something else was already sent under this id."), would_pass=_("Draw a new UUID for each command.")
)
NOT_HERE = Refusal("not-in-this-room", _("There is no such thing in this room."))
NO_TEXT = Refusal("no-text", _("Write something first."))
JOIN_FIRST = Refusal("join-first", _("Join the room first."), would_pass=_("Send the command join."))
LEADERS_ONLY = Refusal("leaders-only", _("Only those who lead this session may do that."))
CLOSED = Refusal("closed", _("This session is closed."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    id: UUID
    type: str
    composed_at: datetime | None = None
    phase: str = ""
    note: str = ""
    other: str = ""
    group: str = ""
    notes: tuple[str, ...] = ()
    text: str = ""
    lane: str = ""
    value: int | None = None
    effort: int | None = None
    name: str = ""
    sector: str = ""
    owner: str = ""
    due_on: date | None = None
    number: int | None = None
    seconds: int | None = None
    kind: str = ""
    visibility: str = ""
    quota: int | None = None
    dots: int | None = None
    may_stack: bool = True
    lanes: tuple[str, ...] = ()
    is_paper: bool = False

    @property
    def digest(self) -> str:
        """Of what it says: a command sent again says the same. What is left out counts for nothing, so that a field more,
        some day, changes no digest.
        """
        said = [(each.name, getattr(self, each.name), each.default) for each in fields(self) if each.name not in UNSAID]
        whole = repr([(name, value) for name, value, unsaid in said if value != unsaid])
        return hashlib.sha256(whole.encode()).hexdigest()


UNSAID = {"id", "composed_at"}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: somebody in the room, somebody who leads it, or both."""

    participant: Participant | None = None
    person: Person | None = None
    leads: bool = False

    def sent(self, event: Event) -> bool:
        """Whether this event came of a command of theirs. Who has just joined was nobody before."""
        if event.type == "joined":
            return self.participant is None or self.participant.pk == event.participant_id
        if event.participant_id is not None:  # whoever signed in or out meanwhile still has the same key
            return self.participant is not None and self.participant.pk == event.participant_id
        return self.participant is None and event.person_id == (self.person.pk if self.person else None)
