"""Who listens hears that something has changed, once the database says so, and nothing else."""

import asyncio
from typing import Any

import pytest

from smarthub.kit import news as kit
from smarthub.kit.news import News


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(kit, "TICK", 0.01)


class Listener:
    def __init__(self, news: News, topic: str) -> None:
        self.heard: list[str] = []
        self.cut = asyncio.Event()
        self.task = asyncio.ensure_future(news.stream(topic, {"method": "GET"}, self.receive, self.send))

    async def receive(self) -> dict[str, Any]:
        await self.cut.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.heard += [line[6:] for line in message.get("body", b"").decode().splitlines() if line.startswith("data: ")]

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.heard) < count:
                await asyncio.sleep(0.01)


def test_news_is_told_to_those_who_listen_to_its_topic_and_to_nobody_else(db):
    log: list[tuple[int, str]] = [(1, "udon")]
    news = News(lambda: reversed(log))

    async def story() -> None:
        udon, again, khonkaen = (Listener(news, topic) for topic in ("udon", "udon", "khonkaen"))
        for each in (udon, again, khonkaen):
            await each.until(1)
        log.append((3, "udon"))
        await udon.until(2)
        log.append((2, "udon"))  # written before the third, seen after it
        await again.until(3)
        assert (udon.heard, khonkaen.heard) == (["here", "news", "news"], ["here"])
        for each in (udon, again, khonkaen):
            each.cut.set()
            await each.task
        asked = news.queries
        await asyncio.sleep(0.1)
        assert news.queries <= asked + 1, "nobody listens, and still it asks"

    asyncio.run(story())


def test_more_news_than_is_asked_for_is_told_to_all(db):
    log: list[tuple[int, str]] = [(1, "udon")]
    news = News(lambda: log)

    async def story() -> None:
        listener = Listener(news, "udon")
        await listener.until(1)
        log[:] = [(900, "elsewhere")]
        await listener.until(2)
        listener.cut.set()
        await listener.task

    asyncio.run(story())
