"""Writing: nothing typed is lost, nothing hidden is told."""

from datetime import timedelta
from uuid import uuid4

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.models import Event, Note, Participant, Phase, Session
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.rules.write import is_late, why_not_edit, why_not_write
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit.refusals import Refused

MINUTE = timedelta(minutes=1)
SOMEBODY = Sender(participant=Participant(pk=1))
LEADER = Sender(leads=True)
RUNNING = Phase(began_at=NINE, kind="write", lanes=["a"], quota=2)


@pytest.mark.parametrize(
    ("phase", "text", "lane", "written", "by", "code"),
    [
        (RUNNING, "x", "", 0, SOMEBODY, None),
        (RUNNING, "x", "a", 1, SOMEBODY, None),
        (RUNNING, "x", "", 9, LEADER, None),
        (RUNNING, "x", "", 0, Sender(), "join-first"),
        (RUNNING, "", "", 0, SOMEBODY, "no-text"),
        (RUNNING, "x" * 2001, "", 0, SOMEBODY, "too-long"),
        (None, "x", "", 0, SOMEBODY, "no-phase"),
        (Phase(), "x", "", 0, SOMEBODY, "not-begun"),
        (RUNNING, "x", "b", 0, SOMEBODY, "unknown-lane"),
        (RUNNING, "x", "", 2, SOMEBODY, "quota"),
        (Phase(began_at=NINE, ended_at=NINE), "x", "", 0, SOMEBODY, None),
    ],
)
def test_who_may_write_what(phase, text, lane, written, by, code):
    refusal = why_not_write(phase, text=text, lane=lane, written=written, by=by)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("composed", "arrives", "late"),
    [
        (None, 11, True),
        (9, 11, False),
        (9, 13, True),
        (11, 11, True),
        (-1, 11, True),
    ],
)
def test_what_was_composed_in_time_is_in_time_for_two_minutes(composed, arrives, late):
    phase = Phase(began_at=NINE, ended_at=NINE + 10 * MINUTE)
    at = NINE + composed * MINUTE if composed is not None else None
    assert is_late(Session(), phase, composed_at=at, now=NINE + arrives * MINUTE) is late


def test_in_a_running_phase_nothing_is_late():
    assert not is_late(Session(), RUNNING, composed_at=None, now=NINE + 60 * MINUTE)


@pytest.mark.parametrize(
    ("author", "by", "phase", "text", "code"),
    [
        (1, SOMEBODY, RUNNING, "y", None),
        (2, SOMEBODY, RUNNING, "y", "not-yours"),
        (None, LEADER, RUNNING, "y", None),
        (1, LEADER, RUNNING, "y", "not-yours"),
        (1, SOMEBODY, RUNNING, "", "no-text"),
        (1, SOMEBODY, Phase(began_at=NINE, locked_at=NINE), "y", "phase-over"),
        (1, SOMEBODY, Phase(began_at=NINE, ended_at=NINE), "y", "phase-over"),
    ],
)
def test_only_its_author_changes_a_note_while_the_phase_lasts(author, by, phase, text, code):
    refusal = why_not_edit(Note(participant_id=author, phase=phase), text=text, by=by)
    assert (refusal.code if refusal else None) == code


@pytest.fixture
def session(db):
    session = make_session()
    begin(session)
    return session


def test_the_same_note_thrice_is_one_event_and_one_note(session):
    by, mark = make_participant(session), uuid4()
    numbers = {tell(session, by, "note", text="ต้นไม้", id=mark).number for _ in range(3)}
    assert len(numbers) == 1
    assert Note.objects.count() == 1


def test_a_note_that_is_not_ones_own_stays_as_it_is(session):
    ref = tell(session, make_participant(session), "note", text="mine").payload["note"]
    with pytest.raises(Refused) as refused:
        tell(session, make_participant(session), "edit", note=ref, text="yours")
    assert refused.value.refusal.code == "not-yours"
    assert Note.objects.get().text == "mine"


def test_somebody_elses_mark_is_refused(session):
    event = tell(session, make_participant(session), "note", text="mine")
    with pytest.raises(Refused) as refused:
        tell(session, make_participant(session), "note", text="yours", id=event.command)
    assert refused.value.refusal.code == "id-used"


def test_numbers_have_no_gaps_even_after_a_refusal(session):
    by = make_participant(session)
    tell(session, by, "note", text="one")
    with pytest.raises(Refused):
        tell(session, by, "note", text=" ")
    tell(session, by, "note", text="two")
    numbers = list(Event.objects.filter(session=session).values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_late_note_is_kept_and_waits(session):
    by = make_participant(session)
    first = session.phases.first()
    tell(session, leader(session), "reveal")
    begin(session)
    event = tell(session, by, "note", text="late", phase=first.ref, now=NINE + 5 * MINUTE)
    assert event.payload["late"]
    note = Note.objects.get()
    assert (note.text, note.is_shown) == ("late", False)
    tell(session, leader(session), "admit", note=note.ref)
    assert Note.objects.select_related("phase").get().is_shown


def test_after_the_session_is_closed_a_note_is_still_kept(session):
    by, phase = make_participant(session), session.phases.first()
    tell(session, leader(session), "close")
    assert tell(session, by, "note", text="from the bus", phase=phase.ref).payload["late"]


def test_what_is_changed_or_hidden_is_so_for_everybody(session):
    by = make_participant(session)
    ref = tell(session, by, "note", text="bad").payload["note"]
    assert tell(session, by, "edit", note=ref, text="good").kept == {"text": "bad"}
    tell(session, leader(session), "reveal")
    tell(session, leader(session), "hide", note=ref)
    assert not Note.objects.select_related("phase").get().is_shown
    tell(session, leader(session), "show", note=ref)
    assert Note.objects.select_related("phase").get().is_shown


@pytest.mark.parametrize("verb", ["hide", "show", "admit"])
def test_only_who_leads_moderates(session, verb):
    by = make_participant(session)
    ref = tell(session, by, "note", text="mine").payload["note"]
    with pytest.raises(Refused) as refused:
        tell(session, by, verb, note=ref)
    assert refused.value.refusal.code == "leaders-only"


def test_a_note_of_another_room_is_not_found(session):
    other = make_session(session.hub)
    begin(other)
    ref = tell(other, make_participant(other), "note", text="there").payload["note"]
    with pytest.raises(Refused) as refused:
        tell(session, leader(session), "hide", note=ref)
    assert refused.value.refusal.code == "not-in-this-room"


def test_an_unknown_command_is_refused(session):
    with pytest.raises(Refused) as refused:
        tell(session, leader(session), "explode")
    assert refused.value.refusal.code == "unknown-command"


def test_after_the_last_phase_a_note_that_names_none_is_a_late_one_of_it(session):
    by, first = make_participant(session), Phase.objects.get(session=session, ended_at=None, began_at__isnull=False)
    tell(session, leader(session), "close")
    assert tell(session, by, "note", text="ช้าไปหน่อย").payload["late"]
    assert (Note.objects.get().phase, Note.objects.get().is_shown) == (first, False)


def test_before_the_first_phase_there_is_nowhere_to_write(db):
    session = make_session()
    with pytest.raises(Refused) as refused:
        tell(session, make_participant(session), "note", text="too early")
    assert refused.value.refusal.code == "no-phase"
