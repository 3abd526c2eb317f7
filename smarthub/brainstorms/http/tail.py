"""One tail a process: it asks the database for news of all rooms that somebody here listens to, once a tick.

Listeners read what it brought at their own pace; whoever is further behind than what is kept reads the log itself. The
database is asked in one thread of its own, so a hundred listeners cost no thread and no query each.
"""

import asyncio
import json
import logging
from collections import deque
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.db import close_old_connections, connections

from smarthub.brainstorms import queries

log = logging.getLogger(__name__)
TICK = 0.3  # seconds
KEPT = 1000  # events of a room in memory
CHUNK = 500
Answer = TypeVar("Answer")
Frame = tuple[int, bytes]  # the number of an event, and the event as it is sent


def framed(event: dict[str, Any]) -> Frame:
    data = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    return event["number"], f"id: {event['number']}\ndata: {data}\n\n".encode()


class Room:
    """What this process knows of one room: its newest events as they are sent, and who waits for more."""

    def __init__(self) -> None:
        self.listeners = 0
        self.last = -1  # -1: not asked yet
        self.frames: deque[Frame] = deque(maxlen=KEPT)
        self.news = asyncio.Event()
        self._joined: tuple[tuple[int, int], bytes] | None = None

    def add(self, events: list[dict[str, Any]]) -> None:
        for event in events:
            if event["type"] == "hidden":
                self.frames.clear()  # texts that were sent may not be sent again; the log knows which
            self.frames.append(framed(event))
            self.last = event["number"]
        self.news.set()
        self.news = asyncio.Event()

    def since(self, after: int) -> tuple[int, bytes] | None:
        """All that is kept after this number, as one piece; None where the log must be asked. Most ask for the same."""
        if not self.frames or self.frames[0][0] > after + 1:
            return None
        span = (after, self.last)
        if self._joined is None or self._joined[0] != span:
            self._joined = span, b"".join(text for number, text in self.frames if number > after)
        return self.last, self._joined[1]


class Tail:
    def __init__(self) -> None:
        self.rooms: dict[int, Room] = {}
        self.queries = 0  # how often the database was asked
        self._task: asyncio.Task[None] | None = None
        self._thread: ThreadPoolExecutor | None = None

    async def ask(self, question: Callable[..., Answer], *args: Any) -> Answer:
        """A query, in the tail's own thread."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="tail")
        self.queries += 1
        return await asyncio.get_running_loop().run_in_executor(self._thread, _asked, question, *args)

    async def listen(self, session_pk: int, after: int, *, patience: float) -> AsyncGenerator[tuple[int, bytes], None]:
        """(number of the last event, events as they are sent), again and again; (after, b"") when `patience` ran out."""
        room = self._enter(session_pk)
        try:
            while True:
                news = room.news
                if 0 <= room.last <= after or room.last == -1:
                    try:
                        await asyncio.wait_for(news.wait(), patience)
                    except TimeoutError:
                        yield after, b""
                    continue
                found = room.since(after)
                if found is None:
                    events = await self.ask(queries.events_after, session_pk, after, CHUNK)
                    if not events:
                        await asyncio.sleep(TICK)
                        continue
                    found = events[-1]["number"], b"".join(framed(event)[1] for event in events)
                after = found[0]
                yield found
        finally:
            self._leave(session_pk)

    def _enter(self, session_pk: int) -> Room:
        room = self.rooms.setdefault(session_pk, Room())
        room.listeners += 1
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())
        return room

    def _leave(self, session_pk: int) -> None:
        room = self.rooms[session_pk]
        room.listeners -= 1
        if not room.listeners:
            del self.rooms[session_pk]

    async def _run(self) -> None:
        while self.rooms:
            try:
                await self._look()
            except Exception:  # a database that is away for a moment must not end the tail
                log.exception("The tail of the rooms could not ask the database; it asks again.")
                await asyncio.sleep(1)
            await asyncio.sleep(TICK)
        if self._thread is not None:
            self._thread.submit(connections.close_all)
            self._thread.shutdown(wait=False)
            self._thread = None

    async def _look(self) -> None:
        for session_pk, number in (await self.ask(queries.moved, list(self.rooms))).items():
            room = self.rooms.get(session_pk)
            if room is None:
                continue
            if room.last == -1:
                room.last = number
                room.add([])  # wakes those who came for what is in the log already
            while room.last < number:
                events = await self.ask(queries.events_after, session_pk, room.last, CHUNK)
                if not events:
                    break
                room.add(events)


def _asked(question: Callable[..., Answer], *args: Any) -> Answer:
    close_old_connections()
    try:
        return question(*args)
    finally:
        close_old_connections()
