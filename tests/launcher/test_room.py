"""A room in a house that is killed in the middle: all phones go on by themselves, nothing is lost, nothing doubled."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest

from bench.phones import Phone, Sender
from tests.launcher.house import PATIENCE, House, wait_until

PHONES, NOTES = 12, 60


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds its processes in /proc"),
]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    try:
        house.start()
        wait_until(house.answers, otherwise=house.log)
        yield house
    finally:
        house.end()


def call(house: House, path: str, body: dict[str, Any], token: str) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = Request(f"http://127.0.0.1:{house.port}/api/v1{path}", json.dumps(body).encode(), headers)
    with urlopen(request, timeout=PATIENCE) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def command(**what: Any) -> dict[str, Any]:
    return {"commands": [{"id": str(uuid4()), **what}]}


async def until_answered(sender: Sender, path: str, key: str, body: bytes) -> int:
    """As an outbox sends: the same command, until somebody answers."""
    while True:
        try:
            status, answer = await asyncio.wait_for(sender.post(path, key, body), 10)
        except (TimeoutError, OSError, EOFError):
            sender.close()
            await asyncio.sleep(0.1)
        else:
            assert status == 200, answer
            return int(json.loads(answer)["results"][0]["number"])


def test_phones_go_on_by_themselves_after_the_house_was_killed(house: House) -> None:
    token = house.manage("token", "lead@example.org", "--scopes", "all").stdout.split()[-1]
    code = call(house, "/brainstorms", {"hub": "udon-smart-hub", "question": "?"}, token)["code"]
    path = f"/brainstorms/{code}/commands"
    call(house, path, command(type="next"), token)
    keys = [call(house, path, command(type="join"), token)["results"][0]["key"] for _ in range(PHONES)]

    async def write(key: str, numbers: list[int]) -> None:
        sender = Sender(house.port)
        for n in range(NOTES // PHONES):
            body = json.dumps(command(type="note", text=f"โน้ต {n}")).encode()
            numbers.append(await until_answered(sender, f"/api/v1{path}", key, body))
            await asyncio.sleep(0.1)
        sender.close()

    async def kill_and_start(numbers: list[int]) -> None:
        while len(numbers) < NOTES // 3:
            await asyncio.sleep(0.01)
        for process in house.processes():
            os.kill(process, signal.SIGKILL)
        assert house.process
        house.process.wait(PATIENCE)
        await asyncio.to_thread(wait_until, lambda: not house.processes())
        house.start()

    async def story() -> tuple[list[int], list[Phone]]:
        phones = [Phone(house.port, code, key, 0) for key in keys]
        for phone in phones:
            await phone.connect()
        numbers: list[int] = []
        async with asyncio.timeout(2 * PATIENCE):
            await asyncio.gather(kill_and_start(numbers), *(write(key, numbers) for key in keys))
            while any(phone.after < max(numbers) for phone in phones):
                await asyncio.sleep(0.05)
        for phone in phones:
            phone.cut()
        return numbers, phones

    numbers, phones = asyncio.run(story())
    assert sorted(numbers) == list(range(PHONES + 2, PHONES + 2 + NOTES)), "one event for each note, each answered once"
    for phone in phones:
        assert phone.lines >= 2
        assert list(phone.numbers) == list(range(1, PHONES + 2 + NOTES))
