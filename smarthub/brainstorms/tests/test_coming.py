"""What a phone is asked next: statements in Polis's order, pairs that were seldom compared."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.weigh import weigh_votes
from smarthub.brainstorms.models import Note, Weighing
from smarthub.brainstorms.queries.state import state
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.brainstorms.tests.test_commands_api import Phone
from smarthub.kit import clock


@pytest.fixture
def session(db):
    session = make_session()
    begin(session)
    by = make_participant(session)
    for n in range(12):
        tell(session, by, "note", text=f"statement {n}")
    tell(session, leader(session), "reveal")
    return session


def voting(session, kind):
    ref = tell(session, leader(session), "phase", kind=kind, dots=3).payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    return ref


def asked(session, by):
    return state(session, participant=by.participant)["next"]


def test_each_phone_has_an_order_of_its_own_which_stays_while_it_answers(session):
    voting(session, "opinions")
    one, other = make_participant(session), make_participant(session)
    order = asked(session, one)
    assert sorted(order) == sorted(Note.objects.values_list("ref", flat=True))
    assert asked(session, other) != order
    tell(session, one, "vote", note=order[0], value=1)
    assert asked(session, one) == order[1:]
    tell(session, leader(session), "hide", note=order[1])
    assert asked(session, one) == order[2:]


def test_what_the_weighing_finds_worth_asking_comes_first(session):
    voting(session, "opinions")
    weighing = weigh_votes(session, now=NINE)
    wanted = Note.objects.order_by("pk")[7].ref
    weights = dict.fromkeys(Note.objects.values_list("ref", flat=True), 1e-09) | {wanted: 1e9}
    Weighing.objects.filter(pk=weighing.pk).update(drawing=weighing.drawing | {"order": weights})
    for _n in range(5):
        assert asked(session, make_participant(session))[0] == wanted


def test_the_weighing_orders_also_what_is_being_voted_on_after_an_earlier_vote(session):
    note = Note.objects.order_by("pk")[0].ref
    voting(session, "opinions")
    for _n in range(3):
        tell(session, make_participant(session), "vote", note=note, value=1)
    voting(session, "opinions")
    other = Note.objects.order_by("pk")[1].ref
    tell(session, make_participant(session), "vote", note=other, value=1)
    weighing = weigh_votes(session, now=NINE)
    assert weighing.votes == 3
    assert set(weighing.drawing["order"]) == {note, other}


def test_who_has_answered_all_is_asked_nothing_more(session):
    voting(session, "opinions")
    by = make_participant(session)
    for note in Note.objects.values_list("ref", flat=True):
        tell(session, by, "vote", note=note, value=0)
    assert asked(session, by) == []


def test_pairs_that_somebody_compared_do_not_come_again(session):
    voting(session, "pairs")
    by = make_participant(session)
    first = state(session, participant=by.participant)["pairs"]
    assert len({frozenset(pair) for pair in first}) == 12
    assert state(session, participant=by.participant)["pairs"] == first
    tell(session, by, "vote", note=first[0][0], other=first[0][1])
    later = state(session, participant=by.participant)["pairs"]
    assert frozenset(first[0]) not in {frozenset(pair) for pair in later}


def test_a_pair_that_all_have_compared_is_seldom_shown(session):
    voting(session, "pairs")
    one, two = Note.objects.order_by("pk").values_list("ref", flat=True)[:2]
    for n in range(21):
        pair = (one, two) if n % 2 else (two, one)
        tell(session, make_participant(session), "vote", note=pair[0], other=pair[1])
    drawn = [state(session, participant=make_participant(session).participant)["pairs"] for _n in range(4)]
    assert all(len(pairs) == 12 for pairs in drawn)


@pytest.mark.parametrize("kind", ["dots", "rank", "talk"])
def test_other_phases_ask_for_nothing_in_an_order(session, kind):
    voting(session, kind)
    found = state(session, participant=make_participant(session).participant)
    assert (found["next"], found["pairs"]) == (None, None)


def test_nobody_is_asked_before_a_phase_has_begun_or_without_joining(session):
    assert state(session)["next"] is None
    tell(session, leader(session), "close")
    by = session.participants.first()
    assert state(session, participant=by)["next"] is None


def test_a_program_is_told_the_order_too_and_it_costs_two_queries(session):
    voting(session, "opinions")
    by = make_participant(session)
    with CaptureQueriesContext(connection) as plain:
        state(session)
    with CaptureQueriesContext(connection) as asked_for:
        state(session, participant=by.participant)
    assert len(asked_for) - len(plain) <= 4
    with clock.stopped_at(NINE):
        answer = Phone(session.code, Phone(session.code).do("join")["key"]).get("")
    assert len(json.loads(answer.content)["next"]) == 12
