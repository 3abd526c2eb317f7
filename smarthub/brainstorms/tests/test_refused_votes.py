"""What the server refuses in a vote, it refuses with a sentence: to programs and on the page, in Thai and in English."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.join import key_of
from smarthub.brainstorms.http import cookie_of
from smarthub.brainstorms.models import Note, Phase, Vote
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell

THAI = re.compile(r"[\u0e00-\u0e7f]")
pytestmark = pytest.mark.at(NINE)


class Room:
    """A vote with three notes, and one phone in it."""

    def __init__(self, kind: str = "dots") -> None:
        self.session = make_session()
        begin(self.session)
        self.by = make_participant(self.session)
        self.notes = [tell(self.session, self.by, "note", text=f"{n}").payload["note"] for n in range(3)]
        tell(self.session, leader(self.session), "reveal")
        self.phase = tell(self.session, leader(self.session), "phase", kind=kind, dots=3).payload["phase"]
        tell(self.session, leader(self.session), "next", phase=self.phase)

    def program(self, language: str, verb: str, **more):
        return Client().post(
            f"/api/v1/brainstorms/{self.session.code}/commands",
            {"commands": [{"id": str(uuid4()), "type": verb} | more]},
            content_type="application/json",
            headers={"Authorization": f"Bearer {key_of(self.by.participant.ref)}", "Accept-Language": language},
        )

    def page(self, language: str, verb: str, **more) -> str:
        client = Client()
        client.cookies[cookie_of(self.session)] = key_of(self.by.participant.ref)
        path = f"{'/en' if language == 'en' else ''}/b/{self.session.code}/"
        sent = {name: value for name, value in more.items() if name != "notes"}
        return client.post(path, {"id": str(uuid4()), "type": verb, **sent}, follow=True).content.decode()


def over_the_budget(room):
    tell(room.session, room.by, "vote", note=room.notes[0], value=2)
    return {"verb": "vote", "note": room.notes[1], "value": 2}


def after_the_close(room):
    tell(room.session, leader(room.session), "close")
    return {"verb": "vote", "note": room.notes[0], "value": 1}


def after_the_phase(room):
    begin(room.session, "act")
    return {"verb": "vote", "note": room.notes[0], "value": 1, "phase": room.phase}


def while_it_is_locked(room):
    tell(room.session, leader(room.session), "lock")
    return {"verb": "vote", "note": room.notes[0], "value": 1}


def to_another_room(room):
    other = make_session(room.session.hub)
    begin(other)
    note = tell(other, make_participant(other), "note", text="elsewhere").payload["note"]
    return {"verb": "vote", "note": note, "value": 1}


def for_a_phase_of_another_room(room):
    other = make_session(room.session.hub)
    return {"verb": "vote", "note": room.notes[0], "value": 1, "phase": other.phases.first().ref}


def on_what_is_hidden(room):
    tell(room.session, leader(room.session), "hide", note=room.notes[0])
    return {"verb": "vote", "note": room.notes[0], "value": 1}


def as_a_forged_facilitator(room):
    return {"verb": "propose", "value": 3}


def with_too_much_on_the_scale(room):
    Phase.objects.filter(ref=room.phase).update(kind="place")
    return {"verb": "vote", "note": room.notes[0], "value": 6, "effort": 2}


CASES = {
    over_the_budget: "over-budget",
    after_the_close: "closed",
    after_the_phase: "vote-over",
    while_it_is_locked: "vote-over",
    to_another_room: "not-in-this-room",
    for_a_phase_of_another_room: "not-in-this-room",
    on_what_is_hidden: "not-shown",
    as_a_forged_facilitator: "leaders-only",
    with_too_much_on_the_scale: "not-on-the-scale",
}


@pytest.mark.parametrize(("case", "rule"), CASES.items(), ids=[case.__name__ for case in CASES])
@pytest.mark.parametrize("language", ["th", "en"])
def test_it_is_refused_with_a_sentence_and_nothing_is_changed(db, case, rule, language):
    room = Room()
    asked = case(room)
    before = list(Vote.objects.values_list("pk", "value"))
    answer = room.program(language, **asked)
    body = answer.json()
    assert (answer.status_code, body["rule"]) == (422, rule)
    assert len(body["detail"]) > 10
    assert bool(THAI.search(body["detail"])) == (language == "th")
    assert body["detail"] in room.page(language, **asked)
    assert list(Vote.objects.values_list("pk", "value")) == before
    assert Note.objects.filter(group__isnull=False).count() == 0


def test_a_key_of_another_room_votes_nowhere(db):
    room = Room()
    other = make_session(room.session.hub)
    key = key_of(make_participant(other).participant.ref)
    answer = Client().post(
        f"/api/v1/brainstorms/{room.session.code}/commands",
        {"commands": [{"id": str(uuid4()), "type": "vote", "note": room.notes[0], "value": 1}]},
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
    )
    assert answer.json()["rule"] == "join-first"
    assert not Vote.objects.exists()


def test_the_mark_of_somebody_elses_vote_tells_nothing_of_it(db):
    room, mark = Room(), uuid4()
    tell(room.session, make_participant(room.session), "vote", id=mark, note=room.notes[0], value=2)
    answer = room.program("en", "vote", id=str(mark), note=room.notes[0], value=2)
    assert answer.json()["rule"] == "id-used"
    assert Vote.objects.count() == 1
