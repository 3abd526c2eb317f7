"""The pages, without a script: a phone joins, writes and votes; somebody leads."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.models import Note, Participant, Session
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit import clock
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_nine():
    with clock.stopped_at(NINE):
        yield


def send(client: Client, path: str, type: str, **more: str):  # noqa: A002
    return client.post(path, {"id": str(uuid4()), "type": type, **more}, follow=True)


def test_a_phone_joins_writes_and_votes_without_a_script(client):
    session = make_session()
    begin(session)
    path = f"/en/b/{session.code}/"
    assert "No account is needed" in client.get(path).content.decode()
    send(client, path, "join", sector="startup")
    assert Participant.objects.get().sector == "startup"
    page = send(client, path, "note", text="ต้นไม้").content.decode()
    assert "ต้นไม้" in page
    assert "ต้นไม้" not in Client().get(path).content.decode()
    tell(session, leader(session), "reveal")
    ref = tell(session, leader(session), "phase", kind="dots", dots=1).payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    assert "Dots left: 1" in client.get(path).content.decode()
    note = Note.objects.get().ref
    assert "Dots left: 0" in send(client, path, "vote", note=note, value="1").content.decode()
    assert "You have 1 dots" in send(client, path, "vote", note=note, value="2").content.decode()


@pytest.mark.parametrize(
    ("kind", "words"), [("opinions", "Disagree"), ("place", "Effort, 1 to 5"), ("rank", "My notes")]
)
def test_each_kind_of_vote_has_its_page(client, kind, words):
    session = make_session()
    begin(session)
    path = f"/en/b/{session.code}/"
    send(client, path, "join")
    send(client, path, "note", text="trees")
    tell(session, leader(session), "reveal")
    ref = tell(session, leader(session), "phase", kind=kind).payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    assert words in client.get(path).content.decode()


def test_a_late_note_says_so_and_nonsense_is_not_understood(client):
    session = make_session()
    first = begin(session)
    path = f"/en/b/{session.code}/"
    send(client, path, "join")
    begin(session)
    assert "came after this phase was over" in send(client, path, "note", text="late", phase=first).content.decode()
    assert "not understood" in client.post(path, {"id": "x"}, follow=True).content.decode()


def test_only_who_leads_sees_the_console(client):
    session = make_session()
    path = f"/en/b/{session.code}/lead/"
    client.force_login(make_person("Malee"))
    assert client.get(path).status_code == 404
    client.force_login(session.made_by)
    page = client.get(path).content.decode()
    assert "<svg" in page
    assert re.search(rf"/b/{session.code}/", page)
    send(client, path, "next", phase=session.phases.first().ref)
    tell(session, make_participant(session), "note", text="secret")
    page = client.get(path).content.decode()
    assert "secret" not in page
    assert "Not shown yet: 1" in page
    assert "secret" in send(client, path, "reveal").content.decode()


def test_a_session_is_opened_on_a_page(client):
    make_hub()
    client.force_login(make_person())
    assert "None yet." in client.get("/en/brainstorms/").content.decode()
    answer = client.post("/en/brainstorms/", {"hub": "hub", "question": "Why?", "template": "swot"})
    assert answer.headers["Location"] == f"/en/b/{Session.objects.get().code}/lead/"
    assert "Why?" in client.get("/en/brainstorms/").content.decode()
    assert client.post("/en/brainstorms/", {"hub": "hub", "question": " ", "template": "swot"}).status_code == 200


def test_there_is_no_page_of_a_room_that_is_not(client):
    assert client.get("/b/nowhere/").status_code == 404
