"""Leading: phases in any order and again, locks, time, decisions, actions, the end."""

from datetime import date, timedelta

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.models import Action, Decision, Phase
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.rules.templates import TEMPLATES
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit.refusals import Refused

VERBS = ["next", "phase", "lock", "unlock", "extend", "reveal", "decide", "act", "close"]
pytestmark = pytest.mark.django_db


def refused(session, verb, by=None, **more) -> str:
    with pytest.raises(Refused) as refused:
        tell(session, by or leader(session), verb, **more)
    return refused.value.refusal.code


@pytest.mark.parametrize("verb", VERBS)
def test_a_forged_facilitator_is_refused(verb):
    session = make_session()
    begin(session)
    assert refused(session, verb, make_participant(session), kind="dots", seconds=60) == "leaders-only"


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_runs_from_its_first_step_to_its_last(template):
    session = make_session(template=template)
    steps = session.phases.count()
    assert steps == len(TEMPLATES[template].steps)
    kinds = [tell(session, leader(session), "next").payload["kind"] for _ in range(steps)]
    assert kinds == [step.kind for step in TEMPLATES[template].steps]
    assert refused(session, "next") == "no-more-phases"


def test_a_phase_that_is_over_begins_again_as_a_copy():
    session = make_session()
    first = begin(session)
    begin(session)
    again = tell(session, leader(session), "next", phase=first).payload["phase"]
    assert again != first
    assert Phase.objects.get(ref=first).ended_at == NINE
    assert Phase.objects.get(ref=again).is_running
    assert Phase.objects.filter(session=session, began_at__isnull=False, ended_at=None).count() == 1


def test_time_is_the_servers_and_can_be_made_longer():
    session = make_session()
    ref = begin(session)
    assert Phase.objects.get(ref=ref).due_at == NINE + timedelta(minutes=10)
    tell(session, leader(session), "extend", seconds=120)
    assert Phase.objects.get(ref=ref).due_at == NINE + timedelta(minutes=12)
    assert refused(session, "extend", seconds=9999) == "not-a-length"


def test_a_lock_can_be_opened_again():
    session = make_session()
    ref = begin(session)
    tell(session, leader(session), "lock")
    assert Phase.objects.get(ref=ref).locked_at
    tell(session, leader(session), "unlock")
    assert Phase.objects.get(ref=ref).locked_at is None


def test_what_has_not_begun_is_neither_locked_nor_revealed():
    session = make_session()
    ahead = session.phases.last().ref
    assert refused(session, "lock", phase=ahead) == "not-running"
    assert refused(session, "reveal", phase=ahead) == "not-begun"
    assert refused(session, "reveal") == "not-in-this-room"
    assert refused(session, "extend", seconds=60) == "not-in-this-room"
    assert refused(session, "next", phase="nowhere") == "not-in-this-room"


def test_a_phase_of_ones_own_is_added():
    session = make_session()
    assert refused(session, "phase", kind="dance") == "unknown-kind"
    assert refused(session, "phase", kind="dots", visibility="blue") == "unknown-visibility"
    ref = tell(session, leader(session), "phase", kind="dots", dots=4, name="Four each").payload["phase"]
    assert Phase.objects.get(ref=ref).dots == 4


def test_decisions_and_actions_know_where_they_come_from():
    session = make_session()
    begin(session)
    by = make_participant(session)
    note = tell(session, by, "note", text="trees").payload["note"]
    group = tell(session, leader(session), "group", text="Green").payload["group"]
    decision = tell(session, leader(session), "decide", text="Plant", note=note, group=group).payload["decision"]
    tell(session, leader(session), "act", text="Buy", owner="Malee", due_on=date(2026, 4, 1), other=decision)
    assert Decision.objects.get().note.ref == note
    assert Action.objects.get().decision.ref == decision
    assert refused(session, "act", text="Buy", other="nowhere") == "not-in-this-room"
    assert refused(session, "decide") == "no-text"


def test_closing_ends_what_runs_and_stays():
    session = make_session()
    begin(session)
    tell(session, leader(session), "close")
    tell(session, leader(session), "close", now=NINE + timedelta(hours=1))
    session.refresh_from_db()
    assert session.closed_at == NINE
    assert not session.phases.filter(began_at__isnull=False, ended_at=None).exists()
    assert refused(session, "next") == "closed"


def test_nobody_closes_without_a_name():
    session = make_session()
    assert refused(session, "close", Sender(leads=True)) == "leaders-only"
