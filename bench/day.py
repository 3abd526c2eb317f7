"""The day of 50 rooms with 300 bookings, beside the floor's page of the same, at growing tables."""

import gzip
import re
from statistics import median

from bench.bookings import Floor
from bench.client import Connection
from bench.setup import site
from bench.world import floor, house, ratio, tell

TURNS, EACH = 5, 20
PEERS = {1000: 70, 10_000: 70, 100_000: 140, 1_000_000: 609}  # ms, the best peer's p50


def sizes(most: int) -> list[int]:
    return [size for size in (1000, 10_000, 100_000, 1_000_000) if size <= most]


def run(engine: str, size: int) -> None:
    place = site(engine, bookings=size)
    with house(place.env) as ours, floor(place.floor_env) as bare:
        date = place.day_shown.date().isoformat()
        pages = (
            (Connection(ours.port), f"/h/bench/day/?date={date}"),
            (Floor(place, bare).clients[0], f"/day/?date={date}"),
        )
        sides: tuple[list[float], list[float]] = ([], [])
        for turn in range(TURNS + 1):
            for side, (client, path) in zip(sides, pages, strict=True):
                replies = [client.get(path) for _ in range(EACH)]
                assert replies[-1].status == 200, replies[-1].head
                if turn:
                    side.append(median(reply.seconds for reply in replies) * 1000)
        body = pages[0][0].get(pages[0][1]).body
        tell(
            "the day of 50 rooms, ms",
            engine=engine,
            table=size,
            **ratio(*sides),
            html_kb=len(body) / 1000,
            wire_kb=len(gzip.compress(body, 6)) / 1000,
            times_shown=len(re.findall(rb"\d\d?:\d\d", body)),
            best_peer_ms=PEERS[size],
        )
