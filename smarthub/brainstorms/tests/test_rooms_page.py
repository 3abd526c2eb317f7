"""The list of sessions, a new one, and the templates of a hub, on pages."""

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.models import Session, Template
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.people.testing import make_person
from smarthub.places.testing import make_host, make_hub

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]


@pytest.fixture
def hub():
    return make_hub()


@pytest.fixture
def person(client):
    person = make_person()
    client.force_login(person)
    return person


def named(hub, person, question: str) -> Session:
    session = make_session(hub, person=person)
    session.question = question
    session.save()
    return session


def listed(client, query: str = "") -> str:
    return client.get(f"/en/brainstorms/{query}").content.decode()


def test_a_session_is_begun_with_a_question_and_a_template(client, hub, person):
    assert "No sessions yet" in listed(client)
    assert "Six thinking hats" in client.get("/en/brainstorms/new/").content.decode()
    answer = client.post("/en/brainstorms/new/", {"hub": "hub", "question": "Why?", "template": "swot"})
    assert answer.headers["Location"] == f"/en/b/{Session.objects.get().code}/lead/"
    assert "Why?" in listed(client)
    assert client.post("/en/brainstorms/new/", {"hub": "hub", "question": " ", "template": "swot"}).status_code == 422
    assert client.post("/en/brainstorms/new/", {"hub": "hub", "question": "x", "template": "no"}).status_code == 422


def test_without_a_hub_there_is_still_a_page(client, person):
    assert client.get("/en/brainstorms/new/").status_code == 200


def test_the_list_is_searched_and_sorted_by_state(client, hub, person):
    running, closed, _ahead = (named(hub, person, text) for text in ("Trees", "Buses", "Lights"))
    begin(running)
    tell(closed, leader(closed), "close")
    assert "Trees" in listed(client, "?state=running")
    assert "Buses" not in listed(client, "?state=running")
    assert "Buses" in listed(client, "?state=closed")
    assert "Lights" in listed(client, "?state=open")
    assert "Lights" not in listed(client, "?state=closed")
    assert "Trees" in listed(client, "?q=tree")
    assert "Trees" in listed(client, f"?q={running.code}")
    assert "Nothing found" in listed(client, "?q=nothing")


def test_hosts_see_the_sessions_of_their_hub_and_others_only_their_own(client, hub, person):
    named(hub, make_person("Malee"), "Of Malee")
    assert "Of Malee" not in listed(client)
    make_host(hub, person, since=NINE)
    assert "as a host of the hub" in listed(client)


def test_the_list_has_pages_and_asks_no_more_for_many(client, hub, person, django_assert_max_num_queries):
    for n in range(21):
        session = named(hub, person, f"Question {n}")
        begin(session)
        make_participant(session)
    assert "page=2" in listed(client, "?q=question")
    assert "page=1" in listed(client, "?q=question&page=2")
    with django_assert_max_num_queries(10):
        listed(client)


# -- templates ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def host(hub, person):
    make_host(hub, person, since=NINE)
    return person


STEP = {"kind": "write", "title": "More", "minutes": "5", "visibility": "passed", "quota": "3"}


def send(client, path: str, **more: str) -> str:
    return client.post(f"/en/brainstorms/hub/templates/{path}", more, follow=True).content.decode()


@pytest.mark.parametrize("path", ["", "x/", "x/y/"])
def test_templates_are_for_hosts(client, hub, person, path):
    assert client.get(f"/en/brainstorms/hub/templates/{path}").status_code == 404


def test_a_template_is_copied_changed_removed_and_put_back(client, host):
    assert "A copy of “SWOT”" in client.get("/en/brainstorms/hub/templates/?copy=swot").content.decode()
    assert "Change it as you like" in send(client, "", source="swot", title="Ours")
    assert "of that name" in send(client, "", source="swot", title="Ours")
    ours = Template.objects.get()
    assert "The step is added." in send(client, f"{ours.ref}/", type="phase", **STEP)
    added = ours.steps.last()
    assert (added.title, added.quota, added.visibility) == ("More", 3, "passed")
    send(client, f"{ours.ref}/", type="move-phase", phase=added.ref, value="-1")
    send(client, f"{ours.ref}/", type="move-phase", phase=added.ref, value="1")
    assert "The step is changed." in send(client, f"{ours.ref}/{added.ref}/", **{**STEP, "title": "Less"})
    assert "Less" in client.get(f"/en/brainstorms/hub/templates/{ours.ref}/{added.ref}/").content.decode()
    send(client, f"{ours.ref}/", type="remove-phase", phase=added.ref)
    assert not ours.steps.filter(pk=added.pk).exists()
    assert "Monday" in send(client, f"{ours.ref}/", type="rename", title="Monday")
    assert "You can put it back" in send(client, f"{ours.ref}/", type="remove")
    assert client.get(f"/en/brainstorms/hub/templates/{ours.ref}/").status_code == 404
    send(client, "", **{"put-back": ours.ref})
    assert "Monday" in client.get("/en/brainstorms/new/").content.decode()
    answer = client.post("/en/brainstorms/new/", {"hub": "hub", "question": "Why?", "template": ours.ref})
    assert answer.status_code == 302
    assert Session.objects.get().phases.count() == ours.steps.count()


def test_what_is_wrong_with_a_template_is_said(client, host):
    send(client, "", source="swot", title="A")
    send(client, "", source="swot", title="B")
    one = Template.objects.get(title="A")
    assert "of that name" in send(client, f"{one.ref}/", type="rename", title="B")
    lanes = "\n".join("abcdefghijklmn")
    assert "at most 12 lanes" in send(client, f"{one.ref}/", type="phase", **STEP, lanes=lanes)
    step = one.steps.first()
    assert "at most 12 lanes" in send(client, f"{one.ref}/{step.ref}/", **STEP, lanes=lanes)
    send(client, f"{one.ref}/", type="remove")
    send(client, "", source="swot", title="A")
    assert "of that name" in send(client, "", **{"put-back": one.ref})
