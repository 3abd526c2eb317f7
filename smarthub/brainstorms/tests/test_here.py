"""Who is here now is not who came in: a phone that sleeps still has its vote, and counts as away."""

import asyncio
import re
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.here import heard
from smarthub.brainstorms.actions.join import key_of
from smarthub.brainstorms.http import cookie_of
from smarthub.brainstorms.models import Participant
from smarthub.brainstorms.queries.here import HERE, here_now
from smarthub.brainstorms.testing import make_participant, make_session
from smarthub.brainstorms.tests.listening import Listener, all_gone
from smarthub.kit import clock


@pytest.fixture(autouse=True)
def _at_nine(monkeypatch):
    monkeypatch.setattr("smarthub.brainstorms.http.tail.TICK", 0.05)
    with clock.stopped_at(NINE):
        yield


def keys(session, people: int) -> list[str]:
    return [key_of(make_participant(session).participant.ref) for _ in range(people)]


async def counted(session, wanted: int, *, now=NINE) -> None:
    async with asyncio.timeout(5):
        while await asyncio.to_thread(asked, session, now) != wanted:
            await asyncio.sleep(0.02)


def asked(session, now) -> int:
    try:
        return here_now(session, now=now)
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_phones_that_listen_are_here_screens_and_strangers_are_not():
    session = make_session()
    three = keys(session, 4)[:3]

    async def story() -> None:
        lines = [Listener(session.code, key=key) for key in (*three, three[0], "", "in_nobody")]
        await counted(session, 3)
        for line in lines:
            await line.hang_up()
        await all_gone()

    asyncio.run(story())
    assert Participant.objects.filter(session=session).count() == 4
    assert here_now(session, now=NINE + HERE - timedelta(seconds=1)) == 3
    assert here_now(session, now=NINE + HERE) == 0


@pytest.mark.django_db(transaction=True)
def test_who_goes_on_listening_stays_here(monkeypatch):
    monkeypatch.setattr("smarthub.brainstorms.http.tail.NOTED_EVERY", 0.1)
    session = make_session()
    (key,) = keys(session, 1)

    async def story() -> None:
        line = Listener(session.code, key=key)
        await counted(session, 1)
        with clock.stopped_at(NINE + timedelta(hours=1)):
            await counted(session, 1, now=NINE + timedelta(hours=1))
            await line.hang_up()
            await all_gone()

    asyncio.run(story())


@pytest.mark.django_db
@pytest.mark.parametrize("call", ["events", "stream"])
def test_a_phone_that_asks_now_and_then_is_here_and_is_noted_once_in_a_while(call):
    session = make_session()
    client = Client()
    client.cookies[cookie_of(session)] = keys(session, 1)[0]
    address = f"/api/v1/brainstorms/{session.code}/{call}?after=1"
    client.get(address)
    assert here_now(session, now=NINE) == 1
    Participant.objects.update(seen_at=None)
    client.get(address)
    assert here_now(session, now=NINE) == 0, "it was noted a moment ago"
    Client().get(address)
    assert here_now(session, now=NINE) == 0


@pytest.mark.django_db
def test_the_console_tells_both_numbers(client):
    session = make_session()
    keys(session, 5)
    heard(list(Participant.objects.order_by("pk").values_list("pk", flat=True)[:3]), now=NINE)
    client.force_login(session.made_by)
    shown = client.get(f"/en/b/{session.code}/lead/").content.decode()
    assert re.search(r"<dt>here now</dt><dd[^>]*>3</dd>", shown)
    assert re.search(r"<dt>have joined</dt><dd[^>]*>5</dd>", shown)
