"""The API asks by itself who calls: every call but these."""

import pytest

from smarthub.config.api import api

OPEN = {
    "GET /api/v1/hubs",
    "GET /api/v1/hubs/{hub}",
    "GET /api/v1/hubs/{hub}/spaces",
    "GET /api/v1/hubs/{hub}/availability",
    "GET /api/v1/hubs/{hub}/presence",
    "GET /api/v1/hubs/{hub}/calendar.ics",
    # A tablet has nothing yet but the code on the host's screen.
    "PUT /api/v1/kiosk/pairing",
    # Whoever has a room's code may look in; what they may do there, the room itself asks.
    "GET /api/v1/brainstorms/{code}",
    "GET /api/v1/brainstorms/{code}/events",
    "GET /api/v1/brainstorms/{code}/stream",
    "GET /api/v1/brainstorms/{code}/results",
    "GET /api/v1/brainstorms/{code}/similar",  # for who has a key or leads: a phone has no token
    "POST /api/v1/brainstorms/{code}/commands",
}


def calls():
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, call in methods.items():
            yield f"{method.upper()} {path}", call


def test_only_what_is_public_anyway_is_open(db):
    assert {name for name, call in calls() if "security" not in call} == OPEN


@pytest.mark.parametrize("name", sorted({name for name, _ in calls()} - OPEN))
def test_a_stranger_is_asked_who_they_are(db, client, name):
    method, path = name.split(" ")
    answer = client.generic(
        method, path.format(hub="hub", ref="abc", code="abc"), "{}", content_type="application/json"
    )
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_every_call_has_an_example_and_every_problem_its_own_media_type(db):
    bare = []
    for name, call in calls():
        for status, answer in call["responses"].items():
            kinds = answer.get("content", {})
            if int(status) < 300 and int(status) != 204 and not any("example" in each for each in kinds.values()):
                bare.append(f"{name} {status}")
            assert int(status) < 400 or set(kinds) == {"application/problem+json"}, name
    assert bare == []


def test_every_post_may_carry_an_idempotency_key(db):
    without = [
        name
        for name, call in calls()
        if name.startswith("POST") and "Idempotency-Key" not in {each["name"] for each in call["parameters"]}
    ]
    assert without == []
