"""The calls, as programs and phones make them."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.models import Event, Note
from smarthub.brainstorms.testing import make_session
from smarthub.people.actions.tokens import make_token
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]
SECRET = "ความลับของเงาไม้"


class Phone:
    """Somebody with a key: a phone's, a person's token, or none."""

    def __init__(self, code: str, key: str = "") -> None:
        self.code, self.key = code, key

    def headers(self) -> dict[str, str]:
        return {"Accept-Language": "en"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})

    def send(self, *commands: dict[str, Any]):
        body = {"commands": [{"id": str(uuid4()), **each} for each in commands]}
        path = f"/api/v1/brainstorms/{self.code}/commands"
        return Client().post(path, body, content_type="application/json", headers=self.headers())

    def do(self, verb: str, **more: Any) -> dict[str, Any]:
        answer = self.send({"type": verb, **more})
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()["results"][0]

    def get(self, path: str = ""):
        return Client().get(f"/api/v1/brainstorms/{self.code}{path}", headers=self.headers())


@pytest.fixture
def person(db):
    return make_person()


@pytest.fixture
def lead(person) -> Phone:
    hub = make_hub()
    key = make_token(person, scopes="brainstorms", by=person, now=NINE)
    answer = Client().post(
        "/api/v1/brainstorms",
        {"hub": hub.slug, "question": "Where to begin?"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
    )
    assert answer.status_code == 201
    assert answer.json()["link"].endswith(f"/b/{answer.json()['code']}/")
    return Phone(answer.json()["code"], key)


def join(lead: Phone, **more: Any) -> Phone:
    return Phone(lead.code, Phone(lead.code).do("join", **more)["key"])


def test_a_stranger_opens_no_room(client):
    assert client.post("/api/v1/brainstorms", {}, content_type="application/json").status_code == 401


@pytest.mark.parametrize("body", [{"hub": "nowhere"}, {"booking": "nothing"}])
def test_what_a_room_is_opened_with_must_exist(lead, body):
    answer = Client().post(
        "/api/v1/brainstorms",
        {"hub": "hub", "question": "Why?", **body},
        content_type="application/json",
        headers=lead.headers(),
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == next(iter(body))


def test_the_same_command_thrice_is_one_event_and_one_answer(lead):
    lead.do("next")
    phone, command = join(lead), {"id": str(uuid4()), "type": "note", "text": "one"}
    answers = {phone.send(command).content for _ in range(3)}
    assert len(answers) == 1
    assert Note.objects.count() == Event.objects.filter(type="noted").count() == 1


def test_a_join_whose_answer_was_lost_gives_the_same_key(lead):
    command = {"id": str(uuid4()), "type": "join"}
    keys = {Phone(lead.code).send(command).json()["results"][0]["key"] for _ in range(3)}
    assert len(keys) == 1


def test_several_commands_are_each_done_or_refused(lead):
    lead.do("next")
    results = join(lead).send({"type": "note", "text": "x"}, {"type": "next"}).json()["results"]
    assert [each["status"] for each in results] == ["done", "refused"]
    assert results[1]["detail"] == "Only those who lead this session may do that."


def test_the_same_idempotency_key_gives_the_same_answer(lead):
    lead.do("next")
    phone = join(lead)
    body = {"commands": [{"id": str(uuid4()), "type": "note", "text": "x"}]}
    path = f"/api/v1/brainstorms/{lead.code}/commands"
    headers = phone.headers() | {"Idempotency-Key": "k1"}
    first, again = (Client().post(path, body, content_type="application/json", headers=headers) for _ in range(2))
    assert first.content == again.content
    body["commands"][0]["text"] = "y"
    assert Client().post(path, body, content_type="application/json", headers=headers).json()["code"] == "key-reused"


def test_a_key_of_another_room_opens_nothing(lead, person):
    lead.do("next")
    other = make_session(person=person, hub=make_hub("other"))
    answer = Phone(other.code, join(lead).key).send({"type": "note", "text": "x"})
    assert answer.status_code == 422
    assert answer.json()["rule"] == "join-first"
    assert answer.json()["detail"] == "Join the room first."


@pytest.mark.parametrize("key", ["", "in_forged", "sh_forged"])
def test_a_forged_facilitator_is_refused_with_a_sentence(lead, key):
    answer = Phone(lead.code, key).send({"type": "next"})
    assert (answer.status_code, answer.json()["rule"]) == (422, "leaders-only")
    assert answer.json()["detail"]


def test_a_token_made_for_something_else_leads_nothing(lead, person):
    key = make_token(person, scopes="bookings", by=person, now=NINE)
    assert Phone(lead.code, key).send({"type": "next"}).status_code == 422


def test_who_leads_writes_for_somebody_without_a_phone(lead):
    lead.do("next")
    key = lead.do("join", name="ยายแก้ว")["key"]
    lead.do("note", text="from paper", participant=key, is_paper=True)
    assert Note.objects.get().participant.name == "ยายแก้ว"
    assert Note.objects.get().is_paper


def test_a_browser_gets_its_key_as_a_cookie_and_needs_the_proof_of_our_pages(lead):
    lead.do("next")
    client = Client(enforce_csrf_checks=True)
    path = f"/api/v1/brainstorms/{lead.code}/commands"
    body = {"commands": [{"id": str(uuid4()), "type": "join"}]}
    assert client.post(path, body, content_type="application/json").status_code == 200
    body = {"commands": [{"id": str(uuid4()), "type": "note", "text": "x"}]}
    assert client.post(path, body, content_type="application/json").json()["code"] == "csrf"


def test_there_is_no_such_room(db):
    for path in ("", "/events", "/stream", "/results"):
        assert Phone("nowhere").get(path).status_code == 404


def everything_told(phone: Phone) -> str:
    answers = [phone.get(path) for path in ("", "/events?after=0", "/stream?after=0", "/results")]
    assert {each.status_code for each in answers} == {200}
    return " ".join(
        json.dumps(each.json(), ensure_ascii=False) if "json" in each["Content-Type"] else each.content.decode()
        for each in answers
    )


def test_hidden_text_leaves_the_server_for_its_author_alone(lead):
    """In every answer there is, for everybody there is, until it is revealed; then it is told."""
    lead.do("next")
    author, reader, anybody = join(lead), join(lead), Phone(lead.code)
    note = author.do("note", text=SECRET)["note"]
    author.do("edit", note=note, text=SECRET + "!")
    for phone in (lead, reader, anybody):
        assert SECRET not in everything_told(phone)
    assert SECRET in author.get().content.decode()
    for path in ("/events?after=0", "/stream?after=0", "/results"):
        assert SECRET not in author.get(path).content.decode()
    lead.do("reveal")
    for phone in (lead, reader, anybody):
        assert SECRET in phone.get().content.decode()
        assert SECRET in phone.get("/events?after=0").content.decode()
    lead.do("hide", note=note)
    for phone in (reader, anybody):
        assert SECRET not in everything_told(phone)
    assert SECRET in lead.get().content.decode()


def test_a_late_note_is_for_who_leads_once_the_phase_is_revealed(lead):
    first = lead.do("next")["phase"]
    author, reader = join(lead), join(lead)
    lead.do("next")
    assert author.do("note", text=SECRET, phase=first)["late"]
    assert SECRET not in everything_told(lead)
    lead.do("reveal", phase=first)
    assert SECRET in lead.get().content.decode()
    assert SECRET not in everything_told(reader)


def test_no_sector_of_fewer_than_five_is_told_anywhere(lead):
    for n in range(12):
        join(lead, sector="government" if n == 0 else "citizen" if n < 7 else "startup")
    sectors = {each["sector"]: each["participants"] for each in lead.get("/results").json()["sectors"]}
    assert (sectors["government"], sectors["startup"], sectors["citizen"]) == (None, None, 6)
    for path in ("", "/events?after=0", "/stream"):
        assert "government" not in lead.get(path).content.decode()


def test_a_snapshot_and_the_events_after_it_are_the_whole(lead):
    lead.do("next")
    phone = join(lead)
    number = phone.get().json()["number"]
    phone.do("note", text="x")
    page = phone.get(f"/events?after={number}").json()
    assert [each["number"] for each in page["items"]] == [number + 1]
    assert page["number"] == number + 1
    mine = phone.get().json()["mine"]
    assert [each["text"] for each in mine["notes"]] == ["x"]


def test_an_event_that_takes_another_back_has_a_number_of_its_own(lead):
    """Else whoever reads on from it reads the same for ever."""
    group = lead.do("group", text="g")
    undone = lead.do("undo")
    again = lead.do("redo")
    told = lead.get("/events?after=0").json()["items"]
    assert [each["number"] for each in told] == [1, 2, 3] == [group["number"], undone["number"], again["number"]]
    assert [each.get("of") for each in told] == [None, 1, 2]
    assert lead.get("/events?after=3").json()["items"] == []


def test_decisions_and_actions_are_told(lead):
    lead.do("decide", text="Plant trees")
    lead.do("act", text="Buy trees", owner="Malee", due_on="2026-04-01")
    told = lead.get("/events?after=0").json()["items"]
    assert [each["text"] for each in told] == ["Plant trees", "Buy trees"]
    assert lead.get().json()["actions"][0]["due_on"] == "2026-04-01"


def test_a_text_that_is_too_long_is_counted_in_characters_and_a_list_in_things(lead):
    long = lead.send({"type": "join", "name": "x" * 301}).json()["errors"]
    many = lead.send({"type": "phase", "lanes": ["x"] * 13}).json()["errors"]
    assert [long[0]["detail"], many[0]["detail"]] == ["At most 300 characters.", "At most 12 of them."]
