"""Taking back: a note of one's own, a vote; while the phase runs, and gone is gone."""

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.weigh import weigh_what_moved
from smarthub.brainstorms.models import Note, Participant, Phase, Vote, Weighing
from smarthub.brainstorms.queries import events_after
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.rules.write import why_not_remove
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit.refusals import Refused

RUNNING = Phase(began_at=NINE)
MINE = Sender(participant=Participant(pk=1))


@pytest.mark.parametrize(
    ("phase", "used", "by", "code"),
    [
        (RUNNING, False, MINE, None),
        (RUNNING, False, Sender(participant=Participant(pk=2)), "not-yours"),
        (RUNNING, False, Sender(leads=True), "not-yours"),
        (Phase(began_at=NINE, ended_at=NINE), False, MINE, "phase-over"),
        (Phase(began_at=NINE, locked_at=NINE), False, MINE, "phase-over"),
        (RUNNING, True, MINE, "in-use"),
    ],
)
def test_who_may_take_a_note_back(phase, used, by, code):
    refusal = why_not_remove(Note(phase=phase, participant_id=1), used=used, by=by)
    assert (refusal.code if refusal else None) == code


@pytest.mark.django_db
def test_a_note_taken_back_is_gone_from_the_log_and_may_be_written_again():
    session = make_session()
    begin(session)
    session.phases.filter(kind="write").update(quota=1, visibility="open")
    me = make_participant(session)
    note = tell(session, me, "note", text="a slip").payload["note"]
    assert "a slip" in str(events_after(session.pk, 0))
    tell(session, me, "remove", note=note)
    assert not Note.objects.exists()
    assert "a slip" not in str(events_after(session.pk, 0))
    assert events_after(session.pk, 0)[-1]["type"] == "removed"
    tell(session, me, "note", text="better")
    with pytest.raises(Refused, match="not-in-this-room"):
        tell(session, me, "remove", note=note)


@pytest.mark.django_db
def test_what_others_answered_stays():
    session = make_session()
    begin(session)
    session.phases.update(visibility="open")
    me, other = make_participant(session), make_participant(session)
    begin(session, "dots")
    dots = session.phases.get(kind="dots")
    note = tell(session, me, "note", text="trees", phase=dots.ref).payload["note"]
    tell(session, me, "vote", note=note, value=1)
    tell(session, other, "vote", note=note, value=1)
    with pytest.raises(Refused, match="in-use"):
        tell(session, me, "remove", note=note)


@pytest.mark.django_db
def test_what_others_voted_on_is_not_changed_under_them():
    session = make_session()
    me, other = make_participant(session), make_participant(session)
    ref = tell(session, leader(session), "phase", kind="opinions", visibility="open").payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    note = tell(session, me, "note", text="plant trees").payload["note"]
    tell(session, me, "vote", note=note, value=1)
    tell(session, me, "edit", note=note, text="plant more trees")
    tell(session, other, "vote", note=note, value=1)
    with pytest.raises(Refused, match="in-use"):
        tell(session, me, "edit", note=note, text="fell all trees")
    assert Note.objects.get().text == "plant more trees"


@pytest.mark.django_db
def test_a_statement_that_is_taken_back_calls_for_another_weighing():
    session = make_session()
    me = make_participant(session)
    ref = tell(session, leader(session), "phase", kind="opinions", visibility="open").payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    note = tell(session, me, "note", text="plant trees").payload["note"]
    tell(session, me, "vote", note=note, value=1)
    assert weigh_what_moved(now=NINE) == 1
    tell(session, me, "remove", note=note)
    assert weigh_what_moved(now=NINE) == 1
    assert Weighing.objects.get().votes == 0


@pytest.mark.django_db
def test_a_vote_that_is_taken_back_calls_for_another_weighing():
    session = make_session()
    me = make_participant(session)
    ref = tell(session, leader(session), "phase", kind="opinions", visibility="open").payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    note = tell(session, me, "note", text="plant trees").payload["note"]
    tell(session, me, "vote", note=note, value=1)
    assert weigh_what_moved(now=NINE) == 1
    tell(session, me, "unvote", note=note)
    assert weigh_what_moved(now=NINE) == 1
    assert Weighing.objects.get().votes == 0


@pytest.mark.django_db
def test_a_vote_is_taken_back_while_the_vote_runs():
    session = make_session()
    begin(session)
    me, other = make_participant(session), make_participant(session)
    note = tell(session, me, "note", text="trees").payload["note"]
    tell(session, leader(session), "reveal")
    begin(session, "dots")
    for each in (me, other):
        tell(session, each, "vote", note=note, value=2)
    assert tell(session, me, "unvote", note=note).payload.keys() == {"phase"}
    assert [vote.participant for vote in Vote.objects.select_related("participant")] == [other.participant]
    begin(session)
    with pytest.raises(Refused):
        tell(session, other, "unvote", note=note, phase=session.phases.get(kind="dots").ref)


@pytest.mark.django_db
def test_a_comparison_is_taken_back_whichever_was_named_first():
    session = make_session()
    begin(session)
    me = make_participant(session)
    one, two = (tell(session, me, "note", text=text).payload["note"] for text in "ab")
    tell(session, leader(session), "reveal")
    ref = tell(session, leader(session), "phase", kind="pairs").payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    tell(session, me, "vote", note=one, other=two)
    tell(session, me, "unvote", note=two, other=one)
    assert not Vote.objects.exists()
