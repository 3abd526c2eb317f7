"""Bringing a Polis conversation in by hand: two files, once, and the line that is wrong where one is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from smarthub.brainstorms.actions.weigh import weigh_opinions
from smarthub.brainstorms.models import Note, Participant
from smarthub.brainstorms.testing import make_session
from smarthub.brainstorms.views import bring
from smarthub.kit import clock
from smarthub.people.testing import make_person

pytestmark = pytest.mark.django_db(transaction=True)
COMMENTS = "comment-id,comment-body,moderated\n1,ต้นไม้ริมถนน,1\n2,รถเมล์ไฟฟ้า,1\n"
VOTES = "voter-id,comment-id,vote\n10,1,1\n10,2,-1\n11,1,0\n"


def send(client, session, comments=COMMENTS, votes=VOTES):
    sent = {"comments": comments, "votes": votes}
    files = {
        name: SimpleUploadedFile(f"{name}.csv", text.encode() if isinstance(text, str) else text)
        for name, text in sent.items()
    }
    return client.post(f"/en/b/{session.code}/import/", files)


@pytest.fixture
def session(client):
    session = make_session()
    client.force_login(session.made_by)
    return session


def test_two_files_become_statements_and_people_who_have_no_key(client, session):
    assert send(client, session).status_code == 302
    page = client.get(f"/en/b/{session.code}/import/").content.decode()
    assert "2 people were brought in." in page
    assert "http-equiv" in page  # until the mathematics is done
    assert (Note.objects.count(), Participant.objects.count()) == (2, 2)
    weigh_opinions(session, now=clock.now())
    assert "See the results" in client.get(f"/en/b/{session.code}/import/").content.decode()


def test_the_same_files_again_bring_nothing_new(client, session):
    send(client, session)
    send(client, session)
    assert Participant.objects.count() == 2


def test_as_excel_saves_them(client, session):
    assert send(client, session, COMMENTS.encode("utf-16"), b"\xef\xbb\xbf" + VOTES.encode()).status_code == 302
    assert Note.objects.first().text == "ต้นไม้ริมถนน"


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        ("voter-id,comment-id,vote\n10,1,1\n10,2,maybe\n", "votes.csv, line 3"),
        ("a,b\n1,2\n", "has no column"),
        ("", "The submitted file is empty."),
    ],
)
def test_what_is_wrong_is_named_and_nothing_comes_in(client, session, votes, words):
    answer = send(client, session, votes=votes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Participant.objects.count() == 0


def test_files_that_are_too_large_are_refused(client, session, monkeypatch):
    monkeypatch.setattr(bring, "MOST_BYTES", 20)
    assert "50 MB together" in send(client, session).content.decode()


def test_only_who_leads_finds_the_page(client, session):
    client.force_login(make_person("Stranger"))
    assert client.get(f"/en/b/{session.code}/import/").status_code == 404
    assert send(client, session).status_code == 404
