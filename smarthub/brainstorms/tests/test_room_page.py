"""The pages, without a script: a phone joins, writes and votes; somebody leads."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.models import Group, Note, Participant, Session, Vote
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit.thai import dates
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]


def send(client: Client, path: str, type: str, **more: str | list[str]):  # noqa: A002
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
    ("kind", "words"),
    [
        ("opinions", "Disagree"),
        ("place", "How hard is it?"),
        ("rank", "My order, the best first"),
        ("pairs", "Which one would you rather have?"),
        ("group", "Not in a group yet"),
        ("talk", "now people talk"),
        ("decide", "decided together"),
        ("act", "Who does what by when?"),
    ],
)
def test_each_kind_of_phase_has_its_page(client, kind, words):
    session = make_session()
    begin(session)
    path = f"/en/b/{session.code}/"
    send(client, path, "join")
    for text in ("trees", "buses"):
        send(client, path, "note", text=text)
    tell(session, leader(session), "reveal")
    ref = tell(session, leader(session), "phase", kind=kind).payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    page = client.get(path).content.decode()
    assert words in page
    assert "<h1" in page
    assert "<h1" not in Client().get(path).content.decode().partition('data-part="work"')[2]
    body = client.get(path + "?body").content.decode()
    assert words in body
    assert "<html" not in body


def in_phase(client, kind, *texts, **more):
    """A phone in a room whose notes are shown, in a phase of this kind; the path and the notes."""
    session = make_session()
    begin(session)
    path = f"/en/b/{session.code}/"
    send(client, path, "join")
    for text in texts:
        send(client, path, "note", text=text)
    tell(session, leader(session), "reveal")
    ref = tell(session, leader(session), "phase", kind=kind, **more).payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    return session, path, dict(Note.objects.values_list("text", "ref"))


def test_opinions_come_one_by_one_and_may_be_answered_anew(client):
    _session, path, notes = in_phase(client, "opinions", "trees", "buses")
    assert "0 of 2 answered" in client.get(path).content.decode()
    page = send(client, path, "vote", say=f"{notes['trees']} -1").content.decode()
    assert "1 of 2 answered" in page
    assert f"?again={notes['trees']}" in page
    again = client.get(f"{path}?again={notes['trees']}").content.decode()
    assert f'value="{notes["trees"]} 1"' in again
    send(client, path, "vote", say=f"{notes['trees']} 1")
    assert Vote.objects.get().value == 1
    page = send(client, path, "vote", say=f"{notes['buses']} 0").content.decode()
    assert "You have answered everything for now" in page


def test_a_pair_is_answered_by_one_button(client):
    _session, path, notes = in_phase(client, "pairs", "trees", "buses")
    assert "Compared: 0" in client.get(path).content.decode()
    page = send(client, path, "vote", say=f"{notes['buses']} {notes['trees']}").content.decode()
    assert "Compared: 1" in page
    assert "data-card" not in page
    assert Vote.objects.get().note.text == "buses"


def test_an_order_is_made_by_buttons(client):
    session, path, notes = in_phase(client, "rank", *"abc")
    phase = session.phases.get(kind="rank").ref
    order = [notes[each] for each in "abc"]

    def step(what: str) -> list[str]:
        send(client, path, "vote", phase=phase, notes=order, step=what)
        return list(Vote.objects.order_by("value").values_list("note__text", flat=True))

    assert step(f"up {notes['c']}") == ["a", "c", "b"]
    assert step(f"down {notes['a']}") == ["b", "a", "c"]
    assert step(f"up {notes['a']}") == ["a", "b", "c"]
    assert step(f"out {notes['a']}") == ["b", "c"]
    assert step(f"add {notes['a']}") == ["a", "b", "c"]
    order.pop()
    assert step(f"add {notes['c']}") == ["a", "b", "c"]
    assert step("") == ["a", "b"]
    page = client.get(path).content.decode()
    assert "Your order is kept." in page
    assert "Not in my order" in page


def test_a_note_is_moved_into_a_group_and_a_group_is_made(client):
    _session, path, notes = in_phase(client, "group", "trees", "buses")
    assert "Where does this note belong?" in client.get(f"{path}?move={notes['trees']}").content.decode()
    send(client, path, "group", text="Green", notes=notes["trees"])
    group = Group.objects.get()
    send(client, path, "move", note=notes["buses"], group=group.ref)
    assert set(group.notes.values_list("text", flat=True)) == {"trees", "buses"}
    send(client, path, "move", note=notes["buses"], group="")
    assert group.notes.get().text == "trees"


def test_my_own_note_is_changed_and_taken_back(client):
    session = make_session()
    begin(session)
    path = f"/en/b/{session.code}/"
    send(client, path, "join")
    send(client, path, "note", text="tres")
    note = Note.objects.get().ref
    assert "Remove this note" in client.get(path).content.decode()
    assert "trees" in send(client, path, "edit", note=note, text="trees").content.decode()
    send(client, path, "remove", note=note, text="trees")
    assert not Note.objects.exists()


def test_rounds_are_counted_and_a_full_round_takes_no_more(client):
    session = make_session(template="crazy-8s")
    begin(session)
    path = f"/en/b/{session.code}/"
    send(client, path, "join")
    assert "Round 1 of 8" in client.get(path).content.decode()
    assert re.search("data-full>", send(client, path, "note", text="one").content.decode())
    begin(session)
    assert "Round 2 of 8" in client.get(path).content.decode()


def test_what_my_neighbour_wrote_is_passed_to_me_and_to_nobody_else(client):
    session = make_session(template="brainwriting")
    begin(session)
    path = f"/en/b/{session.code}/"
    send(client, path, "join")
    send(client, path, "note", text="mine")
    others = [make_participant(session) for _n in range(2)]
    for n, other in enumerate(others):
        tell(session, other, "note", text=f"sheet {n}")
    begin(session)
    page = client.get(path).content.decode()
    assert "From your neighbours" in page
    assert page.count("sheet ") == 1
    assert "sheet " not in Client().get(path).content.decode()


def test_a_locked_phase_takes_nothing_and_a_closed_session_says_thanks(client):
    session, path, _notes = in_phase(client, "dots", "trees", dots=2)
    tell(session, leader(session), "lock")
    page = client.get(path).content.decode()
    assert "have locked this step" in page
    assert "<fieldset disabled>" in page
    tell(session, leader(session), "close")
    assert "Thank you for thinking together" in client.get(path).content.decode()


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
    assert "secret" in send(client, path, "reveal").content.decode()


def test_a_session_is_opened_on_a_page(client):
    make_hub()
    client.force_login(make_person())
    answer = client.post("/en/brainstorms/new/", {"hub": "hub", "question": "Why?", "template": "swot"})
    assert answer.headers["Location"] == f"/en/b/{Session.objects.get().code}/lead/"
    assert "Why?" in client.get("/en/brainstorms/").content.decode()
    assert client.post("/en/brainstorms/new/", {"hub": "hub", "question": " ", "template": "swot"}).status_code == 422


def test_there_is_no_page_of_a_room_that_is_not(client):
    assert client.get("/b/nowhere/").status_code == 404


def test_until_when_something_is_to_be_done_stands_beside_it_on_the_phone_and_on_the_leaders_page(client):
    session = make_session()
    begin(session)
    tell(session, leader(session), "act", text="Buy trees", owner="Malee", due_on=NINE.date().replace(day=28))
    tell(session, leader(session), "close")
    client.force_login(session.made_by)
    for path in (f"/en/b/{session.code}/", f"/en/b/{session.code}/lead/"):
        words = unescape(re.sub(r"<[^>]+>", "", client.get(path).content.decode()))
        assert re.search(r"Buy trees · Malee · by 28 \w+", re.sub(r"\s+", " ", words)), path


def test_a_timer_says_its_end_as_every_other_page_says_times(client):
    session = make_session()
    ref = tell(session, leader(session), "phase", kind="write", seconds=420).payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    due_at = session.phases.get(ref=ref).due_at
    assert due_at
    said = f"ถึง {dates.clock(due_at)}"
    assert "น. น." not in said
    client.force_login(session.made_by)
    for path in (f"/b/{session.code}/", f"/b/{session.code}/lead/"):
        assert said in client.get(path).content.decode(), path
