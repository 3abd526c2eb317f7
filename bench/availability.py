"""What is free among 200 spaces: the query, and the call through HTTP, at growing tables."""

import json
import subprocess
import sys
import time
from datetime import datetime, timedelta
from urllib.parse import urlencode

from bench.client import Connection, Load, percentile
from bench.setup import Site, site
from bench.world import ROOT, house, tell

ROOMS, TIMES = 200, 60


def sizes(most: int) -> list[int]:
    return [size for size in (1000, 10_000, 100_000, 1_000_000) if size <= most]


def run(engine: str, size: int) -> None:
    place = site(engine, rooms=ROOMS, bookings=size, with_floor=False)
    query = subprocess.run(
        [sys.executable, "-m", "bench.availability", place.day_shown.isoformat()],
        cwd=ROOT,
        env=place.env,
        check=True,
        stdout=subprocess.PIPE,
    )
    with house(place.env) as server:
        load = calls(place, server.port)
    tell(
        "availability of 200 spaces",
        engine=engine,
        table=size,
        **json.loads(query.stdout.splitlines()[-1]),
        http_p50_ms=load.ms(50),
        http_p95_ms=load.ms(95),
        kb=max(len(reply.body) for reply in load.replies) / 1000,
    )


def wish(day: datetime, number: int) -> tuple[datetime, datetime]:
    """Every other time is an hour in which all is free, every other two hours in which next to nothing is."""
    if number % 2:
        at = day + timedelta(hours=(9, 11, 14, 16)[number // 2 % 4])
        return at, at + timedelta(hours=1)
    at = day + timedelta(hours=8 + number % 8, minutes=15 * (number // 2 % 4))
    return at, at + timedelta(hours=2)


def calls(place: Site, port: int) -> Load:
    client = Connection(port)
    begun, replies = time.perf_counter(), []
    for n in range(TIMES + 5):
        at, until = wish(place.day_shown, n)
        asked = urlencode({"from": at.isoformat(), "until": until.isoformat(), "people": 1})
        replies.append(client.get(f"/api/v1/hubs/bench/availability?{asked}"))
        assert replies[-1].status == 200, replies[-1].body
    return Load(replies[5:], time.perf_counter() - begun)


def measure(day: str) -> dict[str, float]:
    from smarthub.bookings.queries import free_leaves
    from smarthub.places import queries as places
    from smarthub.places.models import Hub

    hub = Hub.objects.get()
    book = places.rulebook(hub)
    seconds = []
    for n in range(TIMES + 5):
        at, until = wish(datetime.fromisoformat(day), n)
        begun = time.perf_counter()
        free_leaves(hub, book, at, until, now=at - timedelta(days=1))
        seconds.append(time.perf_counter() - begun)
    return {"query_p50_ms": percentile(seconds[5:], 50) * 1000, "query_p95_ms": percentile(seconds[5:], 95) * 1000}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(measure(sys.argv[1])))
