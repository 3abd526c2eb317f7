"""The live stream of a room, as server-sent events, answered by the ASGI door itself: no thread is held.

Each event is a message of its own whose id is its number, so a phone that was cut off goes on where it was
(Last-Event-ID, or ?after=). What is in it everybody may know who has the room's code.
"""

import asyncio
from contextlib import aclosing, suppress
from urllib.parse import parse_qs
from weakref import WeakKeyDictionary

from django.http.cookie import parse_cookie

from smarthub.brainstorms import queries
from smarthub.brainstorms.http import key_among
from smarthub.brainstorms.http.tail import Tail
from smarthub.brainstorms.models import Session
from smarthub.brainstorms.queries.here import listener
from smarthub.kit.api.problems import said, written
from smarthub.kit.streams import HEARTBEAT, Receive, Scope, Send, begin, until_they_leave

SLOWEST = 60.0  # seconds that a phone may take for one slice; one that takes longer is gone, or will come back
SLICE = 32 * 1024  # bytes: what a slow phone holds in this process, however much there is to tell it
PATH = r"/api/v1/brainstorms/(?P<code>[0-9a-z]{1,16})/stream"
_tails: WeakKeyDictionary[asyncio.AbstractEventLoop, Tail] = WeakKeyDictionary()


def tail() -> Tail:
    """The tail of this process (one a loop, and a server process has one loop)."""
    return _tails.setdefault(asyncio.get_running_loop(), Tail())


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    code = scope["path"].rsplit("/", 2)[1]
    session = await tail().ask(queries.room_coded, code)
    if session is None or scope["method"] not in {"GET", "HEAD"}:
        await _refuse(send, "not-found" if session is None else "method-not-allowed")
        return
    if not await begin(scope, send):
        return
    key = _key(scope, session)
    who = await tail().ask(listener, session.pk, queries.hash_of(key)) if key else None
    with suppress(TimeoutError):  # the answer is left unfinished, so the server cuts the line
        await until_they_leave(_tell(session.pk, _after(scope), send, who), receive)


async def _tell(session_pk: int, after: int, send: Send, who: int | None) -> None:
    await send({"type": "http.response.body", "body": b"retry: 1000\n\n", "more_body": True})
    async with aclosing(tail().listen(session_pk, after, patience=HEARTBEAT, who=who)) as news:
        async for _number, body in news:
            await _say(body or b": hb\n\n", send)


async def _say(body: bytes, send: Send) -> None:
    """Slice by slice, as fast as the phone takes them. The body itself is shared by all who are told the same."""
    for start in range(0, len(body), SLICE):
        async with asyncio.timeout(SLOWEST):
            await send({"type": "http.response.body", "body": body[start : start + SLICE], "more_body": True})


def _after(scope: Scope) -> int:
    """Where to go on: what the browser remembers is newer than the address that it was given."""
    headers = dict(scope["headers"])
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("after", ["0"])[0]
    for text in (headers.get(b"last-event-id", b"").decode("latin-1"), asked):
        if text.isascii() and text.isdecimal():
            return min(int(text[:10]), 2_000_000_000)
    return 0


def _key(scope: Scope, session: Session) -> str:
    """The key of the phone that listens; empty for a screen."""
    headers = dict(scope["headers"])
    authorization, cookies = (headers.get(name, b"").decode("latin-1") for name in (b"authorization", b"cookie"))
    return key_among(authorization, parse_cookie(cookies), session)


async def _refuse(send: Send, code: str) -> None:
    body = said(code)
    headers = [(b"content-type", b"application/problem+json")]
    await send({"type": "http.response.start", "status": body["status"], "headers": headers})
    await send({"type": "http.response.body", "body": written(body).encode()})
