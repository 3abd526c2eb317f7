"""32 who ask at once for one space and time, 20 rounds: exactly one gets it, the rest hear why and what else there is.

And the other races: a hall against its room, a hold against a booking, on a hold that ran out, a group against one
person. On PostgreSQL four processes serve, on SQLite two. Afterwards the doctor finds slots and bookings equal.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.client import Connection, Load, Reply, at_once
from bench.setup import Site, site
from bench.world import ROOT, house, tell

ROUNDS, CLIENTS = 20, 32
Wish = dict[str, Any]


def sizes(most: int) -> list[int]:
    return [1000]


def run(engine: str, size: int) -> None:
    processes = 4 if engine == "postgresql" else 2
    place = site(engine, bookings=size)
    extra = make_more(place)
    with house(place.env, processes) as server:
        clients = [
            Connection(server.port, {"Authorization": f"Bearer {token}"}) for token in place.house["tokens"][:CLIENTS]
        ]
        for name, wishes in races(place, extra).items():
            one_race(name, engine, processes, clients, wishes)
        movers(place, engine, processes, clients[:8])
        one_race("on holds that ran out", engine, processes, clients, on_run_out_holds(place, clients))
    doctor = subprocess.run(
        [sys.executable, "manage.py", "doctor"],
        cwd=ROOT,
        env=place.env,
        capture_output=True,
        text=True,
        check=False,
    )
    differing = [line for line in doctor.stdout.splitlines() if "slots" in line or "quarters" in line]
    tell("after the races", engine=engine, doctor_found=differing)


def movers(place: Site, engine: str, processes: int, clients: list[Connection]) -> None:
    """8 parties in 9 rooms, each moving to a room that another may just be leaving, all at once, 20 rounds."""
    rooms = place.house["refs"][10:19]
    begins = datetime(2027, 1, 4, 1, tzinfo=UTC) + timedelta(days=place.first_free_day + 1100)
    wish = {
        "hub": place.house["hub"],
        "starts_at": begins.isoformat(),
        "ends_at": (begins + timedelta(hours=4)).isoformat(),
        "people": 1,
    }
    made = [c.post_json("/api/v1/bookings", wish | {"spaces": [r]}) for c, r in zip(clients, rooms, strict=False)]
    refs = [reply.json()["ref"] for reply in made]
    loads = [
        at_once(
            lambda client=client, ref=ref, room=rooms[(n + number) % 9]: [
                client.post_json(f"/api/v1/bookings/{ref}/change", {"spaces": [room]})
            ]
            for n, (client, ref) in enumerate(zip(clients, refs, strict=True), start=1)
        )
        for number in range(ROUNDS)
    ]
    replies = [reply for load in loads for reply in load.replies]
    whole = Load(replies, sum(load.seconds for load in loads))
    tell(
        "race: 8 movers swapping seats",
        engine=engine,
        processes=processes,
        rounds=ROUNDS,
        clients=len(clients),
        moved=whole.count(200),
        taken=whole.count(409),
        other_answers=sorted({r.status for r in replies} - {200, 409}),
        p95_ms=whole.ms(95),
        longest_ms=whole.longest_ms,
    )


def make_more(place: Site) -> dict[str, Any]:
    """A hall of two rooms and a table of four desks."""
    code = (
        "import django, json; django.setup()\n"
        "from smarthub.places.models import Hub\n"
        "from smarthub.places.testing import make_hall, make_table\n"
        "hub = Hub.objects.get()\n"
        "hall, rooms = make_hall(hub); table, desks = make_table(hub, desks=4)\n"
        "print(json.dumps({'hall': hall.ref, 'rooms': [r.ref for r in rooms], 'desks': [d.ref for d in desks]}))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=place.env, check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def races(place: Site, extra: dict[str, Any]) -> dict[str, Callable[[int, int], tuple[str, Wish]]]:
    hub, room = place.house["hub"], place.house["refs"][0]

    def at(number: int, hours: float = 1) -> Wish:
        begins = datetime(2027, 1, 4, 1, tzinfo=UTC) + timedelta(days=place.first_free_day + 200 + number)
        return {"hub": hub, "starts_at": begins.isoformat(), "ends_at": (begins + timedelta(hours=hours)).isoformat()}

    return {
        "one room": lambda r, c: ("/api/v1/bookings", at(r) | {"spaces": [room], "people": 1}),
        "one room, 12 hours": lambda r, c: ("/api/v1/bookings", at(100 + r, 12) | {"spaces": [room], "people": 1}),
        "the hall against its room": lambda r, c: (
            "/api/v1/bookings",
            at(200 + r) | {"spaces": [extra["hall"] if c % 2 else extra["rooms"][0]], "people": 1},
        ),
        "a hold against a booking": lambda r, c: (
            "/api/v1/holds" if c % 2 else "/api/v1/bookings",
            at(300 + r) | {"spaces": [room]} | ({} if c % 2 else {"people": 1}),
        ),
        "a group against one person": lambda r, c: (
            "/api/v1/bookings",
            at(400 + r) | {"spaces": extra["desks"] if c % 2 else extra["desks"][1:2], "people": 4 if c % 2 else 1},
        ),
    }


def on_run_out_holds(place: Site, clients: list[Connection]) -> Callable[[int, int], tuple[str, Wish]]:
    """Every round's room is under a hold, and every hold has run out."""
    hub, room = place.house["hub"], place.house["refs"][1]
    rounds = []
    for number in range(ROUNDS):
        begins = datetime(2027, 1, 4, 1, tzinfo=UTC) + timedelta(days=place.first_free_day + 700 + number)
        wish = {
            "hub": hub,
            "spaces": [room],
            "starts_at": begins.isoformat(),
            "ends_at": (begins + timedelta(hours=1)).isoformat(),
        }
        reply = clients[number].post_json("/api/v1/holds", wish)
        assert reply.status == 201, reply.body
        rounds.append(wish | {"people": 1})
    code = (
        "import django; django.setup()\n"
        "from datetime import UTC, datetime\n"
        "from smarthub.bookings.models import Booking\n"
        "Booking.objects.filter(booked_at=None).update(held_until=datetime(2020, 1, 1, tzinfo=UTC))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=place.env, check=True)
    return lambda r, c: ("/api/v1/bookings", rounds[r])


def one_race(
    name: str,
    engine: str,
    processes: int,
    clients: list[Connection],
    wish_of: Callable[[int, int], tuple[str, Wish]],
) -> None:
    def ask(client: Connection, path: str, wish: Wish) -> list[Reply]:
        return [client.post_json(path, wish)]

    loads: list[Load] = []
    for number in range(ROUNDS):
        jobs = []
        for place, client in enumerate(clients):
            path, wish = wish_of(number, place)
            jobs.append(lambda client=client, path=path, wish=wish: ask(client, path, wish))
        loads.append(at_once(jobs))
    replies = [reply for load in loads for reply in load.replies]
    whole = Load(replies, sum(load.seconds for load in loads))
    told = [reply for reply in replies if reply.status == 409 and "alternatives" in reply.json()]
    tell(
        f"race: {name}",
        engine=engine,
        processes=processes,
        rounds=ROUNDS,
        clients=CLIENTS,
        accepted_each_round=sorted({load.count(201) for load in loads}),
        refused_with_alternatives=len(told),
        other_answers=sorted({r.status for r in replies} - {201, 409}),
        p95_ms=whole.ms(95),
        longest_ms=whole.longest_ms,
    )
