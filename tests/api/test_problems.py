"""Whatever is asked of /api/, the answer is JSON, and what went wrong is a problem (RFC 9457) in the caller's language."""

import http.client
import json

import pytest
from django.test import override_settings

from smarthub.kit import clock
from smarthub.people.actions.tokens import make_token
from smarthub.people.testing import make_person

PROBLEM = "application/problem+json"


@pytest.fixture
def headers(db):
    person = make_person()
    return {"Authorization": f"Bearer {make_token(person, by=person, now=clock.now())}"}


@pytest.mark.parametrize("path", ["", "nothing", "hubs/", "hubs/x/y/z", "bookings", "%ff", "openapi.yaml"])
def test_an_address_that_leads_nowhere(db, client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code in {404, 405}
    assert answer.headers["Content-Type"] == PROBLEM
    assert answer.json()["status"] == answer.status_code


def test_what_an_address_does_not_do(db, client):
    answer = client.put("/api/v1/hubs")
    assert (answer.status_code, answer.headers["Content-Type"], answer.headers["Allow"]) == (405, PROBLEM, "GET")
    assert answer.json()["code"] == "method-not-allowed"


def test_what_can_be_read_can_be_asked_about(db, client):
    told, asked = client.get("/api/v1/hubs"), client.head("/api/v1/hubs")
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["Content-Type"] == told.headers["Content-Type"]
    assert client.head("/api/v1/bookings").status_code == 405


def test_too_much_at_once(headers, client):
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100):
        answer = client.post("/api/v1/bookings", {"note": "a" * 200}, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


def test_much_too_much_is_told_before_anything_is_read(live):
    connection = http.client.HTTPConnection(live.removeprefix("http://"), timeout=10)
    connection.putrequest("POST", "/api/v1/bookings")
    connection.putheader("Content-Length", str(10**9))
    connection.endheaders()
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Content-Type"]) == (413, PROBLEM)
    assert json.loads(answer.read())["code"] == "too-large"
    connection.close()


@pytest.mark.parametrize(
    ("asked", "given"), [(None, "th"), ("en", "en"), ("en-GB,th;q=0.5", "en"), ("fr", "th"), ("%%%", "th")]
)
def test_it_is_told_in_the_callers_language(db, client, asked, given):
    answer = client.get("/api/v1/hubs/nowhere", headers={"Accept-Language": asked} if asked else {})
    assert answer.headers["Content-Language"] == given
    assert answer.json()["title"] == {"th": "ไม่พบสิ่งที่ขอ", "en": "There is no such thing."}[given]


def test_the_page_about_it_shows_every_call_and_problem_without_a_script(db, client):
    for language in ("th", "en"):
        page = client.get("/api/v1/docs", {"lang": language}).content.decode()
        assert "<code>POST /api/v1/bookings</code>" in page
        assert 'id="problem-taken"' in page
        assert "//cdn" not in page
    assert client.get("/api/v1/openapi.json").json()["openapi"].startswith("3.1")
