"""Three fictional sessions, marked as such: a workshop that is over, a room that writes, a meeting that goes on from the
workshop. They are made by the same verbs as true ones; only the many votes are written at once.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.db import transaction

from smarthub.bookings.models import Booking
from smarthub.brainstorms.actions.obey import obey
from smarthub.brainstorms.actions.open import open_session
from smarthub.brainstorms.actions.weigh import weigh_opinions
from smarthub.brainstorms.demo import texts
from smarthub.brainstorms.models import Event, Facilitator, Note, Participant, Phase, Session, Vote
from smarthub.brainstorms.rules.command import Command, Sender
from smarthub.partners.models import Sector
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Host, Hub, Space

SECTORS = (
    (Sector.CITIZEN, 18),
    (Sector.PRIVATE, 14),
    (Sector.UNIVERSITY, 14),
    (Sector.GOVERNMENT, 11),
    (Sector.STARTUP, 9),
)
MINUTE = timedelta(minutes=1)
PEOPLE = sum(people for _sector, people in SECTORS)


def make(scale: int, now: datetime) -> str:
    """The same three sessions at every scale; made again they are there already."""
    hub = places.hubs().first()
    if hub is None:
        return "there is no hub yet"
    if Session.objects.filter(hub=hub, question=texts.WORKSHOP).exists():
        return "the fictional sessions are there already"
    with transaction.atomic():
        leader = _leader(hub, now)
        chance = random.Random(f"{hub.slug} think")  # noqa: S311
        workshop = _workshop(hub, leader, now, chance)
        _running(hub, leader, now, chance)
        _meeting(hub, leader, workshop, now)
    weigh_opinions(workshop, now=now)
    return f"3 fictional sessions, one with {PEOPLE} people, {len(texts.STATEMENTS)} statements and their votes"


def _leader(hub: Hub, now: datetime) -> Person:
    """A fictional one; the hosts of the hub lead every session of it anyway."""
    return Person.objects.create(name=f"พี่ดา {texts.MARK}", password=make_password(None))


@dataclass
class _Room:
    """A session and the moment that its clock shows."""

    session: Session
    leads: Sender
    now: datetime

    def tell(self, verb: str, by: Sender | None = None, **more: Any) -> dict[str, Any]:
        self.now += timedelta(seconds=2)
        event = obey(self.session, Command(id=uuid4(), type=verb, **more), by=by or self.leads, now=self.now)
        return dict(event.payload)

    def join(self, name: str, sector: str) -> Sender:
        ref = self.tell("join", Sender(), name=name, sector=sector)["participant"]
        return Sender(participant=Participant.objects.get(ref=ref))

    def begin(self, kind: str) -> str:
        phase = Phase.objects.filter(session=self.session, kind=kind, began_at=None).first()
        if phase is None:
            return str(self.tell("phase", kind=kind, dots=5)["phase"])
        return str(self.tell("next", phase=phase.ref)["phase"])

    def pour(self, phase: str, votes: list[Vote]) -> None:
        """Many votes at once, with their events, so that the log tells of each."""
        session = Session.objects.select_for_update().get(pk=self.session.pk)
        Vote.objects.bulk_create(votes, batch_size=1000)
        Event.objects.bulk_create(
            [
                Event(
                    session=session,
                    number=session.last_number + n,
                    command=uuid4(),
                    type="voted",
                    payload={"phase": phase},
                    participant_id=vote.participant_id,
                    at=vote.at,
                )
                for n, vote in enumerate(votes, start=1)
            ],
            batch_size=1000,
        )
        session.last_number += len(votes)
        session.save(update_fields=["last_number"])


def _open(hub: Hub, leader: Person, question: str, template: str, at: datetime, booking: Booking | None) -> _Room:
    session = open_session(hub, question=question, template=template, booking=booking, by=leader, now=at)
    for host in Host.objects.filter(hub=hub, until=None).exclude(person=leader)[:3]:
        Facilitator.objects.create(session=session, person=host.person, since=at)
    return _Room(session, Sender(person=leader, leads=True), at)


def _booking(hub: Hub, before: datetime) -> Booking | None:
    """A fictional booking of a room or the hall, of those that came."""
    rooms = Booking.objects.filter(hub=hub, spaces__kind__in=[Space.Kind.HALL, Space.Kind.ROOM, Space.Kind.WORKSHOP])
    return (
        rooms.filter(starts_at__lt=before, cancelled_at=None, no_show_at=None, person__name__endswith=texts.MARK)
        .order_by("-starts_at")
        .first()
    )


def _workshop(hub: Hub, leader: Person, now: datetime, chance: random.Random) -> Session:
    booking = _booking(hub, now - timedelta(days=10))
    room = _open(
        hub, leader, texts.WORKSHOP, "smart-city", booking.starts_at if booking else now - timedelta(days=10), booking
    )
    sectors = [sector for sector, people in SECTORS for _n in range(people)]
    chance.shuffle(sectors)
    people = [room.join(texts.NAMES[n] if n < len(texts.NAMES) else "", each) for n, each in enumerate(sectors)]
    refs = _write(room, people, chance)
    groups = {}
    room.begin(Phase.Kind.GROUP)
    for title in dict.fromkeys(title for _lane, title, _text in texts.NOTES if title):
        mine = tuple(ref for ref, (_lane, group, _text) in zip(refs, texts.NOTES, strict=True) if group == title)
        groups[title] = room.tell("group", notes=mine, text=title)["group"]
    _opinions(room, people, chance)
    _dots(room, people, refs, chance)
    room.now += 20 * MINUTE
    room.begin(Phase.Kind.DECIDE)
    decisions = [room.tell("decide", text=text, group=groups[title])["decision"] for text, title in texts.DECISIONS]
    for text, owner, days, decision, state in texts.ACTIONS:
        due_on = (room.now + timedelta(days=days)).date()
        action = room.tell("act", text=text, owner=owner, due_on=due_on, other=decisions[decision])["action"]
        if state == "done":
            room.tell("review", other=action, kind="done")
    room.tell("close")
    return room.session


def _write(room: _Room, people: list[Sender], chance: random.Random) -> list[str]:
    lanes = Phase.objects.get(ref=room.begin(Phase.Kind.WRITE)).lanes
    named = dict(zip(texts.DOMAINS, lanes, strict=True)) if len(lanes) == len(texts.DOMAINS) else {}
    refs = []
    for n, (domain, _group, text) in enumerate(texts.NOTES):
        by = room.leads if n in texts.PAPER else chance.choice(people)
        refs.append(room.tell("note", by, text=text, lane=named.get(domain, ""), is_paper=n in texts.PAPER)["note"])
    room.now += 15 * MINUTE
    room.tell("reveal")
    return refs


def _opinions(room: _Room, people: list[Sender], chance: random.Random) -> None:
    """Two kinds of people who see eight statements differently and agree on the others; a few who are of neither."""
    phase = Phase.objects.get(ref=room.begin(Phase.Kind.OPINIONS))
    notes = [
        Note.objects.get(ref=room.tell("note", text=text, phase=phase.ref)["note"])
        for text, _agreeing in texts.STATEMENTS
    ]
    votes = []
    for n, who in enumerate(people):
        assert who.participant is not None
        kind = 0 if n % 11 < 5 else 1 if n % 11 < 10 else 2
        for note, (_text, agreeing) in zip(notes, texts.STATEMENTS, strict=True):
            roll, agree = chance.random(), agreeing[kind]
            if chance.random() < 0.08:
                continue  # not everybody says something to everything
            value = 1 if roll < agree else -1 if roll < agree + (1 - agree) * 0.8 else 0
            votes.append(Vote(phase=phase, participant=who.participant, note=note, value=value, at=room.now))
    room.pour(phase.ref, votes)
    room.now += 20 * MINUTE


def _dots(room: _Room, people: list[Sender], refs: list[str], chance: random.Random) -> None:
    phase = Phase.objects.get(ref=room.begin(Phase.Kind.DOTS))
    notes = list(Note.objects.filter(ref__in=refs).order_by("pk"))
    weights = [1 / (place + 3) for place in chance.sample(range(len(notes)), len(notes))]
    votes = []
    for who in people:
        given: dict[int, int] = {}
        for note in chance.choices(notes, weights, k=phase.dots):
            given[note.pk] = given.get(note.pk, 0) + 1
        votes += [
            Vote(phase=phase, participant=who.participant, note_id=note, value=dots, at=room.now)
            for note, dots in given.items()
        ]
    room.pour(phase.ref, votes)
    room.now += 10 * MINUTE


def _running(hub: Hub, leader: Person, now: datetime, chance: random.Random) -> None:
    room = _open(hub, leader, texts.RUNNING, "free", now - 6 * MINUTE, None)
    people = [room.join(name, chance.choice(Sector.values)) for name in texts.NAMES[:12]]
    room.now = now - 4 * MINUTE
    room.begin(Phase.Kind.WRITE)
    for text in texts.RUNNING_NOTES:
        room.tell("note", chance.choice(people), text=text)


def _meeting(hub: Hub, leader: Person, workshop: Session, now: datetime) -> None:
    room = _open(hub, leader, texts.MEETING, "meeting", now - timedelta(hours=2), None)
    room.tell("continue", other=workshop.code)
    for title, length in texts.AGENDA:
        room.tell("item", text=title, value=length)
    room.begin(Phase.Kind.TALK)
    room.tell("minutes", text=texts.MINUTES)
    decision = room.tell("decide", text=texts.MEETING_DECISION)["decision"]
    text, owner, days = texts.MEETING_ACTION
    room.tell("act", text=text, owner=owner, due_on=(now + timedelta(days=days)).date(), other=decision)
