"""A stream of "something has changed" (server-sent events), answered by the ASGI door itself: no thread is held.

What changed is not in it: who is told asks for their own page again, as whoever they are. So it holds nothing of anybody,
and one question to the database a tick is enough for all topics and all listeners of a process.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from weakref import WeakKeyDictionary

from django.db import close_old_connections, connections

from smarthub.kit.streams import HEARTBEAT, Receive, Scope, Send, begin, until_they_leave

Ask = Callable[[], Iterable[tuple[int, str]]]

log = logging.getLogger(__name__)
TICK = 0.4  # seconds


class News:
    """`ask` gives the newest events as (key, topic), the newest first. A key not seen before is news of its topic."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.queries = 0  # how often the database was asked
        self._watches: WeakKeyDictionary[asyncio.AbstractEventLoop, _Watch] = WeakKeyDictionary()

    async def stream(self, topic: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell this listener whenever there is news of the topic, until they hang up."""
        if await begin(scope, send):
            watch = self._watches.setdefault(asyncio.get_running_loop(), _Watch(self))
            await until_they_leave(watch.tell(topic, send), receive)


class _Watch:
    """One a process: it looks once a tick, as long as anybody listens."""

    def __init__(self, news: News) -> None:
        self.news = news
        self.listeners: dict[str, int] = {}
        self.turns: dict[str, int] = {}  # how often there was news of a topic since somebody listened to it
        self.turned: dict[str, asyncio.Event] = {}
        self.seen: set[int] | None = None
        self.ready = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def tell(self, topic: str, send: Send) -> None:
        self.listeners[topic] = self.listeners.get(topic, 0) + 1
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())
        try:
            await self.ready.wait()
            turn = self.turns.get(topic, 0)
            # At once: whoever comes (again) looks once, for what they missed while they were not listening.
            await send({"type": "http.response.body", "body": b"retry: 1000\n\ndata: here\n\n", "more_body": True})
            while True:
                news = await self._wait(topic, turn)
                turn = self.turns.get(topic, 0)
                body = b"data: news\n\n" if news else b": hb\n\n"
                await send({"type": "http.response.body", "body": body, "more_body": True})
        finally:
            self.listeners[topic] -= 1
            if not self.listeners[topic]:
                for kept in (self.listeners, self.turns, self.turned):
                    kept.pop(topic, None)

    async def _wait(self, topic: str, turn: int) -> bool:
        """Whether there was news within a heartbeat."""
        if self.turns.get(topic, 0) == turn:
            try:
                await asyncio.wait_for(self.turned.setdefault(topic, asyncio.Event()).wait(), HEARTBEAT)
            except TimeoutError:
                return False
        return True

    async def _run(self) -> None:
        thread = ThreadPoolExecutor(1, thread_name_prefix="news")
        self.seen = None
        try:
            while self.listeners:
                try:
                    await self._look(thread)
                except Exception:  # a database that is away for a moment must not end the watch
                    log.exception("The news could not be asked for; they are asked for again.")
                    await asyncio.sleep(1)
                await asyncio.sleep(TICK)
        finally:
            self.ready.clear()
            thread.submit(connections.close_all)
            thread.shutdown(wait=False)

    async def _look(self, thread: ThreadPoolExecutor) -> None:
        self.news.queries += 1
        newest = await asyncio.get_running_loop().run_in_executor(thread, _asked, self.news.ask)
        keys = {key for key, _topic in newest}
        if self.seen is not None:
            # Not only what is newer than the newest: of two that were written at once, the older may be seen later.
            topics = {topic for key, topic in newest if key not in self.seen}
            if self.seen and not keys & self.seen:  # more at once than is asked for: any of them may have changed
                topics |= self.listeners.keys()
            for topic in topics & self.listeners.keys():
                self.turns[topic] = self.turns.get(topic, 0) + 1
                self.turned.pop(topic, asyncio.Event()).set()
        self.seen = keys
        self.ready.set()


def _asked(ask: Ask) -> list[tuple[int, str]]:
    close_old_connections()
    try:
        return list(ask())
    finally:
        close_old_connections()
