"""What a hostile or broken phone sends, and what is behind every door that there is."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.api import who
from smarthub.brainstorms.models import Event, Note, Participant
from smarthub.brainstorms.testing import make_session
from smarthub.brainstorms.tests.test_commands_api import Phone, join
from smarthub.brainstorms.tests.test_commands_api import lead as lead
from smarthub.brainstorms.tests.test_commands_api import person as person
from smarthub.kit.limits import Bucket
from smarthub.kit.models import KeptAnswer
from smarthub.people.models import Person
from smarthub.places.testing import make_hub

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]
SECRET = "ความลับของเงาไม้"
SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def post(code: str, body: bytes | dict[str, Any], **headers: str):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Client().post(f"/api/v1/brainstorms/{code}/commands", data, content_type="application/json", headers=headers)


MARK = b"39871674-5e70-41a8-b13d-c7ee77a14a0a"  # the same in every process that gathers the tests


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"\xff\xfe", 400),
        (b'{"commands": [{"id": "%s", "type": "join", "name": "\xff"}]}' % MARK, 400),
        (b'{"commands": [{"id": "%s", "type": "join", "name": "\\ud800"}]}' % MARK, 400),
        (b'{"commands": [{"id": "%s", "type": "join", "name": "a\\u0000b"}]}' % MARK, 422),
        (b"[" * 100_000, 400),
        (b'{"commands": []}', 422),
    ],
)
def test_what_cannot_be_read_is_answered_with_a_problem(lead, body, status):
    answer = post(lead.code, body)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"


def test_more_than_a_hundred_commands_at_once_are_too_many(lead):
    commands = [{"id": str(uuid4()), "type": "join"} for _ in range(101)]
    answer = post(lead.code, {"commands": commands})
    assert answer.status_code == 422
    assert not Participant.objects.exists()


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59-23:59", "2200-12-31T23:59:59-23:59", "2000-01-01T00:00:00+23:59"])
def test_a_phone_whose_clock_is_at_the_end_of_the_world_breaks_nothing(lead, at):
    lead.do("next")
    answer = join(lead).send({"type": "note", "text": "x", "at": at})
    assert answer.status_code in {200, 422}


def test_an_id_is_not_used_for_other_words(lead):
    """To answer “done” would lose them."""
    lead.do("next")
    phone, mark = join(lead), str(uuid4())
    phone.do("note", id=mark, text="one")
    answer = phone.send({"id": mark, "type": "note", "text": "two"})
    assert (answer.status_code, answer.json()["rule"]) == (422, "id-used")
    assert phone.send({"id": mark, "type": "note", "text": "one"}).status_code == 200
    assert [note.text for note in Note.objects.all()] == ["one"]


def test_somebody_elses_command_is_not_answered_to_others(lead):
    lead.do("next")
    mark = str(uuid4())
    join(lead).do("note", id=mark, text="one")
    answer = join(lead).send({"id": mark, "type": "note", "text": "one"})
    assert (answer.status_code, answer.json()["rule"]) == (422, "id-used")


def test_a_join_keeps_its_answer_for_its_key_and_no_secret_is_kept(lead):
    body = {"commands": [{"id": str(uuid4()), "type": "join"}]}
    first, again = (post(lead.code, body, **{"Idempotency-Key": "k1"}) for _ in range(2))
    assert first.status_code == 200
    assert first.content == again.content
    key = first.json()["results"][0]["key"]
    assert key not in str(KeptAnswer.objects.get().answer)
    assert again.cookies[f"room-{lead.code}"].value == key
    body["commands"][0]["name"] = "Malee"
    answer = post(lead.code, body, **{"Idempotency-Key": "k1"})
    assert (answer.status_code, answer.json()["code"]) == (422, "key-reused")
    assert Participant.objects.count() == 1


def test_an_import_keeps_its_answer_for_its_key(lead):
    body = {"format": "polis", "comments_csv": "comment-id,comment-body\n1,x", "votes_csv": "voter-id,comment-id,vote"}

    def bring() -> Any:
        return Client().post(
            f"/api/v1/brainstorms/{lead.code}/import",
            body,
            content_type="application/json",
            headers=lead.headers() | {"Idempotency-Key": "k1"},
        )

    first = bring()
    assert first.status_code == 200, first.content
    join(lead)  # the results would say otherwise now
    assert bring().content == first.content
    body["comments_csv"] += "\n2,y"
    assert bring().json()["code"] == "key-reused"
    assert Event.objects.filter(type="imported").count() == 1


def test_a_key_is_kept_as_a_hash(lead):
    key = join(lead).key
    assert key not in str(list(Participant.objects.values()) + list(Event.objects.values()))


def test_things_of_another_room_are_not_here(lead, person):
    other = Phone(make_session(person=person, hub=make_hub("other")).code, lead.key)
    other.do("next")
    theirs = join(other).do("note", text="x")
    group = other.do("group", text="g")["group"]
    phone = join(lead)
    first = lead.do("next")
    assert first["phase"] != theirs["phase"]
    for command in (
        {"type": "edit", "note": theirs["note"], "text": "y"},
        {"type": "move", "note": theirs["note"]},
        {"type": "rename", "group": group, "text": "y"},
        {"type": "vote", "note": theirs["note"], "phase": theirs["phase"], "value": 1},
        {"type": "note", "phase": theirs["phase"], "text": "y"},
    ):
        answer = phone.send(command)
        assert (answer.status_code, answer.json()["rule"]) == (422, "not-in-this-room"), command
    for command in ({"type": "next", "phase": theirs["phase"]}, {"type": "hide", "note": theirs["note"]}):
        answer = lead.send(command)
        assert (answer.status_code, answer.json()["rule"]) == (422, "not-in-this-room"), command


def test_nobody_groups_what_is_locked_or_closed(lead):
    lead.do("next")
    phone = join(lead)
    note = phone.do("note", text="x")["note"]
    lead.do("reveal")
    phone.do("move", note=note)
    lead.do("lock")
    assert phone.send({"type": "group", "text": "g"}).json()["rule"] == "locked"
    lead.do("unlock")
    phone.do("group", text="g")
    lead.do("close")
    assert phone.send({"type": "undo"}).json()["rule"] == "closed"


def test_a_phone_that_sends_without_end_waits(lead, monkeypatch):
    monkeypatch.setattr(who, "_phones", Bucket(3))
    phone, other = join(lead), join(lead)
    answers = [phone.send({"type": "join"}) for _ in range(5)]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) >= 1
    assert other.send({"type": "join"}).status_code == 200


def test_polling_and_the_stream_agree_to_the_byte(lead):
    lead.do("next")
    join(lead).do("note", text="x")
    lead.do("reveal")
    polled = lead.get("/events?after=0").json()["items"]
    streamed = [
        json.loads(line[6:]) for line in lead.get("/stream").content.decode().splitlines() if line[:5] == "data:"
    ]
    assert polled == streamed


# --- every door ---------------------------------------------------------------------------------------------------------


def doors() -> list[str]:
    """Every address of a room."""
    found = []
    for space in ("brainstorms", "api"):
        resolver = get_resolver().namespace_dict[space][1]
        for name in {each for each in resolver.reverse_dict if isinstance(each, str)}:
            try:
                found.append(reverse(f"{space}:{name}", kwargs={"code": "roomcode"}))
            except NoReverseMatch:
                continue
    return sorted(found)


def everybody(lead: Phone, person: Person, author: Phone) -> dict[str, Client]:
    """Who may look: the one who leads, by page and by program; another phone; a stranger; the author's own phone."""
    reader = join(lead)
    clients = {name: Client(headers={"Accept-Language": "th"}) for name in ("lead", "reader", "stranger")}
    clients["lead"].force_login(person, backend=SIGNED_IN)
    clients["program"] = Client(headers={"Authorization": f"Bearer {lead.key}"})
    clients["reader"].cookies[f"room-{lead.code}"] = reader.key
    clients["author"] = Client()
    clients["author"].cookies[f"room-{lead.code}"] = author.key
    return clients


def told(client: Client, code: str) -> dict[str, str]:
    said = {}
    for door in doors():
        for query in ("", "?after=0", f"?q={SECRET[:8]}&text={SECRET[:8]}"):
            answer: Any = client.get(door.replace("roomcode", code) + query)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            said[door + query] = ESCAPED.sub(lambda found: chr(int(found[1], 16)), body.decode("utf-8", "replace"))
    return said


def test_there_are_doors_to_try():
    assert {"/b/roomcode/", "/api/v1/brainstorms/roomcode/results"} <= set(doors())
    assert len(doors()) >= 8


def test_hidden_text_is_behind_no_door_before_it_is_revealed(lead, person):
    lead.do("next")
    author = join(lead)
    note = author.do("note", text=SECRET)["note"]
    clients = everybody(lead, person, author)
    for who_looks in ("lead", "program", "reader", "stranger"):
        for door, text in told(clients[who_looks], lead.code).items():
            assert SECRET not in text, f"{who_looks} reads it at {door}"
    assert any(SECRET in text for text in told(clients["author"], lead.code).values())
    lead.do("reveal")
    for who_looks in ("lead", "program", "reader", "stranger"):
        assert any(SECRET in text for text in told(clients[who_looks], lead.code).values()), who_looks
    lead.do("hide", note=note)
    for who_looks in ("reader", "stranger"):
        for door, text in told(clients[who_looks], lead.code).items():
            assert SECRET not in text, f"{who_looks} reads it at {door}"
