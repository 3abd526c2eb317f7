"""Notes like the one being written: quick, and never a text that its reader may not see."""

import time

import pytest
from django.test import Client

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.join import key_of
from smarthub.brainstorms.http import cookie_of
from smarthub.brainstorms.models import Note
from smarthub.brainstorms.queries import similar as queries
from smarthub.brainstorms.queries.similar import similar_notes
from smarthub.brainstorms.rules.notes import similar as rules
from smarthub.brainstorms.rules.notes.similar import Shelf, alike
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.brainstorms.tests.test_commands_api import Phone
from smarthub.brainstorms.tests.test_grouping import BUSES, WASTE
from smarthub.brainstorms.views import similar as view
from smarthub.kit.limits import Bucket

ASKED = "อยากให้มีรถเมล์ไฟฟ้าตอนเย็น"
pytestmark = pytest.mark.at(NINE)


@pytest.fixture
def session(db):
    session = make_session()
    begin(session)
    return session


def write(session, by, texts):
    return [tell(session, by, "note", text=text).payload["note"] for text in texts]


def texts(session, by, text=ASKED):
    return {each["text"] for each in similar_notes(session, text, participant=by.participant)}


def phone(session, by) -> Client:
    client = Client()
    client.cookies[cookie_of(session)] = key_of(by.participant.ref)
    return client


def page(client, session, text=ASKED, language="th"):
    prefix = "/en" if language == "en" else ""
    return client.get(f"{prefix}/b/{session.code}/similar/", {"text": text})


def test_before_the_reveal_each_sees_only_what_is_like_their_own(session):
    author, other = make_participant(session), make_participant(session)
    write(session, author, [*BUSES, *WASTE])
    assert texts(session, author) <= set(BUSES) != set()
    assert texts(session, other) == set()
    for text in (*BUSES, *WASTE):
        assert text not in page(phone(session, other), session, text).content.decode()
        assert similar_notes(session, text, participant=None) == []
    tell(session, leader(session), "reveal")
    assert texts(session, other) <= set(BUSES) != set()


def test_what_is_hidden_or_late_is_shown_to_nobody_else(session):
    author, other = make_participant(session), make_participant(session)
    hidden, late = write(session, author, BUSES[:2])
    tell(session, leader(session), "reveal")
    tell(session, leader(session), "hide", note=hidden)
    Note.objects.filter(ref=late).update(late_at=NINE)
    assert texts(session, other, BUSES[0]) == set()
    assert texts(session, author, BUSES[1]) == {BUSES[1]}
    assert BUSES[0] not in texts(session, author, BUSES[0])


def test_notes_of_another_room_are_not_there(session):
    other = make_session(session.hub)
    begin(other)
    write(other, make_participant(other), BUSES)
    tell(other, leader(other), "reveal")
    assert texts(session, make_participant(session)) == set()


def test_the_page_says_what_is_alike_and_whose_it_is(session):
    author = make_participant(session)
    write(session, author, WASTE)
    answer = page(phone(session, author), session, WASTE[0], "en").content.decode()
    assert "Much the same is here already" in answer
    assert WASTE[0] in answer
    assert "yours · nearly word for word" in answer
    assert page(phone(session, author), session, "ดนตรีสด").content.strip() == b""
    assert page(phone(session, author), session, "").content.strip() == b""


def test_a_stranger_asks_in_vain(session):
    assert page(Client(), session).status_code == 404
    assert Phone(session.code).get("/similar?text=x").status_code == 404
    assert page(Client(), make_session(session.hub)).status_code == 404


def test_who_leads_may_ask_too(session):
    write(session, make_participant(session), BUSES)
    tell(session, leader(session), "reveal")
    client = Client()
    client.force_login(session.made_by)
    assert "รถเมล์ไฟฟ้า" in page(client, session).content.decode()


def test_a_program_is_answered_likewise(session):
    key = Phone(session.code).do("join")["key"]
    mine = Phone(session.code, key)
    mine.do("note", text=BUSES[2])
    items = mine.get(f"/similar?text={ASKED}").json()["items"]
    assert [(each["text"], each["is_mine"]) for each in items] == [(BUSES[2], True)]
    assert mine.get("/similar").status_code == 422


def test_a_phone_that_asks_at_every_key_is_told_to_wait(session, monkeypatch):
    monkeypatch.setattr(view, "_measure", Bucket(2))
    client = phone(session, make_participant(session))
    answers = [page(client, session).status_code for _n in range(4)]
    assert answers[:2] == [200, 200]
    assert 429 in answers


def test_a_room_of_five_hundred_notes_is_quick_enough_for_typing(session):
    """Under 50 ms each; the first question of a process reads the notes."""
    by = make_participant(session)
    phase = session.phases.first()
    Note.objects.bulk_create(
        Note(session=session, phase=phase, participant=by.participant, ref=f"n{n}", text=f"{text} {n}", made_at=NINE)
        for n, text in enumerate((BUSES + WASTE) * 63)
    )
    similar_notes(session, "ขยะ", participant=by.participant)
    took = []
    for text in (*BUSES, *WASTE):
        begun = time.thread_time()  # of this thread alone: a busy machine is no slow query
        assert similar_notes(session, text, participant=by.participant)
        took.append(time.thread_time() - begun)
    assert sorted(took)[len(took) // 2] < 0.05


def test_a_shelf_that_is_full_begins_anew(monkeypatch):
    monkeypatch.setattr(rules, "MOST_TERMS", 10)
    shelf = Shelf()
    for text in (*BUSES, *WASTE):
        assert shelf.alike(text, [*WASTE, *BUSES]) == alike(text, [*WASTE, *BUSES])


def test_a_process_keeps_so_many_rooms_in_mind_and_no_more(session, monkeypatch):
    monkeypatch.setattr(queries, "ROOMS", 0)
    by = make_participant(session)
    write(session, by, BUSES)
    assert texts(session, by)
    assert texts(make_session(session.hub), by) == set()
    assert len(queries._shelves) == 1
