"""Brainstorms in each of their states, made when the story comes to them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.urls import reverse

from smarthub.brainstorms.actions.paper import count_ballot
from smarthub.brainstorms.actions.templates import copy, remove
from smarthub.brainstorms.models import Participant, Session, Template, Thinking
from smarthub.brainstorms.rules.paper import ON_PAPER
from smarthub.brainstorms.testing import begin, leader, make_camps, make_participant, make_session, tell
from smarthub.brainstorms.views.lead.company import invitation_to
from smarthub.kit import clock
from tests.stories.ways import Go
from tests.stories.world import NOON, World

Make = Callable[[World], Session]
TEXTS = (
    "ต้นไม้ริมถนนประจักษ์ศิลปาคม",
    "รถเมล์ไฟฟ้ารอบเมือง",
    "ทางเท้าที่รถเข็นไปได้จริง",
    "Free Wi-Fi at the lake",
    "ห้องสมุดเปิดกลางคืน",
)


def ahead(world: World) -> Session:
    return make_session(world.hub, person=world.host, template="smart-city")


def writing(world: World) -> Session:
    """Eight people write in lanes; nothing is shown."""
    session = make_session(world.hub, person=world.host, template="swot")
    begin(session)
    lanes = session.phases.get(kind="write").lanes
    for n, text in enumerate(TEXTS):
        tell(session, make_participant(session, name="สมชาย"), "note", text=text, lane=lanes[n % 3], now=NOON)
    return session


def sorting(world: World) -> Session:
    session = writing(world)
    tell(session, leader(session), "reveal", now=NOON)
    begin(session, "group")
    refs = list(session.notes.order_by("pk").values_list("ref", flat=True))
    tell(session, leader(session), "group", text="เดินทางสะดวก", notes=tuple(refs[1:3]), now=NOON)
    tell(session, leader(session), "group", text="", now=NOON)
    tell(session, leader(session), "hide", note=refs[4], now=NOON)
    tell(session, leader(session), "pause", now=NOON)
    return session


def voting(kind: str) -> Make:
    def make(world: World) -> Session:
        session = sorting(world)
        ref = tell(session, leader(session), "phase", kind=kind, now=NOON).payload["phase"]
        tell(session, leader(session), "next", phase=ref, now=NOON)
        if kind == "dots":
            for note in session.notes.filter(hidden_at=None):
                tell(session, make_participant(session), "vote", note=note.ref, value=2, now=NOON)
        if kind in ON_PAPER:
            first, *_rest = session.notes.filter(hidden_at=None).values_list("ref", flat=True)
            typed = [typed_for(session, {first: (1, 1)}) for _n in range(2)]
            tell(session, leader(session), "take-ballot-back", other=typed[0].ref, now=NOON)
        return session

    return make


def typed_for(session: Session, said: dict[str, tuple[int, int | None]]) -> Participant:
    """A ballot on paper in the vote that runs."""
    phase = session.phases.get(began_at__isnull=False, ended_at=None)
    return count_ballot(session, phase, said, mark=uuid4(), by=leader(session), now=NOON)


def thinking(world: World) -> Session:
    """The language model is in the middle of reading."""
    session = sorting(world)
    Thinking.objects.create(session=session, command=uuid4(), read=3, notes=5, by=world.host, at=NOON)
    return session


def without_a_step(world: World) -> Session:
    session = ahead(world)
    for phase in session.phases.all()[2:4]:
        tell(session, leader(session), "remove-phase", phase=phase.ref, now=NOON)
    return session


def revealed(world: World) -> Session:
    """A vote that everybody sees; a note was hidden after people had voted on it."""
    session = voting("dots")(world)
    tell(session, leader(session), "hide", note=session.notes.filter(hidden_at=None).last().ref, now=NOON)
    tell(session, leader(session), "reveal", now=NOON)
    return session


def deciding(world: World) -> Session:
    session = revealed(world)
    ref = tell(session, leader(session), "phase", kind="decide", now=NOON).payload["phase"]
    tell(session, leader(session), "next", phase=ref, now=NOON)
    tell(session, leader(session), "decide", text="ปลูกต้นไม้ร้อยต้นก่อนหน้าฝน", now=NOON)
    tell(session, leader(session), "act", text="ขอกล้าไม้", owner="มาลี", now=NOON)
    return session


def agreeing(world: World) -> Session:
    """Two groups of opinion were found, and sectors agree on one thing."""
    session = ahead(world)
    make_camps(session, now=NOON)
    return session


def closed(world: World) -> Session:
    session = deciding(world)
    tell(session, leader(session), "close", now=NOON)
    return session


def to(name: str, make: Make) -> Go:
    """To this page of a session in this state."""

    def go(page: Any, world: World) -> None:
        page.goto(reverse(f"brainstorms:{name}", kwargs={"code": make(world).code}))

    return go


def to_a_step(page: Any, world: World) -> None:
    session = ahead(world)
    page.goto(reverse("brainstorms:phase", kwargs={"code": session.code, "ref": session.phases.last().ref}))


def to_the_invitation(page: Any, world: World) -> None:
    page.goto("/" + invitation_to(world.room).split("/", 3)[3])


def template(world: World) -> Template:
    found = Template.objects.filter(hub=world.hub, removed_at=None).first()
    if found:
        return found
    gone = copy(world.hub, "meeting", title="ประชุมวันจันทร์", by=world.host, now=clock.now())
    remove(gone, by=world.host, now=clock.now())
    return copy(world.hub, "brainwriting", title="เขียนส่งต่อของเรา", by=world.host, now=clock.now())


def to_templates(query: str = "") -> Go:
    def go(page: Any, world: World) -> None:
        template(world)
        page.goto(reverse("brainstorms:templates", kwargs={"hub": world.slug}) + query)

    return go


def to_the_template(page: Any, world: World) -> None:
    page.goto(reverse("brainstorms:template", kwargs={"hub": world.slug, "ref": template(world).ref}))


def to_its_step(page: Any, world: World) -> None:
    one = template(world)
    step = one.steps.first()
    assert step
    page.goto(reverse("brainstorms:step", kwargs={"hub": world.slug, "ref": one.ref, "step": step.ref}))
