"""Server-sent events, answered by the ASGI door itself: no thread is held."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

HEARTBEAT = 15.0  # seconds
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


async def begin(scope: Scope, send: Send) -> bool:
    """Whether the listener wants more than the head of the answer."""
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    if scope["method"] == "HEAD":
        await send({"type": "http.response.body", "body": b""})
        return False
    return True


async def until_they_leave(telling: Coroutine[Any, Any, None], receive: Receive) -> None:
    """Tell until it ends or the listener hangs up. A fault is raised: the server writes it down and cuts the line, and the
    listener comes back by itself.
    """
    tasks = asyncio.ensure_future(telling), asyncio.ensure_future(_hang_up(receive))
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        faults = await asyncio.gather(*tasks, return_exceptions=True)
    for fault in faults:
        if isinstance(fault, Exception):
            raise fault


async def _hang_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
