"""The phases of a session while it runs, and its timer."""

from datetime import timedelta

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.models import Phase
from smarthub.brainstorms.rules import lead as rules
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit.refusals import Refused

pytestmark = pytest.mark.django_db


def refused(session, verb, by=None, **more) -> str:
    with pytest.raises(Refused) as refused:
        tell(session, by or leader(session), verb, **more)
    return refused.value.refusal.code


def kinds(session) -> list[str]:
    return list(session.phases.values_list("kind", flat=True))


@pytest.mark.parametrize("verb", ["change-phase", "move-phase", "remove-phase", "pause", "resume"])
def test_only_who_leads_changes_the_phases(verb):
    session = make_session()
    begin(session)
    assert refused(session, verb, make_participant(session), kind="dots") == "leaders-only"


def test_a_phase_once_more_comes_next_and_the_others_still_follow():
    session = make_session()
    first = begin(session)
    begin(session)
    tell(session, leader(session), "next", phase=first)
    assert kinds(session) == ["write", "group", "write", "dots", "decide", "act"]
    assert tell(session, leader(session), "next").payload["kind"] == "dots"


def test_a_phase_once_more_after_a_pause_in_which_none_ran():
    session = make_session(template="meeting")
    first = begin(session)
    begin(session)
    Phase.objects.filter(session=session, ended_at=None, began_at__isnull=False).update(ended_at=NINE)
    tell(session, leader(session), "next", phase=first)
    assert kinds(session) == ["talk", "decide", "talk", "act"]


def test_what_lies_ahead_changes_its_place():
    session = make_session()
    begin(session)
    last = session.phases.last().ref
    told = tell(session, leader(session), "move-phase", phase=last, value=-1).payload
    assert told["order"][-2] == last
    assert kinds(session) == ["write", "group", "dots", "act", "decide"]
    tell(session, leader(session), "move-phase", phase=last, value=1)
    tell(session, leader(session), "move-phase", phase=last, value=1)
    assert kinds(session) == ["write", "group", "dots", "decide", "act"]
    grouping = session.phases.get(kind="group").ref
    tell(session, leader(session), "move-phase", phase=grouping, value=-1)
    assert kinds(session)[0] == "write"


def test_what_has_begun_keeps_its_place_and_its_kind():
    session = make_session()
    running = begin(session)
    assert refused(session, "move-phase", phase=running, value=1) == "phase-begun"
    assert refused(session, "remove-phase", phase=running) == "phase-begun"
    assert refused(session, "change-phase", phase=running, kind="dots") == "kind-stays"
    assert refused(session, "change-phase", phase=running, kind="write", visibility="open") == "kind-stays"
    tell(session, leader(session), "change-phase", phase=running, kind="write", name="Again", text="Why?", seconds=60)
    phase = Phase.objects.get(ref=running)
    assert (phase.title, phase.prompt, phase.seconds) == ("Again", "Why?", 60)
    assert phase.due_at == NINE + timedelta(minutes=10)
    begin(session)
    assert refused(session, "change-phase", phase=running, kind="write") == "phase-was"


def test_what_lies_ahead_is_changed_and_removed():
    session = make_session()
    ahead = session.phases.last().ref
    tell(session, leader(session), "change-phase", phase=ahead, kind="write", lanes=(" a ", "", "b"), quota=3)
    phase = Phase.objects.get(ref=ahead)
    assert (phase.kind, phase.lanes, phase.quota) == ("write", ["a", "b"], 3)
    tell(session, leader(session), "remove-phase", phase=ahead)
    assert not Phase.objects.filter(ref=ahead).exists()
    assert refused(session, "remove-phase", phase=ahead) == "not-in-this-room"
    assert refused(session, "remove-phase") == "not-in-this-room"
    assert refused(session, "change-phase", kind="write") == "not-in-this-room"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "dots", "dots": 0}, "no-dots"),
        ({"kind": "write", "seconds": 5 * 3600}, "too-long-a-phase"),
        ({"kind": "write", "seconds": -1}, "too-long-a-phase"),
        ({"kind": "write", "lanes": ("x" * 41,)}, "lanes"),
        ({"kind": "write", "lanes": tuple("abcdefghijklm")}, "lanes"),
    ],
)
def test_a_phase_has_its_bounds(given, code):
    assert refused(make_session(), "phase", **given) == code


def test_dots_are_five_each_unless_it_is_said():
    session = make_session()
    ref = tell(session, leader(session), "phase", kind="dots").payload["phase"]
    assert Phase.objects.get(ref=ref).dots == 5
    assert rules.why_not_step("write", "passed", seconds=0, dots=0, lanes=[]) is None


def test_the_timer_stands_still_and_goes_on():
    session = make_session()
    ref = begin(session)
    told = tell(session, leader(session), "pause", now=NINE + timedelta(minutes=4)).payload
    assert (told["due_at"], told["seconds_left"]) == (None, 360)
    tell(session, leader(session), "pause", now=NINE + timedelta(minutes=5))
    tell(session, leader(session), "extend", seconds=60)
    tell(session, leader(session), "resume", now=NINE + timedelta(minutes=20))
    assert Phase.objects.get(ref=ref).due_at == NINE + timedelta(minutes=27)
    tell(session, leader(session), "resume", now=NINE + timedelta(minutes=21))
    assert Phase.objects.get(ref=ref).due_at == NINE + timedelta(minutes=27)


def test_without_a_timer_none_is_stopped():
    session = make_session(template="meeting")
    assert refused(session, "pause") == "not-in-this-room"
    begin(session)
    assert refused(session, "pause") == "no-timer"
    tell(session, leader(session), "extend", seconds=60)
    tell(session, leader(session), "pause")
