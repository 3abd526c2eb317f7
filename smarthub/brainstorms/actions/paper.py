"""For people without a phone: their cards and their ballots, typed by those who lead."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from smarthub.brainstorms.actions.obey import obey
from smarthub.brainstorms.models import Event, Participant, Phase, Session
from smarthub.brainstorms.rules.command import Command, Sender
from smarthub.brainstorms.rules.paper import why_not_ballot, why_not_cards
from smarthub.kit.refusals import Refused

Said = Mapping[str, tuple[int, int | None]]  # by the note's reference: value and, where places are asked, effort


@transaction.atomic
def type_cards(
    session: Session, lines: Sequence[str], *, phase: str, lane: str = "", mark: UUID, by: Sender, now: datetime
) -> list[Event]:
    """One note a line, all or none. The same mark again changes nothing."""
    texts = [line.strip() for line in lines if line.strip()]
    if refusal := why_not_cards(by, len(texts)):
        raise Refused(refusal)
    typed_by = Sender(person=by.person, leads=by.leads)
    return [
        obey(
            session,
            Command(id=uuid5(mark, str(n)), type="note", phase=phase, lane=lane, text=text, is_paper=True),
            by=typed_by,
            now=now,
        )
        for n, text in enumerate(texts)
    ]


@transaction.atomic
def count_ballot(
    session: Session, phase: Phase, said: Said, *, sector: str = "", mark: UUID, by: Sender, now: datetime
) -> Participant:
    """One person's paper: they come in as somebody without a name, and say what stands on it; the rules of the vote hold.

    All or nothing; the same mark again changes nothing.
    """
    if refusal := why_not_ballot(by, phase, said):
        raise Refused(refusal)
    person = by.person
    joined = obey(
        session, Command(id=uuid5(mark, "join"), type="join", sector=sector), by=Sender(person=person), now=now
    )
    voter = Participant.everybody.get(session=session, ref=joined.payload["participant"])
    if voter.ballot_id is None:
        voter.ballot = phase
        voter.save(update_fields=["ballot"])
    as_them = Sender(participant=voter, person=person)
    if phase.kind == Phase.Kind.RANK:
        order = tuple(sorted(said, key=lambda ref: said[ref][0]))
        commands = [Command(id=uuid5(mark, "rank"), type="vote", phase=phase.ref, notes=order)]
    else:
        commands = [
            Command(id=uuid5(mark, ref), type="vote", phase=phase.ref, note=ref, value=value, effort=effort)
            for ref, (value, effort) in said.items()
        ]
    for command in commands:
        obey(session, command, by=as_them, now=now)
    return voter
