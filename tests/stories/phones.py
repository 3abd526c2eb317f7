"""A phone in a room, in each of the steps that it may be in."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from smarthub.brainstorms.actions.join import key_of
from smarthub.brainstorms.http import cookie_of
from smarthub.brainstorms.models import Session
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from tests.stories import sessions
from tests.stories.ways import Go
from tests.stories.world import NOON, World

KINDS = ("opinions", "dots", "pairs", "rank", "place", "talk")


def come_in(page: Any, session: Session) -> Sender:
    """This phone is somebody in the room, as if it had joined."""
    me = make_participant(session, name="มะลิ")
    assert me.participant
    key = key_of(me.participant.ref)
    page.context.add_cookies([{"name": cookie_of(session), "value": key, "url": settings.SMARTHUB_URL}])
    return me


def opened(page: Any, session: Session, query: str = "") -> None:
    page.goto(reverse("brainstorms:room", kwargs={"code": session.code}) + query)
    page.locator("#phone[data-ready]").wait_for()


def on_phone(make: sessions.Make) -> Go:
    def go(page: Any, world: World) -> None:
        session = make(world)
        come_in(page, session)
        opened(page, session)

    return go


def with_notes_of_mine(page: Any, world: World) -> None:
    session = sessions.writing(world)
    me = come_in(page, session)
    lanes = session.phases.get(kind="write").lanes
    for text in ("ความคิดของฉันเอง", "a word-that-is-very-long-and-does-not-break-anywhere-at-all-in-the-line"):
        tell(session, me, "note", text=text, lane=lanes[0], now=NOON)
    opened(page, session)
    page.locator(".note__change summary").first.click()


def passed_on(page: Any, world: World) -> None:
    session = make_session(world.hub, person=world.host, template="brainwriting")
    begin(session)
    me = come_in(page, session)
    for each in (me, make_participant(session), make_participant(session)):
        tell(session, each, "note", text="สามความคิดในห้านาที", now=NOON)
    begin(session)
    opened(page, session)


def full_round(page: Any, world: World) -> None:
    session = make_session(world.hub, person=world.host, template="crazy-8s")
    begin(session)
    tell(session, come_in(page, session), "note", text="สิ่งแรกที่นึกถึง", now=NOON)
    opened(page, session)


def half_answered(page: Any, world: World) -> None:
    session = sessions.voting("opinions")(world)
    me = come_in(page, session)
    note = session.notes.filter(hidden_at=None).first()
    assert note
    tell(session, me, "vote", note=note.ref, value=1, now=NOON)
    opened(page, session, f"?again={note.ref}")
    page.locator("[data-said] summary").click()


def all_answered(page: Any, world: World) -> None:
    session = sessions.voting("opinions")(world)
    me = come_in(page, session)
    for note in session.notes.filter(hidden_at=None):
        tell(session, me, "vote", note=note.ref, value=1, now=NOON)
    opened(page, session)


def moving(page: Any, world: World) -> None:
    session = sessions.sorting(world)
    come_in(page, session)
    opened(page, session)
    page.locator(".note__move").first.click()
    page.locator("dialog[open]").wait_for()


def at_the_end(page: Any, world: World) -> None:
    session = sessions.deciding(world)
    come_in(page, session)
    tell(session, leader(session), "close", now=NOON)
    opened(page, session)


def locked(page: Any, world: World) -> None:
    session = sessions.voting("dots")(world)
    tell(session, leader(session), "lock", now=NOON)
    come_in(page, session)
    opened(page, session)


def without_network(page: Any, world: World) -> None:
    """The words for it, and a draft that was overtaken."""
    session = sessions.writing(world)
    come_in(page, session)
    opened(page, session)
    page.evaluate("code => localStorage.setItem(`draft:${code}:before`, 'ยังเขียนไม่จบ')", session.code)
    page.locator("[data-write] [name=lane]").first.check()
    page.locator("#text").fill("ใบแรก")
    page.locator("[data-write] button").click()
    page.locator(".asks section").wait_for()
    page.evaluate("dispatchEvent(new Event('offline'))")
    page.locator(".line[data-state=lost]").wait_for()


STATES: dict[str, Go] = {
    "waits": on_phone(sessions.ahead),
    "writes": on_phone(sessions.writing),
    "has notes of its own": with_notes_of_mine,
    "gets what was passed on": passed_on,
    "has written all of a round": full_round,
    "sorts": on_phone(sessions.sorting),
    "moves a note": moving,
    **{f"is asked for {kind}": on_phone(sessions.voting(kind)) for kind in KINDS},
    "answers anew": half_answered,
    "has answered everything": all_answered,
    "finds it locked": locked,
    "sees what is decided": on_phone(sessions.deciding),
    "is at the end": at_the_end,
    "was without network": without_network,
}
