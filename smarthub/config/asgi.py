"""The one door. Streams are answered here natively; every page goes to Django's WSGI application,
which serves three times what Django's own ASGI handler does.

The whole body is read before a thread is taken: a slow sender costs memory up to the limit, never one of the threads.
"""

import asyncio
import contextlib
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation

from smarthub.config.wsgi import application as pages  # sets Django up

# isort: split
from smarthub.bookings import http as hubs
from smarthub.brainstorms.http import stream as rooms
from smarthub.kit.api.problems import said, written
from smarthub.look.context import shell
from smarthub.look.middleware import HEADERS

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MEGABYTE = 1024 * 1024
LIMIT = 10 * MEGABYTE  # of a request's body
LIMITS = {"/import": 52 * MEGABYTE}  # where the path's end promises more
POURED, POURING = 100 * MEGABYTE, 60  # of a body that is too long, and seconds for it
THREADS = 3
STREAMS: dict[re.Pattern[str], App] = {  # by the whole path
    re.compile(rooms.PATH): rooms.stream,
    re.compile(hubs.LIVE): hubs.stream,
}

to_pages: App = WSGIMiddleware(pages, workers=THREADS)  # type: ignore[arg-type, assignment]


class Gone(Exception):
    """The sender hung up before the body was whole."""


class TooLong(Exception):
    """The body is longer than this path takes."""


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        return await lifespan(receive, send)
    for path, stream in STREAMS.items():
        if path.fullmatch(scope["path"]):
            return await stream(scope, receive, send)
    try:
        body = await whole_body(scope, receive)
    except Gone:
        return None
    except TooLong:
        await answer(send, 413, *too_long(scope))
        return await pour_away(receive, send)
    told = False

    async def hand_over() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return await to_pages(scope, hand_over, send)


async def whole_body(scope: Scope, receive: Receive) -> bytes:
    limit = next((most for end, most in LIMITS.items() if scope["path"].endswith(end)), LIMIT)
    promised = dict(scope["headers"]).get(b"content-length", b"0")
    if not promised.isdigit() or int(promised) > limit:
        raise TooLong
    parts, length = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        parts.append(message.get("body", b""))
        length += len(parts[-1])
        if length > limit:
            raise TooLong
        if not message.get("more_body", False):
            return b"".join(parts)


def too_long(scope: Scope) -> tuple[bytes, bytes]:
    """Told before Django is asked: as a problem to programs, as a page to people, in the language of either."""
    request = HttpRequest()
    request.path = request.path_info = scope["path"]
    request.META["HTTP_ACCEPT_LANGUAGE"] = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
    if request.path.startswith("/api/"):
        with translation.override(translation.get_language_from_request(request)):
            return written(said("too-large")).encode(), b"application/problem+json"
    with translation.override(translation.get_language_from_path(request.path) or settings.LANGUAGE_CODE):
        return render_to_string("413.html", shell(request)).encode(), b"text/html; charset=utf-8"


async def answer(send: Send, status: int, text: bytes, kind: bytes) -> None:
    headers = [(b"content-type", kind), (b"content-length", b"%d" % len(text)), (b"connection", b"close")]
    headers += [(name.lower().encode(), value.encode()) for name, value in HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text, "more_body": True})


async def pour_away(receive: Receive, send: Send) -> None:
    """Browsers send all they have before they read. Hung up on in the middle they show that the line broke, not what they
    were told; so a file that is only too large is let come, and kept nowhere.
    """
    length = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(POURING):
            while length < POURED:
                message = await receive()
                length += len(message.get("body", b""))
                if message["type"] == "http.disconnect" or not message.get("more_body", False):
                    break
    await send({"type": "http.response.body", "body": b""})


async def lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
