"""Coming in, without an account."""

from datetime import datetime

from django.utils.crypto import salted_hmac

from smarthub.brainstorms.actions.room import Told
from smarthub.brainstorms.models import Participant, Session
from smarthub.brainstorms.queries import hash_of
from smarthub.brainstorms.rules.command import Command, Sender
from smarthub.brainstorms.rules.join import why_not_join
from smarthub.kit.codes import new_code
from smarthub.kit.refusals import Refused

PREFIX = "in_"


def key_of(ref: str) -> str:
    """The key of a participant. It can be made again, so that a join whose answer was lost gives the same key."""
    return PREFIX + salted_hmac("smarthub.brainstorms.participant", ref, algorithm="sha256").hexdigest()[:40]


def join(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    name = command.name.strip()
    if refusal := why_not_join(room, name=name, sector=command.sector):
        raise Refused(refusal)
    ref = new_code()
    participant = Participant.objects.create(
        session=room, ref=ref, name=name, sector=command.sector, hash=hash_of(key_of(ref)), joined_at=now
    )
    return Told("joined", {"participant": ref}, participant=participant)
