"""Makers for tests, here and on the floors above."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.obey import obey
from smarthub.brainstorms.actions.open import open_session
from smarthub.brainstorms.actions.weigh import weigh_opinions
from smarthub.brainstorms.models import Event, Note, Participant, Phase, Session, Vote
from smarthub.brainstorms.rules.command import Command, Sender
from smarthub.brainstorms.rules.templates import FREE
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_hub


def make_session(hub: Hub | None = None, *, template: str = FREE, person: Person | None = None) -> Session:
    return open_session(
        hub or make_hub(), question="Where to begin?", template=template, by=person or make_person(), now=NINE
    )


def leader(session: Session) -> Sender:
    return Sender(person=session.made_by, leads=True)


def tell(session: Session, by: Sender, verb: str, *, now: Any = NINE, **more: Any) -> Event:
    """Send one command with a mark of its own."""
    more.setdefault("id", uuid4())
    return obey(session, Command(type=verb, **more), by=by, now=now)


def make_participant(session: Session, **more: Any) -> Sender:
    event = tell(session, Sender(), "join", **more)
    return Sender(participant=Participant.objects.get(ref=event.payload["participant"]))


def begin(session: Session, kind: str = "") -> str:
    """Go on to the next phase, or to the first of this kind; its reference."""
    phase = session.phases.filter(kind=kind).first() if kind else None
    return str(tell(session, leader(session), "next", phase=phase.ref if phase else "").payload["phase"])


def make_meeting(hub: Hub, person: Person, *, now: datetime = NINE) -> Session:
    """A meeting with an agenda, minutes, a decision and things to do; it continues one that left something open."""
    before = open_session(hub, question="ครั้งก่อน", by=person, now=now - timedelta(days=7))
    tell(before, leader(before), "act", text="ขอกล้าไม้", owner="ช่างเอก", due_on=(now - timedelta(days=1)).date())
    tell(before, leader(before), "act", text="คุยกับร้านค้า")
    session = open_session(hub, question="ครั้งนี้", template="meeting", by=person, now=now)
    lead = leader(session)
    tell(session, lead, "continue", other=before.code)
    for text, length in (("ทบทวนงานค้าง", 10), ("ถนนคนเดิน", 30), ("เรื่องอื่น", 0)):
        tell(session, lead, "item", text=text, value=length)
    tell(session, lead, "minutes", text="เริ่มเก้าโมง\n- ครบองค์ประชุม", now=now)
    tell(
        session, lead, "minutes", text="เริ่มเก้าโมง\n- ครบองค์ประชุม\n- เลิกสิบโมง", number=1, now=now + timedelta(minutes=5)
    )
    decision = tell(session, lead, "decide", text="ทดลองสามเดือน").payload["decision"]
    tell(session, lead, "act", text="แจ้งโรงพยาบาล", owner="ดา", due_on=now.date() + timedelta(days=7), other=decision)
    action = tell(session, lead, "act", text="จองเต็นท์").payload["action"]
    tell(session, lead, "review", other=action, kind="dropped", text="ไม่ต้องใช้แล้ว")
    return session


def make_camps(
    session: Session,
    people: int = 80,
    statements: int = 12,
    sectors: Sequence[str] = ("government", "citizen"),
    *,
    outside: int = 0,
    now: datetime = NINE,
) -> Phase:
    """A vote on opinions that is over and weighed: two camps that see every statement but the first the other way round, and
    `outside` people who saw that one alone.
    """
    last = session.phases.order_by("position").last()
    phase = Phase.objects.create(
        session=session,
        position=last.position + 1 if last else 1,
        kind=Phase.Kind.OPINIONS,
        visibility=Phase.Visibility.OPEN,
        began_at=now,
        ended_at=now,
    )
    everybody = Participant.objects.bulk_create(
        Participant(
            session=session,
            hash=f"{session.pk} {n}",
            sector=sectors[n % len(sectors)] if sectors else "",
            joined_at=now,
        )
        for n in range(people + outside)
    )
    notes = Note.objects.bulk_create(
        Note(session=session, phase=phase, text=f"ข้อความที่ {n}", made_at=now) for n in range(statements)
    )
    Vote.objects.bulk_create(
        Vote(
            phase=phase,
            participant=person,
            note=note,
            value=1 if n == 0 or (n + p) % 2 == bool((n * 7 + p * 3) % 11) else -1,
            at=now,
        )
        for p, person in enumerate(everybody)
        for n, note in enumerate(notes if p < people else notes[:1])
    )
    session.refresh_from_db()
    session.last_number += 1
    session.save(update_fields=["last_number"])
    Event.objects.create(
        session=session,
        number=session.last_number,
        command=uuid4(),
        type="imported",
        payload={"phase": phase.ref},
        at=now,
    )
    weigh_opinions(session, now=now)
    return phase
