"""Votes: their rules are the server's, the last word counts, and no event tells who said what."""

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.models import Event, Note, Participant, Phase, Session, Vote
from smarthub.brainstorms.queries.results import results
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.rules.vote import why_not_vote
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit.refusals import Refused

SOMEBODY = Sender(participant=Participant(pk=1))
DOTS = {"kind": "dots", "began_at": NINE}


@pytest.mark.parametrize(
    ("session", "phase", "by", "code"),
    [
        (Session(), Phase(**DOTS), SOMEBODY, None),
        (Session(), Phase(**DOTS), Sender(leads=True), "join-first"),
        (Session(closed_at=NINE), Phase(**DOTS), SOMEBODY, "closed"),
        (Session(), None, SOMEBODY, "no-phase"),
        (Session(), Phase(kind="dots"), SOMEBODY, "not-begun"),
        (Session(), Phase(**DOTS, ended_at=NINE), SOMEBODY, "vote-over"),
        (Session(), Phase(**DOTS, locked_at=NINE), SOMEBODY, "vote-over"),
        (Session(), Phase(kind="write", began_at=NINE), SOMEBODY, "no-vote"),
    ],
)
def test_who_may_vote_when(session, phase, by, code):
    refusal = why_not_vote(session, phase, by)
    assert (refusal.code if refusal else None) == code


@pytest.fixture
def session(db):
    session = make_session()
    begin(session)
    by = make_participant(session)
    for text in ("one", "two", "three"):
        tell(session, by, "note", text=text)
    tell(session, leader(session), "reveal")
    return session


def refs() -> list[str]:
    return list(Note.objects.order_by("pk").values_list("ref", flat=True))


def voting(session, kind: str, **more) -> str:
    ref = tell(session, leader(session), "phase", kind=kind, **more).payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    return ref


def refused(session, by, **more) -> str:
    with pytest.raises(Refused) as refused:
        tell(session, by, "vote", **more)
    return refused.value.refusal.code


def test_dots_stay_within_the_budget_and_can_be_taken_back(session):
    voting(session, "dots", dots=3)
    by, (one, two, _three) = make_participant(session), refs()
    tell(session, by, "vote", note=one, value=2)
    assert refused(session, by, note=two, value=2) == "over-budget"
    tell(session, by, "vote", note=one, value=0)
    tell(session, by, "vote", note=two, value=3)
    assert sum(Vote.objects.values_list("value", flat=True)) == 3
    assert refused(session, by, note=two, value=-1) == "not-dots"
    assert refused(session, by, note=two) == "not-dots"


def test_where_dots_do_not_stack_there_is_one_on_a_note(session):
    ref = voting(session, "dots", dots=3)
    Phase.objects.filter(ref=ref).update(may_stack=False)
    by = make_participant(session)
    assert refused(session, by, note=refs()[0], value=2) == "no-stacking"
    tell(session, by, "vote", note=refs()[0], value=1)


def test_of_opinions_the_last_counts(session):
    ref = voting(session, "opinions")
    by, note = make_participant(session), refs()[0]
    for value in (1, 0, -1):
        event = tell(session, by, "vote", note=note, value=value)
        assert event.payload == {"phase": ref}
    assert Vote.objects.get().value == -1
    assert refused(session, by, note=note, value=2) == "not-an-opinion"
    assert results(session)["statements"] == []
    tell(session, leader(session), "reveal")
    (statement,) = results(session)["statements"]
    assert (statement["agree"], statement["disagree"], statement["pass"]) == (0, 1, 0)


def test_of_a_pair_the_later_word_counts(session):
    voting(session, "pairs")
    by, (one, two, _three) = make_participant(session), refs()
    tell(session, by, "vote", note=one, other=two)
    tell(session, by, "vote", note=two, other=one)
    assert refused(session, by, note=one, other=one) == "one-note"
    tell(session, leader(session), "lock")
    tell(session, leader(session), "reveal")
    (counted,) = results(session)["votes"]
    assert [(line["note"], line["wins"], line["losses"]) for line in counted["notes"]] == [(two, 1, 0), (one, 0, 1)]


def test_a_ranking_replaces_the_one_before(session):
    voting(session, "rank")
    by, (one, two, three) = make_participant(session), refs()
    tell(session, by, "vote", notes=(one, two, three))
    tell(session, by, "vote", notes=(three, one))
    assert dict(Vote.objects.values_list("note__ref", "value")) == {three: 1, one: 2}
    assert refused(session, by, notes=(one, one)) == "twice"
    assert refused(session, by, notes=()) == "not-in-this-room"
    tell(session, leader(session), "reveal")
    assert [line["note"] for line in results(session)["votes"][0]["notes"]] == [three, one]


def test_each_places_and_the_median_is_told_with_its_spread(session):
    voting(session, "place")
    one = refs()[0]
    for impact in (1, 4, 5):
        tell(session, make_participant(session), "vote", note=one, value=impact, effort=2)
    assert refused(session, make_participant(session), note=one, value=6, effort=2) == "not-on-the-scale"
    assert refused(session, make_participant(session), note=one, value=3) == "not-on-the-scale"
    tell(session, leader(session), "next", phase=session.phases.get(kind="decide").ref)
    (line,) = results(session)["votes"][0]["notes"]
    assert (line["impact"], line["effort"], line["impact_spread"]) == (4, 2, 4)


def test_a_vote_names_a_phase_of_this_room_that_takes_votes(session):
    voting(session, "opinions")
    by, note = make_participant(session), refs()[0]
    assert refused(session, by, note=note, value=1, phase="nowhere") == "not-in-this-room"
    assert refused(session, by, note=note, value=1, phase=session.phases.first().ref) == "vote-over"


def test_nobody_votes_on_what_is_hidden_or_elsewhere(session):
    voting(session, "opinions")
    by, note = make_participant(session), refs()[0]
    tell(session, leader(session), "hide", note=note)
    assert refused(session, by, note=note, value=1) == "not-shown"
    assert refused(session, by, note="nowhere", value=1) == "not-in-this-room"


def test_no_event_of_a_vote_says_who_or_what(session):
    voting(session, "opinions")
    tell(session, make_participant(session), "vote", note=refs()[0], value=1)
    event = Event.objects.get(type="voted")
    assert set(event.payload) == {"phase"}
    assert event.kept == {}
