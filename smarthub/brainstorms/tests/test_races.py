"""Many at once, in true threads: one event for one command, numbers without gaps."""

from functools import partial
from uuid import uuid4

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.go_on import go_on
from smarthub.brainstorms.actions.obey import obey
from smarthub.brainstorms.models import Event, Note, Vote
from smarthub.brainstorms.queries.opinions import votes_of
from smarthub.brainstorms.rules.command import Command
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit.refusals import Refused
from smarthub.kit.testing import race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session():
    session = make_session()
    begin(session)
    return session


def test_one_command_sent_by_eight_threads_is_one_event(session):
    by, command = make_participant(session), Command(id=uuid4(), type="note", text="once")
    answers = race([partial(obey, session, command, by=by, now=NINE)] * 8)
    assert len({event.pk for event in answers}) == 1
    assert Note.objects.count() == 1


def test_numbers_have_no_gaps_whoever_writes(session):
    people = [make_participant(session) for _ in range(8)]

    def write(by):
        return [tell(session, by, "note", text=f"{n}").number for n in range(5)]

    numbers = [number for each in race([partial(write, by) for by in people]) for number in each]
    assert len(set(numbers)) == 40
    kept = list(Event.objects.filter(session=session).order_by("number").values_list("number", flat=True))
    assert kept == list(range(1, len(kept) + 1))


def test_a_budget_holds_against_two_hands(session):
    by = make_participant(session)
    notes = [tell(session, by, "note", text=str(n)).payload["note"] for n in range(6)]
    tell(session, leader(session), "reveal")
    ref = tell(session, leader(session), "phase", kind="dots", dots=3).payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    answers = race([partial(tell, session, by, "vote", note=note, value=1) for note in notes])
    assert sum(isinstance(each, Refused) for each in answers) == 3
    assert Vote.objects.count() == 3


def test_two_who_lead_and_press_at_once_go_one_step(session):
    second = session.phases.all()[1].ref
    by = leader(session)
    answers = race([partial(go_on, session, phase=second, mark=uuid4(), by=by, now=NINE) for _n in range(4)])
    assert sum(isinstance(each, Refused) for each in answers) == 3
    assert [phase.ref for phase in session.phases.all() if phase.is_running] == [second]
    assert Event.objects.filter(session=session, type="revealed").count() == 1


def test_notes_moved_by_many_hands_at_once_are_each_in_one_group_and_all_is_undone(session):
    by = make_participant(session)
    notes = [tell(session, by, "note", text=str(n)).payload["note"] for n in range(4)]
    tell(session, leader(session), "reveal")
    one, two = (tell(session, by, "group", text=name).payload["group"] for name in ("A", "B"))
    hands = [partial(tell, session, by, "move", notes=tuple(notes), group=group) for group in (one, two) * 2]
    race([*hands, partial(tell, session, by, "merge", group=one, other=two)])
    tell(session, by, "undo")
    tell(session, by, "redo")
    assert (
        Note.objects.exclude(group=None).count()
        == Note.objects.filter(group__removed_at=None).exclude(group=None).count()
    )


def test_votes_are_weighed_while_others_come_in_and_vote(session):
    """Notes and people are read before their votes: who comes between is for the next time."""
    first = make_participant(session)
    notes = [tell(session, first, "note", text=str(n)).payload["note"] for n in range(40)]
    tell(session, leader(session), "reveal")
    ref = tell(session, leader(session), "phase", kind="opinions").payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    phases = list(session.phases.filter(ref=ref).values_list("pk", flat=True))

    def vote():
        for note in notes:
            tell(session, make_participant(session), "vote", note=note, value=1)

    def weigh():
        return [votes_of(session, phases).count for _ in range(60)]

    _none, counted = race([vote, weigh])
    assert not isinstance(counted, Exception), counted
    assert counted == sorted(counted)
    assert votes_of(session, phases).count == 40
