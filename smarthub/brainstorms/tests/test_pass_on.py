"""Writing that is passed on: 6-3-5."""

import pytest

from smarthub.brainstorms.models import Note
from smarthub.brainstorms.queries.state import state
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell

pytestmark = pytest.mark.django_db


def sheet(session, by) -> list[str]:
    return [note["text"] for note in state(session, participant=by.participant)["mine"]["passed"]]


@pytest.fixture
def room():
    session = make_session(template="brainwriting")
    begin(session)
    people = [make_participant(session) for _n in range(3)]
    for n, by in enumerate(people):
        tell(session, by, "note", text=f"{n} first")
    return session, people


def test_in_the_first_round_nobody_gets_anything(room):
    session, people = room
    assert [sheet(session, by) for by in people] == [[], [], []]


def test_each_round_brings_the_neighbours_sheet_with_all_that_stands_on_it(room):
    session, people = room
    make_participant(session)  # looks on
    begin(session)
    assert [sheet(session, by) for by in people] == [["2 first"], ["0 first"], ["1 first"]]
    for n, by in enumerate(people):
        tell(session, by, "note", text=f"{n} second")
    begin(session)
    assert [sheet(session, by) for by in people] == [
        ["1 first", "2 second"],
        ["2 first", "0 second"],
        ["0 first", "1 second"],
    ]


def test_nothing_is_passed_to_others_nor_after_the_rounds(room):
    session, people = room
    begin(session)
    assert state(session)["mine"] is None
    assert state(session)["notes"] == []
    tell(session, leader(session), "hide", note=Note.objects.get(text="2 first").ref)
    assert sheet(session, people[0]) == []
    begin(session, "group")
    assert [sheet(session, by) for by in people] == [[], [], []]


def test_somebody_alone_gets_no_sheet_of_their_own():
    session = make_session(template="brainwriting")
    begin(session)
    by = make_participant(session)
    tell(session, by, "note", text="mine")
    begin(session)
    assert sheet(session, by) == []


def test_a_round_after_something_else_begins_anew():
    session = make_session()
    begin(session, "group")
    by = make_participant(session)
    ref = tell(session, leader(session), "phase", kind="write", visibility="passed").payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    assert sheet(session, by) == []


def test_rounds_may_begin_with_one_that_is_passed_on_already():
    session = make_session(template="meeting")
    refs = [
        tell(session, leader(session), "phase", kind="write", visibility="passed").payload["phase"] for _n in range(2)
    ]
    one, two = make_participant(session), make_participant(session)
    tell(session, leader(session), "next", phase=refs[0])
    tell(session, one, "note", text="first")
    tell(session, leader(session), "next", phase=refs[1])
    assert sheet(session, two) == ["first"]
