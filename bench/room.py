"""A room of 200 phones, 50 commands a second for a minute, half of the phones cut off at once and back: is anything
missing or doubled, how long does an event take to every phone, and what does a web process cost? Every tenth command is
sent three times. The worker weighs the opinions beside it, as in life.
"""

import asyncio
import json
import os
import random
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench.client import percentile
from bench.phones import Phone, Sender
from bench.world import ROOT, Server, database, environment, folder, house, tell

PHONES, PER_SECOND, SECONDS, PROCESSES = 200, 50, 60, 2
SENDERS = 24
THRICE = 10  # every tenth command
AWAY = 3.0  # seconds, at most
WORDS = "อยากให้มีรถเมล์ไฟฟ้าวิ่งรอบเมืองตั้งแต่เช้าจนค่ำ และมีทางเท้าที่เดินได้จริง"


def sizes(most: int) -> list[int]:
    return [1000]


def run(engine: str, size: int) -> None:
    with folder() as place, database(engine, place) as (url, floor):
        env = environment(url, floor, place / "data")
        made = filled(env)
        with house(env, PROCESSES) as server:
            worker = subprocess.Popen(
                [sys.executable, "manage.py", "work", "--leash"], cwd=ROOT, env=env, stdin=subprocess.PIPE
            )
            try:
                figures = asyncio.run(minute(server, made))
                figures["web_cpu_s"] = [cpu_s(child.pid) for child in server.children]
                figures["worker_cpu_s"] = cpu_s(worker.pid)
            finally:
                worker.terminate()
                worker.wait(15)
        tell("room", engine=engine, processes=PROCESSES, **figures)


def cpu_s(pid: int) -> float:
    """Seconds of a core that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def filled(env: dict[str, str]) -> dict[str, Any]:
    """A room in a phase of opinions, with a statement and a key for each phone."""
    code = (
        "import django, json; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\n"
        "call_command('collectstatic', interactive=False, verbosity=0)\n"
        "from smarthub.kit import clock\n"
        "from smarthub.brainstorms.actions.join import key_of\n"
        "from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell\n"
        "now = clock.now()\n"
        "session = make_session(template='opinions')\n"
        "begin(session)\n"
        f"people = [make_participant(session) for _ in range({PHONES})]\n"
        "for by in people: tell(session, by, 'note', text='ควรมีรถเมล์ไฟฟ้า', now=now)\n"
        "tell(session, leader(session), 'reveal', now=now)\n"
        "notes = list(session.notes.values_list('ref', flat=True))\n"
        "begin(session, 'opinions')\n"
        "session.refresh_from_db()\n"
        "print(json.dumps({'code': session.code, 'number': session.last_number, 'notes': notes,"
        " 'keys': [key_of(by.participant.ref) for by in people]}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


async def minute(server: Server, made: dict[str, Any]) -> dict[str, Any]:
    phones = [Phone(server.port, made["code"], key, made["number"]) for key in made["keys"]]
    for phone in phones:
        await phone.connect()
    await asyncio.sleep(1)
    cpu = time.process_time()
    cutting = asyncio.ensure_future(half_cut_off(phones))
    load = Load(server.port, made)
    await load.run()
    await cutting
    last = max(load.sent_at)
    await all_have(phones, last)
    wanted = set(range(made["number"] + 1, last + 1))
    late = delivered_ms(phones, load.sent_at)
    figures = {
        "phones": PHONES,
        "commands": load.commands,
        "sent": load.posts,
        "refused": load.refused,
        "events": len(wanted),
        "events_of_a_command_sent_thrice": sorted(load.numbers_of_thrice),
        "missing": sum(len(wanted - set(phone.numbers)) for phone in phones),
        "doubled": sum(len(phone.numbers) - len(set(phone.numbers)) for phone in phones),
        "out_of_order": sum(a >= b for phone in phones for a, b in pairwise(phone.numbers)),
        "delivered_p50_ms": percentile(late, 50),
        "delivered_p95_ms": percentile(late, 95),
        "delivered_longest_ms": max(late),
        "answered_p95_ms": percentile(load.answered, 95) * 1000,
        "behind_ms": load.behind * 1000,
        "client_cpu_s": time.process_time() - cpu,
        "web_pss_mb": server.pss_mb(),
    }
    for phone in phones:
        phone.cut()
    return figures


async def half_cut_off(phones: list[Phone]) -> None:
    """In the middle, all at once, as when an access point goes; they come back within three seconds."""
    await asyncio.sleep(SECONDS / 2)
    chance = random.Random(0)

    async def away(phone: Phone) -> None:
        phone.cut()
        await asyncio.sleep(chance.random() * AWAY)
        await phone.connect()

    await asyncio.gather(*map(away, phones[::2]))


class Load:
    """50 commands a second at their own moments, whether or not those before were answered; notes and votes in turns."""

    def __init__(self, port: int, made: dict[str, Any]) -> None:
        self.path, self.made = f"/api/v1/brainstorms/{made['code']}/commands", made
        self.idle: asyncio.Queue[Sender] = asyncio.Queue()
        for _ in range(SENDERS):
            self.idle.put_nowait(Sender(port))
        self.sent_at: dict[int, float] = {}  # by the number of the event
        self.answered: list[float] = []
        self.numbers_of_thrice: set[int] = set()  # how many numbers such a command got: {1}
        self.commands = self.posts = self.refused = 0
        self.behind = 0.0

    async def run(self) -> None:
        begun = time.perf_counter()
        asked = []
        for n in range(PER_SECOND * SECONDS):
            due = begun + n / PER_SECOND
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            self.behind = max(self.behind, time.perf_counter() - due)
            asked.append(asyncio.ensure_future(self.command(n)))
        await asyncio.gather(*asked)
        self.commands = len(asked)
        while not self.idle.empty():
            self.idle.get_nowait().close()

    async def command(self, n: int) -> None:
        key, notes = self.made["keys"][n * 7 % PHONES], self.made["notes"]
        what: dict[str, Any] = {"type": "note", "text": f"{WORDS} {n}"}
        if n % 2:
            what = {"type": "vote", "note": notes[n * 13 % len(notes)], "value": ("agree", "disagree", "pass")[n % 3]}
        body = json.dumps({"commands": [{"id": str(uuid4()), **what}]}).encode()
        begun = time.perf_counter()
        numbers = await asyncio.gather(*(self.post(key, body) for _ in range(1 if n % THRICE else 3)))
        for number in numbers:
            if number:
                self.sent_at[number] = begun
        if not n % THRICE:
            self.numbers_of_thrice.add(len(set(numbers)))

    async def post(self, key: str, body: bytes) -> int:
        sender = await self.idle.get()
        begun = time.perf_counter()
        status, answer = await sender.post(self.path, key, body)
        self.answered.append(time.perf_counter() - begun)
        self.idle.put_nowait(sender)
        self.posts += 1
        if status != 200:
            self.refused += 1
            return 0
        return int(json.loads(answer)["results"][0]["number"])


async def all_have(phones: list[Phone], last: int) -> None:
    until = time.perf_counter() + 20
    while time.perf_counter() < until and any(phone.after < last for phone in phones):
        await asyncio.sleep(0.1)


def delivered_ms(phones: list[Phone], sent_at: dict[int, float]) -> list[float]:
    """From sending to each phone; to one that was away, from when it was back."""
    found = []
    for phone in phones:
        done = 0
        for moment, count in phone.arrivals:
            for number in phone.numbers[done:count]:
                if sent := sent_at.get(number):
                    away = sent < phone.back_at < moment
                    found.append((moment - (phone.back_at if away else sent)) * 1000)
            done = count
    return found
