"""Grouping, by everybody, and each of it undone."""

import pytest

from smarthub.brainstorms.models import Group, Note
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit.refusals import Refused


@pytest.fixture
def session(db):
    session = make_session()
    begin(session)
    by = make_participant(session)
    for text in ("one", "two"):
        tell(session, by, "note", text=text)
    tell(session, leader(session), "reveal")
    return session


def where() -> list[str | None]:
    return list(Note.objects.order_by("pk").values_list("group__title", flat=True))


def test_notes_are_grouped_moved_named_and_all_of_it_undone(session):
    by = make_participant(session)
    one, two = Note.objects.order_by("pk").values_list("ref", flat=True)
    made = tell(session, by, "group", text="Green", notes=(one,)).payload["group"]
    tell(session, by, "move", note=two, group=made)
    tell(session, by, "rename", group=made, text="Trees")
    assert where() == ["Trees", "Trees"]
    tell(session, by, "undo")
    assert where() == ["Green", "Green"]
    tell(session, by, "undo")
    assert where() == ["Green", None]
    tell(session, by, "undo")
    assert where() == [None, None]
    assert Group.objects.get().removed_at
    with pytest.raises(Refused):
        tell(session, by, "undo")


def test_one_event_of_several_can_be_undone_by_its_number(session):
    by, note = make_participant(session), Note.objects.first()
    first = tell(session, by, "group", text="A", notes=(note.ref,))
    tell(session, by, "group", text="B")
    payload = tell(session, by, "undo", number=first.number).payload
    assert payload["notes"] == {note.ref: None}
    assert where() == [None, None]


def test_a_note_can_leave_its_group(session):
    by, note = make_participant(session), Note.objects.first()
    tell(session, by, "group", text="A", notes=(note.ref,))
    tell(session, by, "move", note=note.ref)
    assert where() == [None, None]


def test_a_stranger_groups_nothing_and_nobody_groups_what_is_hidden(session):
    note = Note.objects.first()
    with pytest.raises(Refused) as refused:
        tell(session, Sender(), "move", note=note.ref)
    assert refused.value.refusal.code == "join-first"
    tell(session, leader(session), "hide", note=note.ref)
    with pytest.raises(Refused) as refused:
        tell(session, leader(session), "move", note=note.ref)
    assert refused.value.refusal.code == "not-shown"
    with pytest.raises(Refused) as refused:
        tell(session, leader(session), "rename", group="nowhere")
    assert refused.value.refusal.code == "not-in-this-room"
