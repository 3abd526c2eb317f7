"""A phone that listens through the ASGI door, and what the tests of the stream need besides."""

import asyncio
import json
import threading
from typing import Any

from django.db import connections
from django.utils.module_loading import import_string

from smarthub.brainstorms.http import stream as streaming

application = import_string("smarthub.config.asgi.application")


class Listener:
    """A phone that listens through the door, and may be cut off."""

    def __init__(
        self, code: str, *, after: int = 0, last_event_id: str = "", query: str | None = None, key: str = ""
    ) -> None:
        self.sent: list[dict[str, Any]] = []
        self.cut = asyncio.Event()
        headers = [(b"last-event-id", last_event_id.encode())] if last_event_id else []
        if key:
            headers.append((b"cookie", f"room-{code}={key}".encode()))
        self.scope = {
            "type": "http",
            "method": "GET",
            "path": f"/api/v1/brainstorms/{code}/stream",
            "query_string": (f"after={after}" if query is None else query).encode(),
            "headers": headers,
        }
        self.task = asyncio.ensure_future(application(self.scope, self.receive, self.send))

    async def receive(self) -> dict[str, Any]:
        await self.cut.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.sent.append(message)

    @property
    def text(self) -> str:
        return b"".join(each.get("body", b"") for each in self.sent).decode()

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line[6:]) for line in self.text.splitlines() if line.startswith("data: ")]

    @property
    def numbers(self) -> list[int]:
        return [event["number"] for event in self.events]

    async def until(self, number: int) -> None:
        async with asyncio.timeout(10):
            while not self.numbers or self.numbers[-1] < number:
                assert not self.task.done()
                await asyncio.sleep(0.02)

    async def hang_up(self) -> None:
        self.cut.set()
        await asyncio.wait_for(self.task, 5)


def in_thread(do: Any) -> threading.Thread:
    """Another server process, as far as the stream can see: it shares nothing but the database."""

    def run() -> None:
        try:
            do()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


async def all_gone() -> None:
    """The tail ends by itself when nobody listens."""
    tail = streaming.tail()
    async with asyncio.timeout(5):
        while tail._task and not tail._task.done():
            await asyncio.sleep(0.02)
