"""One tail a process: it asks the database for news of all rooms that somebody here listens to, once a tick.

Listeners read what it brought at their own pace; whoever is further behind than what is kept reads the log, and those who
ask for the same piece share the answer. So a room that comes back all at once, after a restart or a cut line, costs a few
queries. The database is asked in one thread of its own: a hundred listeners cost no thread and no query each.
"""

import asyncio
import json
import logging
import time
from collections import Counter, deque
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from django.db import close_old_connections, connections

from smarthub.brainstorms import queries
from smarthub.brainstorms.actions.here import heard
from smarthub.brainstorms.queries.here import NOTED_EVERY
from smarthub.kit import clock

log = logging.getLogger(__name__)
TICK = 0.3  # seconds
KEPT = 1000  # events of a room in memory
MOST_BYTES = 1024 * 1024  # of a room in memory; a reveal may hold hundreds of texts
CHUNK = 500
NOT_ASKED = -1
Answer = TypeVar("Answer")
Frame = tuple[int, bytes]  # the number of an event, and the event as it is sent
Shown = list[dict[str, Any]]


def framed(event: dict[str, Any]) -> Frame:
    data = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    return event["number"], f"id: {event['number']}\ndata: {data}\n\n".encode()


class Room:
    """What this process knows of one room: its newest events as they are sent, and who waits for more."""

    def __init__(self) -> None:
        self.listeners = 0
        self.here: Counter[int] = Counter()  # whose phones listen; one may have several windows
        self.arrived: set[int] = set()  # of them those of whom it is not noted yet
        self.last = NOT_ASKED
        self.frames: deque[Frame] = deque()
        self.size = 0  # bytes in frames
        self.news = asyncio.Event()
        self.pieces: dict[int, asyncio.Task[Shown]] = {}  # of the log, being read; by the number they come after
        self._joined: tuple[tuple[int, int], bytes] | None = None

    def add(self, events: Shown) -> None:
        for event in events:
            frame = framed(event)
            self.frames.append(frame)
            self.size += len(frame[1])
            self.last = event["number"]
        while len(self.frames) > KEPT or (self.size > MOST_BYTES and len(self.frames) > 1):
            self.size -= len(self.frames.popleft()[1])
        self.wake()

    def begin_anew(self, events: Shown, last: int) -> None:
        """Keep these alone. Texts that were sent before may not be sent again once their note was hidden."""
        self.frames.clear()
        self.size, self.last, self._joined = 0, last, None
        self.add(events)

    def wake(self) -> None:
        self.news.set()
        self.news = asyncio.Event()

    def since(self, after: int) -> Frame | None:
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
        self._noted = time.monotonic()  # when it was last noted who is here
        self._task: asyncio.Task[None] | None = None
        self._thread: ThreadPoolExecutor | None = None

    async def ask(self, question: Callable[..., Answer], *args: Any) -> Answer:
        """A query, in the tail's own thread."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="tail")
        self.queries += 1
        return await asyncio.get_running_loop().run_in_executor(self._thread, _asked, question, *args)

    async def listen(
        self, session_pk: int, after: int, *, patience: float, who: int | None = None
    ) -> AsyncGenerator[Frame, None]:
        """(number of the last event, events as they are sent), again and again; (after, b"") when `patience` ran out.

        `who`: the participant whose phone listens, for the count of who is here.
        """
        room = self._enter(session_pk, who)
        try:
            while True:
                news = room.news
                if room.last <= after or room.last == NOT_ASKED:
                    try:
                        await asyncio.wait_for(news.wait(), patience)
                    except TimeoutError:
                        yield after, b""
                    continue
                found = room.since(after)
                if found is None:
                    events = await self._piece(room, session_pk, after)
                    if not events:
                        await asyncio.sleep(TICK)
                        continue
                    found = events[-1]["number"], b"".join(framed(event)[1] for event in events)
                after = found[0]
                yield found
        finally:
            self._leave(session_pk, who)

    async def _piece(self, room: Room, session_pk: int, after: int) -> Shown:
        """The next events of the log after this number, read once for all who ask meanwhile. Who hangs up while it is
        read does not take it from the others.
        """
        reading = room.pieces.get(after)
        if reading is None:
            reading = asyncio.ensure_future(self.ask(queries.events_after, session_pk, after, CHUNK))
            room.pieces[after] = reading
            reading.add_done_callback(lambda _done: room.pieces.pop(after, None))
        return await asyncio.shield(reading)

    def _enter(self, session_pk: int, who: int | None) -> Room:
        room = self.rooms.setdefault(session_pk, Room())
        room.listeners += 1
        if who is not None:
            room.here[who] += 1
            room.arrived.add(who)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())
        return room

    def _leave(self, session_pk: int, who: int | None) -> None:
        room = self.rooms[session_pk]
        room.listeners -= 1
        if who is not None:
            room.here[who] -= 1
            room.here += Counter()  # without those who are gone
        if not room.listeners:
            del self.rooms[session_pk]

    async def _run(self) -> None:
        while self.rooms:
            try:
                await self._look()
                await self._note()
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
            if room is None or room.last == number:
                continue
            try:
                await self._read(room, session_pk, number)
            except Exception:  # one room that cannot be read must not silence those after it
                log.exception("The tail could not read a room; it tries again.")

    async def _note(self) -> None:
        """Who is here: those who came since the last look at once, everybody now and then. One query for a whole house."""
        if is_time := time.monotonic() - self._noted >= NOTED_EVERY:
            self._noted = time.monotonic()
        found: set[int] = set()
        for room in self.rooms.values():
            found.update(room.here if is_time else room.arrived)
            room.arrived.clear()
        if found:
            await self.ask(partial(heard, now=clock.now()), found)

    async def _read(self, room: Room, session_pk: int, number: int) -> None:
        """Bring what is new. A room that is met for the first time brings its newest events too: those who come back
        after a restart ask for just these.
        """
        while room.last != NOT_ASKED and room.last < number:
            events = await self.ask(queries.events_after, session_pk, room.last, CHUNK)
            if any(event["type"] in {"hidden", "removed"} for event in events):
                break
            if not events or events[-1]["number"] <= room.last:
                return  # never again and again for the same
            room.add(events)
        else:
            if room.last != NOT_ASKED:
                return
        events = await self.ask(queries.events_after, session_pk, max(0, number - CHUNK), CHUNK)
        room.begin_anew(events, events[-1]["number"] if events else number)


def _asked(question: Callable[..., Answer], *args: Any) -> Answer:
    close_old_connections()
    try:
        return question(*args)
    finally:
        close_old_connections()
