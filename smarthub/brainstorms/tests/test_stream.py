"""The stream as the ASGI door gives it: nothing is lost and nothing doubled, cut off or not, and one tail asks for all."""

import asyncio
import http.client
import json
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen
from uuid import uuid4

import pytest
from django.db import connections

from smarthub.brainstorms import queries
from smarthub.brainstorms.http import stream as streaming
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.brainstorms.tests.listening import Listener, all_gone, in_thread

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr("smarthub.brainstorms.http.tail.TICK", 0.05)


@pytest.fixture
def session():
    session = make_session()
    begin(session)
    return session


def test_thirty_phones_half_of_them_cut_off_hear_all_of_it_once(session):
    writers = [make_participant(session) for _ in range(3)]
    last = 1 + 3 + 60

    def write(by: Sender) -> None:
        for n in range(20):
            tell(session, by, "note", text=f"{n}")

    async def story() -> int:
        steady = [Listener(session.code) for _ in range(15)]
        cut = [Listener(session.code) for _ in range(15)]
        threads = [in_thread(lambda by=by: write(by)) for by in writers]
        await cut[0].until(10)
        for each in cut:
            await each.hang_up()
        heard = [each.numbers for each in cut]
        again = [Listener(session.code, last_event_id=str((one or [0])[-1])) for one in heard]
        for each in [*steady, *again]:
            await each.until(last)
            await each.hang_up()
        for thread in threads:
            thread.join()
        whole = list(range(1, last + 1))
        assert all(each.numbers == whole for each in steady)
        assert all(before + after.numbers == whole for before, after in zip(heard, again, strict=True))
        queries = streaming.tail().queries
        await all_gone()
        return queries

    # 60 requests for the room, and a few looks a second: never a query for each phone and event.
    assert asyncio.run(story()) < 400


def test_after_in_the_address_and_last_event_id_go_on_from_there(session):
    for n in range(3):
        tell(session, leader(session), "note", text=str(n))

    async def story() -> None:
        later = Listener(session.code, after=2)
        newer = Listener(session.code, after=1, last_event_id="3")
        odd = Listener(session.code, query="after=x")
        for each in (later, newer, odd):
            await each.until(4)
            await each.hang_up()
        assert (later.numbers, newer.numbers, odd.numbers) == ([3, 4], [4], [1, 2, 3, 4])
        await all_gone()

    asyncio.run(story())


def test_a_long_log_comes_in_pieces_and_whole(session, monkeypatch):
    monkeypatch.setattr("smarthub.brainstorms.http.tail.CHUNK", 3)
    for n in range(10):
        tell(session, leader(session), "note", text=str(n))

    async def story() -> None:
        phone = Listener(session.code)
        await phone.until(11)
        await phone.hang_up()
        assert phone.numbers == list(range(1, 12))
        await all_gone()

    asyncio.run(story())


def test_hidden_text_is_in_no_live_event_until_it_is_revealed(session):
    by = make_participant(session)

    async def story() -> None:
        phone = Listener(session.code)
        in_thread(lambda: tell(session, by, "note", text="ความลับ")).join()
        await phone.until(3)
        assert "ความลับ" not in phone.text
        in_thread(lambda: tell(session, leader(session), "reveal")).join()
        await phone.until(4)
        assert [note["text"] for note in phone.events[-1]["notes"]] == ["ความลับ"]
        note = phone.events[-1]["notes"][0]["note"]
        in_thread(lambda: tell(session, leader(session), "hide", note=note)).join()
        await phone.until(5)
        late = Listener(session.code)
        await late.until(5)
        assert "ความลับ" not in late.text
        await phone.hang_up()
        await late.hang_up()
        await all_gone()

    asyncio.run(story())


def test_silence_is_filled_with_a_heartbeat(session, monkeypatch):
    monkeypatch.setattr("smarthub.brainstorms.http.stream.HEARTBEAT", 0.1)

    async def story() -> None:
        phone = Listener(session.code, after=1)
        async with asyncio.timeout(5):
            while ": hb" not in phone.text:
                await asyncio.sleep(0.02)
        await phone.hang_up()
        assert phone.text.startswith("retry: 1000")
        assert phone.numbers == []
        await all_gone()

    asyncio.run(story())


def test_the_tail_goes_on_after_the_database_was_away(session, monkeypatch):
    from_database = queries.moved
    asked = []

    def away_once(rooms: Any) -> Any:
        asked.append(rooms)
        if len(asked) == 2:
            raise OSError
        return from_database(rooms)

    monkeypatch.setattr("smarthub.brainstorms.queries.moved", away_once)
    by = make_participant(session)

    async def story() -> None:
        phone = Listener(session.code)
        await phone.until(2)
        in_thread(lambda: tell(session, by, "note", text="x", id=uuid4())).join()
        await phone.until(3)
        await phone.hang_up()
        await all_gone()

    asyncio.run(story())


def test_there_is_no_stream_of_a_room_that_is_not():
    async def story() -> None:
        phone = Listener("nowhere")
        await phone.task
        assert phone.sent[0]["status"] == 404
        streaming.tail()._thread.submit(connections.close_all).result()

    asyncio.run(story())


def test_the_served_house_streams_and_answers_pages_meanwhile(live, session):
    """Over true HTTP: the stream is open, a page is answered beside it, and what happens arrives within a second."""
    place = urlsplit(live)
    line = http.client.HTTPConnection(str(place.hostname), place.port, timeout=5)
    line.request("GET", f"/api/v1/brainstorms/{session.code}/stream?after=1")
    answer = line.getresponse()
    assert answer.getheader("Content-Type") == "text/event-stream; charset=utf-8"
    assert answer.getheader("X-Accel-Buffering") == "no"
    with urlopen(f"{live}/api/v1/brainstorms/{session.code}") as page:
        assert json.load(page)["number"] == 1
    event = tell(session, make_participant(session), "note", text="x")
    heard: list[int] = []
    while not heard or heard[-1] < event.number:
        text = answer.readline().decode()
        if text.startswith("id: "):
            heard.append(int(text[4:]))
    assert heard == [2, 3]
    line.close()
