"""The one ASGI door (config/asgi.py) and the static files before Django (config/wsgi.py), over true HTTP."""

import asyncio
import http.client
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from smarthub.config import asgi


@pytest.fixture
def line(live):
    connection = http.client.HTTPConnection(urlsplit(live).netloc, timeout=10)
    yield connection
    connection.close()


def test_pages_come_from_django(line):
    line.request("GET", "/healthz")
    assert line.getresponse().status == 200


def test_static_files_come_before_django_and_are_not_guessed_at(line):
    line.request("GET", "/static/look/css/tokens.css")
    answer = line.getresponse()
    assert answer.status == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_body_that_promises_too_much_is_refused_before_it_is_sent(line):
    line.putrequest("POST", "/healthz")
    line.putheader("Content-Length", str(asgi.LIMIT + 1))
    line.endheaders()
    assert line.getresponse().status == 413


@pytest.mark.parametrize(
    ("path", "asked", "told"),
    [
        ("/h/x/plan/1/picture/", "en", "ไฟล์นี้ใหญ่เกินไป"),
        ("/en/h/x/plan/1/picture/", "th", "That file is too large"),
        ("/api/v1/bookings", "th", "ข้อมูลมากเกินไปในครั้งเดียว"),
        ("/api/v1/bookings", "en", "Too much at once."),
    ],
)
def test_what_is_too_much_is_told_in_the_language_of_who_sent_it(line, path, asked, told):
    line.putrequest("POST", path)
    line.putheader("Content-Length", str(asgi.LIMIT + 1))
    line.putheader("Accept-Language", asked)
    line.endheaders()
    answer = line.getresponse()
    assert answer.status == 413
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    text = answer.read().decode()
    assert told in text
    assert text.startswith("{") == path.startswith("/api/")


def run(coroutine):
    """In a thread of its own: after a story Playwright's loop runs in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, coroutine).result()


def hear(path, messages):
    """What the door answers to a request whose body comes in these messages."""
    said = []

    async def receive():
        return messages.pop(0)

    async def send(message):
        said.append(message)

    scope = {"type": "http", "path": path, "headers": []}
    run(asgi.application(scope, receive, send))
    return said


def test_a_body_that_promises_nothing_is_counted_as_it_comes():
    piece = {"type": "http.request", "body": b"x" * asgi.MEGABYTE, "more_body": True}
    said = hear("/healthz", [piece] * 12 + [{"type": "http.disconnect"}])
    assert said[0]["status"] == 413


def test_who_sends_all_before_reading_is_told_all_the_same(line):
    line.request("POST", "/en/h/x/plan/1/picture/", b"x" * (asgi.LIMIT + 3 * asgi.MEGABYTE))
    answer = line.getresponse()
    assert answer.status == 413
    assert "That file is too large" in answer.read().decode()


def test_a_sender_who_hangs_up_in_the_middle_gets_no_answer_and_takes_no_thread():
    said = hear("/healthz", [{"type": "http.request", "body": b"x", "more_body": True}, {"type": "http.disconnect"}])
    assert said == []


def test_imports_may_be_longer():
    scope = {"type": "http", "path": "/api/v1/brainstorms/x/import", "headers": [(b"content-length", b"50000000")]}

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    assert run(asgi.whole_body(scope, receive)) == b""
