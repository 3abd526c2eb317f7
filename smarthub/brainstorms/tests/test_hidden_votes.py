"""A note that is hidden by those who lead takes its votes with it: they count in no figure, on no page, and come back with it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.models import Note, Phase, Vote
from smarthub.brainstorms.queries.ahead import counts
from smarthub.brainstorms.queries.report import report
from smarthub.brainstorms.queries.results import results
from smarthub.brainstorms.queries.state import state
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.brainstorms.views.steps import step
from smarthub.kit import clock
from smarthub.kit.recent import forget_everything
from smarthub.kit.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_nine():
    with clock.stopped_at(NINE):
        yield


@pytest.fixture
def room():
    """Three notes and a vote by dots, five each."""
    session = make_session()
    begin(session)
    by = make_participant(session)
    notes = [tell(session, by, "note", text=text).payload["note"] for text in ("one", "two", "three")]
    tell(session, leader(session), "reveal")
    begin(session, "dots")
    return session, notes


def left(session, by) -> int:
    """What this phone says is left."""
    forget_everything()
    return step(state(session, participant=by.participant))["dots_left"]


def test_dots_on_what_is_hidden_count_in_no_figure(room, client):
    session, (one, two, _three) = room
    only_hidden, both = make_participant(session), make_participant(session)
    tell(session, only_hidden, "vote", note=one, value=5)
    tell(session, both, "vote", note=one, value=2)
    tell(session, both, "vote", note=two, value=3)
    tell(session, leader(session), "hide", note=one)
    phase = Phase.objects.get(session=session, kind="dots")
    found = counts(session, phase.ref, now=NINE)
    assert (found["votes"], found["voters"]) == (1, 1)
    tell(session, leader(session), "reveal", phase=phase.ref)
    forget_everything()
    (vote,) = results(session)["votes"]
    assert (vote["voters"], vote["hidden"], [(each["note"], each["score"]) for each in vote["notes"]]) == (
        *(1, 1),
        [(two, 3)],
    )
    assert one not in str(report(session))
    client.force_login(session.made_by)
    for page in ("lead", "screen", "results", "report"):
        shown = client.get(f"/en/b/{session.code}/{page}/").content.decode()
        assert not re.search(r"[78] dots|>2</[a-z]+>\s*people who voted|2 people voted", shown), page
    assert "1 note was hidden by those who lead; what was said to it is not counted." in client.get(
        f"/en/b/{session.code}/results/"
    ).content.decode().replace("\n", " ")


def test_its_dots_are_given_back_and_the_phone_and_the_server_agree(room):
    session, (one, two, three) = room
    by = make_participant(session)
    tell(session, by, "vote", note=one, value=4)
    assert left(session, by) == 1
    tell(session, leader(session), "hide", note=one)
    assert left(session, by) == 5
    tell(session, by, "vote", note=two, value=5)
    assert left(session, by) == 0
    with pytest.raises(Refused) as refused:
        tell(session, by, "vote", note=three, value=1)
    assert refused.value.refusal.code == "over-budget"


@pytest.mark.parametrize(("elsewhere", "back"), [(0, 4), (1, 4), (3, 2), (5, 0)])
def test_shown_again_it_has_the_dots_that_were_not_given_elsewhere(room, elsewhere, back):
    session, (one, two, _three) = room
    by, other = make_participant(session), make_participant(session)
    for each in (by, other):
        tell(session, each, "vote", note=one, value=4)
    tell(session, leader(session), "hide", note=one)
    tell(session, by, "vote", note=two, value=elsewhere)
    tell(session, leader(session), "show", note=one)
    values = dict(Vote.objects.filter(note__ref=one).values_list("participant", "value"))
    assert values == {by.participant.pk: back, other.participant.pk: 4}
    assert left(session, by) == 5 - elsewhere - back


def test_however_many_gave_it_dots_it_is_shown_again_by_as_many_queries(room, django_assert_num_queries):
    session, (one, two, three) = room
    by = leader(session)
    for note, people in ((one, 1), (three, 6)):
        voters = [make_participant(session) for _each in range(people)]
        for voter in voters:
            tell(session, voter, "vote", note=note, value=4)
        tell(session, by, "hide", note=note)
        for voter in voters:
            tell(session, voter, "vote", note=two, value=3)
    with CaptureQueriesContext(connection) as asked:
        tell(session, by, "show", note=one)
    with django_assert_num_queries(len(asked)):
        tell(session, by, "show", note=three)
    assert set(Vote.objects.exclude(note__ref=two).values_list("value", flat=True)) == {2}


@pytest.mark.parametrize("kind", ["opinions", "pairs", "rank", "place"])
def test_so_it_is_in_every_kind_of_vote(room, kind):
    session, (one, two, three) = room
    ref = tell(session, leader(session), "phase", kind=kind).payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    by, other = make_participant(session), make_participant(session)
    said = {
        "opinions": {"value": 1},
        "pairs": {"other": two},
        "place": {"value": 2, "effort": 3},
        "rank": {},
    }[kind]
    tell(session, by, "vote", note=one, notes=(one,) if kind == "rank" else (), **said)
    tell(session, other, "vote", note=three, notes=(three, two) if kind == "rank" else (), **said)
    tell(session, leader(session), "hide", note=one)
    assert counts(session, ref, now=NINE)["voters"] == 1
    tell(session, leader(session), "reveal", phase=ref)
    found = results(session)
    if kind == "opinions":
        assert [each["id"] for each in found["statements"]] == [three]
    else:
        vote = next(each for each in found["votes"] if each["phase"] == ref)
        assert (vote["voters"], vote["hidden"]) == (1, 1)
        assert one not in {each["note"] for each in vote["notes"]}
    tell(session, leader(session), "show", note=one)
    assert counts(session, ref, now=NINE)["voters"] == 2


def test_a_dot_that_was_taken_back_is_no_vote(room):
    session, (one, *_rest) = room
    by = make_participant(session)
    for value in (2, 0):
        tell(session, by, "vote", note=one, value=value)
    phase = Phase.objects.get(session=session, kind="dots")
    assert counts(session, phase.ref, now=NINE)["voters"] == 0
    tell(session, leader(session), "reveal", phase=phase.ref)
    assert results(session)["votes"][0]["voters"] == 0
    assert Note.objects.count() == 3
