"""The big screen: what the whole room may read from afar, and nothing else."""

import re
from html import unescape

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]


@pytest.fixture
def session():
    return make_session()


def shown(client, session) -> str:
    return client.get(f"/en/b/{session.code}/screen/").content.decode()


def test_before_it_begins_the_screen_says_how_to_join(client, session):
    found = shown(client, session)
    assert session.question in found
    assert "<svg" in found
    assert f"/b/{session.code}" in found
    assert "0 people have joined" in found


def test_hidden_text_and_names_never_reach_the_screen(client, session):
    begin(session)
    by = make_participant(session, name="Somchai")
    tell(session, by, "note", text="secret")
    found = shown(client, session)
    assert "secret" not in found
    assert '<span class="screen__number">1</span> notes' in found
    tell(session, leader(session), "reveal")
    found = shown(client, session)
    assert "secret" in found
    assert "Somchai" not in found


def test_the_screen_sends_nothing_and_knows_no_facilitator(client, session):
    client.force_login(session.made_by)
    begin(session)
    assert "<form" not in shown(client, session)
    assert client.post(f"/en/b/{session.code}/screen/").status_code == 405


def test_groups_flow_and_what_is_too_much_is_a_number(client, session):
    begin(session)
    by = make_participant(session)
    refs = tuple(tell(session, by, "note", text=f"note {n}").payload["note"] for n in range(15))
    tell(session, leader(session), "reveal")
    tell(session, leader(session), "group", text="Green", notes=refs)
    found = shown(client, session)
    assert "Green" in found
    assert "and 3 more" in found


def test_a_result_is_there_once_it_is_revealed_and_while_people_decide(client, session):
    begin(session)
    by = make_participant(session)
    note = tell(session, by, "note", text="trees").payload["note"]
    tell(session, leader(session), "reveal")
    begin(session, "dots")
    tell(session, by, "vote", note=note, value=3)
    assert "The result" not in shown(client, session)
    tell(session, leader(session), "reveal")
    assert "<b>3 dots</b>" in shown(client, session)
    begin(session, "decide")
    assert "<b>3 dots</b>" in shown(client, session)
    tell(session, leader(session), "decide", text="Plant trees")
    assert "The result" not in shown(client, session)
    assert "Plant trees" in shown(client, session)
    tell(session, leader(session), "close")
    assert "Thank you" in shown(client, session)


def test_who_does_what_by_when_is_on_the_screen_and_at_the_end_thanks_stand_over_it(client, session):
    begin(session)
    tell(session, leader(session), "act", text="Buy trees", owner="Malee", due_on=NINE.date().replace(day=28))
    tell(session, leader(session), "close")
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", shown(client, session))).split())
    assert re.search(r"Thank you for thinking with us\. To do Buy trees Malee · by 28 \w+", words)


def test_opinions_are_told_as_sentences(client):
    session = make_session(template="opinions")
    begin(session)
    by = make_participant(session)
    note = tell(session, by, "note", text="Trees first").payload["note"]
    tell(session, leader(session), "reveal")
    begin(session, "opinions")
    for _n in range(8):
        tell(session, make_participant(session), "vote", note=note, value=1)
    tell(session, leader(session), "reveal")
    assert client.get(f"/en/b/{session.code}/screen/").status_code == 200


def test_a_timer_that_stands_still_says_so(client, session):
    begin(session)
    assert 'data-until="' in shown(client, session)
    tell(session, leader(session), "pause")
    assert "The timer is paused." in shown(client, session)


def test_there_is_no_screen_of_a_room_that_is_not(client):
    assert client.get("/b/nowhere/screen/").status_code == 404
