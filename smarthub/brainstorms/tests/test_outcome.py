"""What is decided and taken on, and how it is looked at again when the group meets the next time."""

from collections import Counter
from datetime import date, timedelta
from uuid import uuid4

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.models import Action, Decision, Review
from smarthub.brainstorms.queries.log import events_after
from smarthub.brainstorms.queries.outcome import actions_of, open_for, sessions_before, to_look_at
from smarthub.brainstorms.reactions import forget_owner, move_to_kept
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit.refusals import Refused
from smarthub.people.facts import PersonErased, PersonMerged
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
TODAY = NINE.date()


def act(session, text="ask the city", **more):
    event = tell(session, leader(session), "act", text=text, **more)
    return Action.objects.get(ref=event.payload["action"])


def later(session):
    """The group's next session, a week on, which continues this one."""
    person = session.made_by
    from_now = make_session(session.hub, person=person)
    type(from_now).objects.filter(pk=from_now.pk).update(made_at=session.made_at + WEEK)
    from_now.refresh_from_db()
    tell(from_now, leader(from_now), "continue", other=session.code)
    from_now.refresh_from_db()
    return from_now


def look(session, action, verdict, **more):
    return tell(session, leader(session), "review", other=action.ref, kind=verdict, **more)


def test_an_action_says_who_and_until_when_and_from_which_decision():
    session = make_session()
    decision = tell(session, leader(session), "decide", text="Trees first").payload["decision"]
    action = act(session, owner="  Malee ", due_on=date(2026, 12, 1), other=decision)
    assert (action.owner, action.person, action.due_on) == ("Malee", None, date(2026, 12, 1))
    assert action.decision.text == "Trees first"
    assert action.is_open


def test_somebody_who_leads_can_be_named_by_account_and_nobody_else():
    session = make_session()
    assert act(session, name=session.made_by.code).person == session.made_by
    assert act(session, name=session.made_by.code).owner == session.made_by.name
    with pytest.raises(Refused) as refused:
        act(session, name=make_person("Stranger").code)
    assert refused.value.refusal.code == "not-a-leader"


def test_a_name_that_is_too_long_is_refused_with_a_sentence():
    with pytest.raises(Refused, match="too-long"):
        act(make_session(), owner="x" * 121)


def test_done_says_when_and_by_whom_and_can_be_taken_back():
    session = make_session()
    action = act(session)
    look(session, action, "done")
    look(session, action, "done", now=NINE + WEEK)  # said twice, done once
    action.refresh_from_db()
    assert (action.done_at, action.done_by) == (NINE, session.made_by)
    look(session, action, "open", due_on=date(2026, 12, 24))
    action.refresh_from_db()
    assert action.is_open
    assert action.due_on == date(2026, 12, 24)
    assert Review.objects.get().verdict == "open"


def test_what_is_given_up_says_why_and_stays_in_sight():
    session = make_session()
    action = act(session)
    with pytest.raises(Refused, match="no-reason"):
        look(session, action, "dropped")
    look(session, action, "dropped", text="The city did it already.")
    assert actions_of(session, today=TODAY)[0].action.why == "The city did it already."
    assert not actions_of(session, today=TODAY)[0].action.is_open


def test_what_was_left_open_is_looked_at_first_the_next_time_overdue_before_all():
    first = make_session()
    done, late, someday = (
        act(first, "done"),
        act(first, "late", due_on=TODAY - WEEK),
        act(first, "someday"),
    )
    look(first, done, "done")
    second = later(first)
    third = later(second)
    assert sessions_before(third) == [second, first]
    found = to_look_at(third, today=TODAY)
    assert [(due.action, due.is_overdue) for due in found] == [(late, True), (someday, False)]
    look(third, late, "done")
    assert [(due.action, due.verdict) for due in to_look_at(third, today=TODAY)] == [(someday, ""), (late, "done")]
    assert to_look_at(first, today=TODAY) == []


def test_an_action_is_due_until_its_day_is_over():
    action = act(make_session(), due_on=TODAY)
    assert not action.is_overdue(TODAY)
    assert action.is_overdue(TODAY + timedelta(days=1))


def test_it_can_be_looked_at_when_its_session_is_long_closed():
    session = make_session()
    action = act(session)
    tell(session, leader(session), "close")
    look(session, action, "done")
    action.refresh_from_db()
    assert action.done_at


def test_only_who_leads_looks_and_only_at_actions_of_this_line_of_sessions():
    session = make_session()
    action = act(session)
    with pytest.raises(Refused, match="leaders-only"):
        tell(session, make_participant(session), "review", other=action.ref, kind="done")
    with pytest.raises(Refused, match="not-in-this-room"):
        look(make_session(session.hub, person=session.made_by), action, "done")
    with pytest.raises(Refused, match="unknown-verdict"):
        look(session, action, "maybe")


def test_a_session_continues_one_before_it_of_the_same_hub_and_leader():
    first = make_session()
    second = later(first)
    with pytest.raises(Refused, match="not-before"):
        tell(first, leader(first), "continue", other=second.code)
    elsewhere = make_session(make_hub(slug="elsewhere"), person=first.made_by)
    with pytest.raises(Refused, match="not-before"):
        tell(second, leader(second), "continue", other=elsewhere.code)
    others = make_session(first.hub)
    with pytest.raises(Refused, match="not-before"):
        tell(second, leader(second), "continue", other=others.code)


def test_words_are_put_right_and_the_log_tells_the_new_ones():
    session = make_session()
    decision = tell(session, leader(session), "decide", text="Tres").payload["decision"]
    action = act(session, "aks", owner="Tom")
    tell(session, leader(session), "amend", other=decision, text="Trees")
    tell(session, leader(session), "amend", other=action.ref, text="ask", owner="Anna", due_on=date(2026, 12, 1))
    assert Decision.objects.get().text == "Trees"
    action.refresh_from_db()
    assert (action.text, action.owner) == ("ask", "Anna")
    told = events_after(session.pk, 0)
    assert told[0]["text"] == "Trees"
    assert told[-1]["owner"] == "Anna"
    with pytest.raises(Refused, match="not-in-this-room"):
        tell(session, leader(session), "amend", other="nothing", text="x")
    with pytest.raises(Refused, match="leaders-only"):
        tell(session, Sender(), "amend", other=decision, text="x")


def test_a_person_sees_what_they_took_on_and_what_their_sessions_left_open():
    session = make_session()
    mine = act(session, "mine", due_on=TODAY - WEEK)
    done = act(session, "done")
    look(session, done, "done")
    act(make_session(session.hub), "another's")
    assert [(due.action, due.is_overdue) for due in open_for(session.made_by, today=TODAY)] == [(mine, True)]
    assert open_for(make_person("Stranger"), today=TODAY) == []


def test_the_page_of_what_is_open_leads_to_its_session_and_takes_what_is_done(client):
    session = make_session()
    action = act(session, "ask the city", due_on=TODAY - WEEK)
    client.force_login(session.made_by)
    page = client.get("/en/brainstorms/to-do/").content.decode()
    assert "Overdue" in page
    assert f"/en/b/{session.code}/minutes/#to-do" in page
    client.post(
        f"/en/b/{session.code}/minutes/", {"id": str(uuid4()), "type": "review", "other": action.ref, "kind": "done"}
    )
    assert "Nothing is open" in client.get("/en/brainstorms/to-do/").content.decode()


def test_many_open_actions_take_no_more_queries(client, django_assert_max_num_queries):
    session = make_session()
    client.force_login(session.made_by)
    for n in range(15):
        act(session, f"do {n}")
    with django_assert_max_num_queries(10):
        client.get("/en/brainstorms/to-do/")


def test_whoever_is_forgotten_owns_nothing_any_more():
    session = make_session()
    mine, others = act(session, name=session.made_by.code), act(session, owner="Tom")
    forget_owner(PersonErased(session.made_by, by=session.made_by, at=NINE))
    mine.refresh_from_db()
    others.refresh_from_db()
    assert (mine.owner, mine.person) == ("", None)
    assert others.owner == "Tom"


def test_two_records_of_one_person_become_one_who_leads():
    session = make_session()
    action = act(session, name=session.made_by.code)
    kept = make_person("Malee")
    fact = PersonMerged(kept=kept, gone=session.made_by, by=kept, at=NINE, moved=Counter())
    move_to_kept(fact)
    action.refresh_from_db()
    assert action.person == kept
    assert session.facilitators.get().person == kept


def test_in_the_step_of_actions_every_phone_sees_what_was_left_open(client):
    first = make_session()
    act(first, "ask the city", owner="Tom", due_on=TODAY - WEEK)
    second = later(first)
    begin(second, "act")
    page = client.get(f"/en/b/{second.code}/").content.decode()
    assert "ask the city" in page
    assert "overdue" in page
    client.force_login(second.made_by)
    assert "/minutes/#last-time" in client.get(f"/en/b/{second.code}/lead/").content.decode()


def test_an_action_follows_from_a_decision_of_its_own_room_only():
    session, other = make_session(), make_session(make_hub(slug="elsewhere"))
    decision = tell(other, leader(other), "decide", text="Trees").payload["decision"]
    with pytest.raises(Refused, match="not-in-this-room"):
        act(session, other=decision)


def test_a_reason_has_an_end():
    session = make_session()
    with pytest.raises(Refused, match="too-long"):
        look(session, act(session), "dropped", text="x" * 501)
