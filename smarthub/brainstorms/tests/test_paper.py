"""Cards and ballots of people without a phone."""

from uuid import uuid4

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.paper import count_ballot, type_cards
from smarthub.brainstorms.models import Note, Participant, Phase, Vote
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit.refusals import Refused

pytestmark = pytest.mark.django_db


def cards(session, lines, by=None, mark=None, phase="", lane=""):
    return type_cards(session, lines, phase=phase, lane=lane, mark=mark or uuid4(), by=by or leader(session), now=NINE)


def code_of(do) -> str:
    with pytest.raises(Refused) as refused:
        do()
    return refused.value.refusal.code


def test_each_line_is_a_card_and_the_same_form_twice_is_one():
    session = make_session(template="swot")
    ref, mark = begin(session), uuid4()
    lane = Phase.objects.get(ref=ref).lanes[0]
    for _twice in range(2):
        cards(session, ["trees", "  ", " shade "], mark=mark, phase=ref, lane=lane)
    typed = Note.objects.filter(participant=None, is_paper=True, lane=lane)
    assert list(typed.values_list("text", flat=True)) == ["trees", "shade"]
    assert Note.objects.count() == 2


def test_all_cards_or_none():
    session = make_session()
    begin(session)
    assert code_of(lambda: cards(session, ["fine", "x" * 2001])) == "too-long"
    assert code_of(lambda: cards(session, [" "])) == "no-text"
    assert code_of(lambda: cards(session, ["x"] * 101)) == "too-many-cards"
    assert code_of(lambda: cards(session, ["x"], by=make_participant(session))) == "leaders-only"
    assert Note.objects.count() == 0


@pytest.fixture
def vote():
    """A session with two notes that are shown, and a phase of the kind that is asked for."""

    def made(kind: str):
        session = make_session()
        begin(session)
        cards(session, ["one", "two"])
        tell(session, leader(session), "reveal")
        ref = tell(session, leader(session), "phase", kind=kind).payload["phase"]
        tell(session, leader(session), "next", phase=ref)
        return session, Phase.objects.get(ref=ref), list(Note.objects.order_by("pk").values_list("ref", flat=True))

    return made


def ballot(session, phase, said, by=None, mark=None, **more):
    return count_ballot(session, phase, said, mark=mark or uuid4(), by=by or leader(session), now=NINE, **more)


def test_a_ballot_is_a_person_without_a_name(vote):
    session, phase, (one, two) = vote("dots")
    mark = uuid4()
    for _twice in range(2):
        ballot(session, phase, {one: (3, None), two: (2, None)}, sector="citizen", mark=mark)
    assert Participant.objects.get().sector == "citizen"
    assert list(Vote.objects.order_by("pk").values_list("value", flat=True)) == [3, 2]


def test_more_dots_than_there_are_count_not_at_all(vote):
    session, phase, (one, two) = vote("dots")
    assert code_of(lambda: ballot(session, phase, {one: (3, None), two: (3, None)})) == "over-budget"
    assert Participant.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "said", "values"),
    [
        ("opinions", [(1, None), (-1, None)], [(1, None), (-1, None)]),
        ("place", [(5, 2), (1, 1)], [(5, 2), (1, 1)]),
        ("rank", [(2, None), (1, None)], [(2, None), (1, None)]),
    ],
)
def test_each_kind_of_ballot(vote, kind, said, values):
    session, phase, notes = vote(kind)
    ballot(session, phase, dict(zip(notes, said, strict=True)))
    assert list(Vote.objects.order_by("note").values_list("value", "effort")) == values


def test_what_is_not_on_paper(vote):
    session, phase, (one, _two) = vote("opinions")
    pairs = Phase(session=session, kind="pairs")
    assert code_of(lambda: ballot(session, pairs, {one: (1, None)})) == "no-paper"
    assert code_of(lambda: ballot(session, phase, {})) == "empty-ballot"
    assert code_of(lambda: ballot(session, phase, {one: (1, None)}, by=make_participant(session))) == "leaders-only"
