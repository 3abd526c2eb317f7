"""Many phones at one stream, some of them slow, some away: a few queries, little memory, and nobody waits for another."""

import asyncio
from typing import Any

import pytest

from smarthub.brainstorms import queries
from smarthub.brainstorms.http import stream as streaming
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.brainstorms.tests.listening import Listener, all_gone, in_thread
from smarthub.places.testing import make_hub

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr("smarthub.brainstorms.http.tail.TICK", 0.05)


@pytest.fixture
def session():
    session = make_session()
    begin(session)
    return session


def test_a_room_that_comes_back_all_at_once_costs_a_few_queries(session, monkeypatch):
    """After a restart: nothing is in memory yet, and everybody asks for the same."""
    monkeypatch.setattr("smarthub.brainstorms.http.tail.CHUNK", 20)
    for n in range(60):
        tell(session, leader(session), "note", text=str(n))

    async def story() -> int:
        near = [Listener(session.code, after=55) for _ in range(40)]
        far = [Listener(session.code, after=1) for _ in range(40)]
        for phone in near + far:
            await phone.until(61)
        asked = streaming.tail().queries
        for phone in near + far:
            await phone.hang_up()
        assert all(phone.numbers == list(range(56, 62)) for phone in near)
        assert all(phone.numbers == list(range(2, 62)) for phone in far)
        await all_gone()
        return asked

    before = asyncio.run(story())
    assert before < 80 + 40  # one for the code of each, and what all share


def test_what_was_hidden_while_phones_were_away_is_not_told_again_from_memory(session):
    by = make_participant(session)
    note = tell(session, by, "note", text="ความลับ").payload["note"]
    tell(session, leader(session), "reveal")

    async def story() -> None:
        steady, away = Listener(session.code), Listener(session.code, after=1)
        await steady.until(4)
        await away.until(4)
        await away.hang_up()
        in_thread(lambda: tell(session, leader(session), "note", text="หลังจากนั้น")).join()
        await steady.until(5)
        in_thread(lambda: tell(session, leader(session), "hide", note=note)).join()
        await steady.until(6)
        again = Listener(session.code, after=1)
        await again.until(6)
        assert again.numbers == [2, 3, 4, 5, 6]
        assert "ความลับ" not in again.text
        assert "หลังจากนั้น" in again.text
        await steady.hang_up()
        await again.hang_up()
        await all_gone()

    asyncio.run(story())


def test_a_phone_that_takes_nothing_holds_little_and_is_let_go(session, monkeypatch):
    monkeypatch.setattr(streaming, "SLOWEST", 0.3)
    for n in range(60):
        tell(session, leader(session), "note", text=f"{n} " + "ก" * 1900)
    tell(session, leader(session), "reveal")

    class Stuck(Listener):
        async def send(self, message: Any) -> None:
            self.sent.append(message)
            if len(self.sent) > 3:
                await asyncio.sleep(60)

    async def story() -> None:
        stuck, other = Stuck(session.code), Listener(session.code)
        await other.until(62)
        await asyncio.wait_for(stuck.task, 5)
        assert max(len(message.get("body", b"")) for message in stuck.sent) <= streaming.SLICE
        assert len(other.text.encode()) > 300_000
        await other.hang_up()
        await all_gone()

    asyncio.run(story())


def test_a_room_that_cannot_be_read_does_not_silence_the_others(session, monkeypatch):
    broken = make_session(make_hub("other"))
    begin(broken)
    by, from_database = make_participant(session), queries.events_after

    def read(pk: int, *more: Any) -> Any:
        if pk == broken.pk:
            raise KeyError("note")
        return from_database(pk, *more)

    monkeypatch.setattr("smarthub.brainstorms.queries.events_after", read)

    async def story() -> None:
        silent, phone = Listener(broken.code), Listener(session.code)
        await phone.until(2)
        in_thread(lambda: tell(session, by, "note", text="x")).join()
        await phone.until(3)
        assert silent.numbers == []
        await silent.hang_up()
        await phone.hang_up()
        await all_gone()

    asyncio.run(story())
