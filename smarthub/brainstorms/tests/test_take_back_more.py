"""What those who lead can take back beside the grouping: a ballot that was typed wrongly, a step that was removed."""

from datetime import timedelta
from uuid import uuid4

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.paper import count_ballot
from smarthub.brainstorms.actions.templates import copy, put_step_back, remove_step
from smarthub.brainstorms.actions.weigh import weigh_what_moved
from smarthub.brainstorms.models import Note, Participant, Phase, TemplateStep, Vote
from smarthub.brainstorms.queries.back import ballots_of, removed_phases
from smarthub.brainstorms.queries.results import results
from smarthub.brainstorms.rules.keep import MOST_STEPS
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.places.testing import make_host

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_nine():
    with clock.stopped_at(NINE):
        yield


def refused(session, verb, by=None, **more) -> str:
    with pytest.raises(Refused) as refused:
        tell(session, by or leader(session), verb, **more)
    return refused.value.refusal.code


# -- ballots -----------------------------------------------------------------------------------------------------------


def voting(kind="dots"):
    """A session with two notes, and a vote that runs."""
    session = make_session()
    begin(session)
    for text in ("one", "two"):
        tell(session, make_participant(session), "note", text=text)
    tell(session, leader(session), "reveal")
    ref = tell(session, leader(session), "phase", kind=kind).payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    return session, Phase.objects.get(ref=ref), list(Note.objects.order_by("pk").values_list("ref", flat=True))


def ballot(session, phase, said, **more):
    more.setdefault("mark", uuid4())
    return count_ballot(session, phase, said, by=leader(session), now=NINE, **more)


def test_a_ballot_is_taken_back_whole_and_counted_again_as_it_stood():
    session, phase, (one, two) = voting("place")
    typed = ballot(session, phase, {one: (5, 2), two: (1, 1)}, sector="citizen")
    before = list(Vote.objects.order_by("note").values_list("note__ref", "value", "effort", "participant__ref"))
    tell(session, leader(session), "take-ballot-back", other=typed.ref)
    assert not Vote.objects.exists()
    assert session.participants.count() == 2
    assert results(session)["participants"] == 2
    tell(session, leader(session), "count-ballot-again", other=typed.ref)
    assert list(Vote.objects.order_by("note").values_list("note__ref", "value", "effort", "participant__ref")) == before
    assert session.participants.count() == 3


@pytest.mark.parametrize(("kind", "said"), [("dots", (2, None)), ("opinions", (-1, None)), ("rank", (1, None))])
def test_each_kind_of_ballot_again_and_again(kind, said):
    session, phase, (one, _two) = voting(kind)
    typed = ballot(session, phase, {one: said})
    for _again in range(2):
        assert refused(session, "count-ballot-again", other=typed.ref) == "ballot-counted"
        tell(session, leader(session), "take-ballot-back", other=typed.ref)
        assert refused(session, "take-ballot-back", other=typed.ref) == "ballot-back"
        tell(session, leader(session), "count-ballot-again", other=typed.ref)
        assert Vote.objects.get().value == said[0]


def test_of_several_ballots_the_one_meant_goes_and_they_keep_their_numbers():
    session, phase, (one, two) = voting()
    first, second = ballot(session, phase, {one: (1, None)}), ballot(session, phase, {two: (4, None)})
    tell(session, leader(session), "take-ballot-back", other=first.ref)
    assert Vote.objects.get().participant == second
    found = [(each.ref, each.number, each.is_counted) for each in ballots_of(phase)]
    assert found == [(second.ref, 2, True), (first.ref, 1, False)]


def test_what_was_on_a_note_that_is_gone_is_not_counted_again():
    session, phase, (one, two) = voting()
    typed = ballot(session, phase, {one: (1, None), two: (2, None)})
    tell(session, leader(session), "take-ballot-back", other=typed.ref)
    Note.objects.get(ref=two).delete()
    tell(session, leader(session), "count-ballot-again", other=typed.ref)
    assert Vote.objects.get().note.ref == one


def test_the_form_of_a_ballot_sent_again_after_it_was_taken_back_counts_nothing():
    session, phase, (one, _two) = voting()
    mark = uuid4()
    typed = ballot(session, phase, {one: (1, None)}, mark=mark)
    tell(session, leader(session), "take-ballot-back", other=typed.ref)
    ballot(session, phase, {one: (1, None)}, mark=mark)
    assert not Vote.objects.exists()


def test_nobody_elses_votes_are_taken_back_and_only_by_who_leads():
    session, phase, (one, _two) = voting()
    by = make_participant(session)
    tell(session, by, "vote", note=one, value=2)
    typed = ballot(session, phase, {one: (1, None)})
    assert refused(session, "take-ballot-back", other=by.participant.ref) == "not-in-this-room"
    assert refused(session, "take-ballot-back", other="") == "not-in-this-room"
    assert refused(session, "take-ballot-back", by, other=typed.ref) == "leaders-only"
    other = make_session(session.hub)
    assert refused(other, "take-ballot-back", other=typed.ref) == "not-in-this-room"
    tell(session, leader(session), "close")
    assert refused(session, "take-ballot-back", other=typed.ref) == "closed"
    assert Vote.objects.count() == 2


def test_opinions_are_weighed_anew_without_the_ballot():
    session, phase, (one, _two) = voting("opinions")
    typed = ballot(session, phase, {one: (1, None)})
    tell(session, leader(session), "reveal")
    weigh_what_moved(now=NINE)
    for verb, agree in (("take-ballot-back", []), ("count-ballot-again", [1])):
        tell(session, leader(session), verb, other=typed.ref)
        assert weigh_what_moved(now=NINE) == 1
        assert [each["agree"] for each in results(session)["statements"]] == agree


def test_the_page_of_paper_lists_the_ballots_by_number_and_takes_one_back(client):
    session, phase, (one, _two) = voting()
    client.force_login(session.made_by)
    address = f"/en/b/{session.code}/lead/paper/"
    typed = ballot(session, phase, {one: (1, None)}, sector="private")
    shown = client.get(address).content.decode()
    assert "Ballot 1" in shown
    assert "not counted" not in shown
    sent = {"id": str(uuid4()), "type": "take-ballot-back", "other": typed.ref}
    shown = client.post(address, sent, follow=True).content.decode()
    assert "not counted" in shown
    shown = client.post(address, {**sent, "id": str(uuid4()), "type": "count-ballot-again"}, follow=True)
    assert "not counted" not in shown.content.decode()
    assert Vote.objects.count() == 1


# -- steps of a session ------------------------------------------------------------------------------------------------


def test_a_step_that_was_removed_is_put_back_as_it_was_and_where_it_was():
    session = make_session()
    begin(session)
    ahead = session.phases.get(kind="dots").ref
    given = {"kind": "dots", "name": "Ours", "text": "Why?", "seconds": 90, "dots": 7, "may_stack": False, "quota": 2}
    tell(session, leader(session), "change-phase", phase=ahead, lanes=("a", "b"), **given)
    before = list(Phase.objects.filter(session=session).values())
    tell(session, leader(session), "remove-phase", phase=ahead)
    assert removed_phases(session) == [(ahead, "Ours")]
    tell(session, leader(session), "put-phase-back", phase=ahead)
    after = list(Phase.objects.filter(session=session).values())
    assert [{**each, "id": 0, "position": 0} for each in after] == [{**each, "id": 0, "position": 0} for each in before]
    assert removed_phases(session) == []
    assert refused(session, "put-phase-back", phase=ahead) == "phase-there"


def test_a_step_that_was_removed_twice_is_offered_once_by_its_last_name():
    session = make_session()
    ref = session.phases.last().ref
    for name in ("First", "Second"):
        tell(session, leader(session), "change-phase", phase=ref, kind="act", name=name)
        tell(session, leader(session), "remove-phase", phase=ref)
        assert removed_phases(session) == [(ref, name)]
        tell(session, leader(session), "put-phase-back", phase=ref)


def test_what_has_begun_meanwhile_stays_before_it():
    session = make_session()
    second = session.phases.all()[1].ref
    begin(session)
    tell(session, leader(session), "remove-phase", phase=second)
    begin(session)
    tell(session, leader(session), "put-phase-back", phase=second)
    kinds = list(session.phases.values_list("kind", flat=True))
    assert kinds == ["write", "dots", "group", "decide", "act"]
    assert tell(session, leader(session), "next").payload["phase"] == second


def test_the_last_and_the_only_step_come_back_too():
    session = make_session(template="meeting")
    refs = list(session.phases.values_list("ref", flat=True))
    for ref in refs:
        tell(session, leader(session), "remove-phase", phase=ref)
    for ref in refs:
        tell(session, leader(session), "put-phase-back", phase=ref)
    assert list(session.phases.values_list("ref", flat=True)) == refs


def test_only_who_leads_puts_a_step_back_and_only_one_of_this_room():
    session = make_session()
    begin(session)
    ref = session.phases.last().ref
    assert refused(session, "put-phase-back", make_participant(session), phase=ref) == "leaders-only"
    other = make_session(session.hub)
    tell(session, leader(session), "remove-phase", phase=ref)
    assert refused(other, "put-phase-back", phase=ref) == "not-in-this-room"
    assert refused(session, "put-phase-back", phase="") == "not-in-this-room"


def test_the_page_of_steps_offers_what_was_removed(client):
    session = make_session()
    client.force_login(session.made_by)
    address, ref = f"/en/b/{session.code}/lead/phases/", session.phases.last().ref
    assert "Put back" not in client.get(address).content.decode()
    sent = {"phase": ref, "type": "remove-phase"}
    assert "Put back" in client.post(address, {**sent, "id": str(uuid4())}, follow=True).content.decode()
    sent["type"] = "put-phase-back"
    assert "Put back" not in client.post(address, {**sent, "id": str(uuid4())}, follow=True).content.decode()
    assert session.phases.last().ref == ref


# -- steps of a template -----------------------------------------------------------------------------------------------


@pytest.fixture
def template():
    session = make_session()
    make_host(session.hub, session.made_by, since=NINE)
    return copy(session.hub, "free", title="Ours", by=session.made_by, now=NINE)


def order(template) -> list[str]:
    return list(template.steps.values_list("ref", flat=True))


def test_a_step_of_a_template_is_put_back_where_it_was(template):
    before = order(template)
    step = template.steps.all()[1]
    for _twice in range(2):
        remove_step(step, by=template.made_by, now=NINE)
    assert order(template) == [before[0], *before[2:]]
    for _twice in range(2):
        put_step_back(step, by=template.made_by, now=NINE)
    assert order(template) == before


def test_where_another_stands_there_meanwhile_it_comes_after(template):
    *_rest, step, last = template.steps.all()
    remove_step(step, by=template.made_by, now=NINE)
    TemplateStep.objects.filter(pk=last.pk).update(position=step.position)
    before = order(template)
    put_step_back(step, by=template.made_by, now=NINE + timedelta(minutes=1))
    assert order(template) == [*before, step.ref]


def test_a_full_template_takes_none_back(template):
    step = template.steps.all()[0]
    remove_step(step, by=template.made_by, now=NINE)
    last = template.steps.last().position
    TemplateStep.objects.bulk_create(
        TemplateStep(template=template, position=last + n, kind="write") for n in range(1, MOST_STEPS)
    )
    with pytest.raises(Refused):
        put_step_back(step, by=template.made_by, now=NINE)


def test_a_removed_step_is_in_no_session_begun_with_it(template):
    remove_step(template.steps.all()[0], by=template.made_by, now=NINE)
    session = make_session(template.hub, template=template.ref, person=template.made_by)
    assert session.phases.count() == template.steps.count() == TemplateStep.everything.count() - 1


def test_the_page_of_a_template_offers_what_was_removed(client, template):
    client.force_login(template.made_by)
    address = f"/en/brainstorms/{template.hub.slug}/templates/{template.ref}/"
    before = order(template)
    shown = client.post(address, {"type": "remove-phase", "phase": before[1]}, follow=True).content.decode()
    assert "Put back" in shown
    for _twice in range(2):
        shown = client.post(address, {"type": "put-phase-back", "phase": before[1]}, follow=True).content.decode()
    assert "Put back" not in shown
    assert order(template) == before
    assert client.post(address, {"type": "put-phase-back", "phase": "x"}).status_code == 404


def test_nobody_came_in_by_a_ballot_that_was_taken_back():
    session, phase, (one, _two) = voting()
    typed = ballot(session, phase, {one: (1, None)})
    tell(session, leader(session), "take-ballot-back", other=typed.ref)
    assert not Participant.objects.filter(pk=typed.pk).exists()
    assert Participant.everybody.filter(pk=typed.pk).exists()
