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


def test_two_groups_become_one_and_two_again(session):
    by = make_participant(session)
    one, two = Note.objects.order_by("pk").values_list("ref", flat=True)
    green = tell(session, by, "group", text="Green", notes=(one,)).payload["group"]
    trees = tell(session, by, "group", text="Trees", notes=(two,)).payload["group"]
    assert tell(session, by, "merge", group=green, other=trees).payload["notes"] == [two]
    assert where() == ["Green", "Green"]
    with pytest.raises(Refused) as refused:
        tell(session, by, "move", note=one, group=trees)
    assert refused.value.refusal.code == "group-gone"
    tell(session, by, "undo")
    assert where() == ["Green", "Trees"]
    tell(session, by, "redo")
    assert where() == ["Green", "Green"]
    assert tell(session, by, "merge", group=green, other=green).payload["removed"] is None


def test_a_group_is_taken_apart_and_put_back(session):
    by = make_participant(session)
    refs = tuple(Note.objects.order_by("pk").values_list("ref", flat=True))
    made = tell(session, by, "group", text="Green", notes=refs).payload["group"]
    assert tell(session, by, "ungroup", group=made).payload["notes"] == list(refs)
    assert where() == [None, None]
    tell(session, by, "undo")
    assert where() == ["Green", "Green"]


def test_several_notes_move_at_once_and_back_at_once(session):
    by = make_participant(session)
    refs = tuple(Note.objects.order_by("pk").values_list("ref", flat=True))
    made = tell(session, by, "group", text="Green").payload["group"]
    assert tell(session, by, "move", notes=refs, group=made).payload["notes"] == list(refs)
    assert where() == ["Green", "Green"]
    tell(session, by, "undo")
    assert where() == [None, None]


def test_what_was_undone_is_done_again_until_somebody_groups(session):
    by, note = make_participant(session), Note.objects.first()
    made = tell(session, by, "group", text="Green", notes=(note.ref,)).payload["group"]
    tell(session, by, "rename", group=made, text="Trees")
    tell(session, by, "undo")
    tell(session, by, "undo")
    assert tell(session, by, "redo").payload["restored"] == [made]
    assert where() == ["Green", None]
    tell(session, by, "redo")
    assert where() == ["Trees", None]
    tell(session, by, "undo")
    tell(session, by, "move", note=note.ref)
    with pytest.raises(Refused) as refused:
        tell(session, by, "redo")
    assert refused.value.refusal.code == "nothing-to-redo"


def test_a_note_put_back_into_a_group_that_is_gone_stands_alone(session):
    by, note = make_participant(session), Note.objects.first()
    made = tell(session, by, "group", text="A", notes=(note.ref,))
    out = tell(session, by, "move", note=note.ref)
    tell(session, by, "undo", number=made.number)
    tell(session, by, "undo", number=out.number)
    assert where() == [None, None]


def test_a_lock_and_the_end_stop_the_grouping(session):
    by, note = make_participant(session), Note.objects.first()
    tell(session, leader(session), "lock")
    with pytest.raises(Refused) as refused:
        tell(session, by, "move", note=note.ref)
    assert refused.value.refusal.code == "locked"
    tell(session, leader(session), "group", text="by who leads")
    tell(session, leader(session), "close")
    with pytest.raises(Refused) as refused:
        tell(session, by, "undo")
    assert refused.value.refusal.code == "closed"


def test_what_people_have_a_hand_in_is_no_longer_the_machines_until_it_is_undone(session):
    by, note = make_participant(session), Note.objects.first()
    made = tell(session, by, "group", text="A", notes=(note.ref,)).payload["group"]
    Group.objects.update(is_proposed=True)
    tell(session, by, "rename", group=made, text="B")
    assert not Group.objects.get().is_proposed
    tell(session, by, "undo")
    assert Group.objects.get().is_proposed


def test_a_note_that_is_not_here_moves_nowhere(session):
    with pytest.raises(Refused) as refused:
        tell(session, make_participant(session), "move", note="nowhere")
    assert refused.value.refusal.code == "not-in-this-room"
