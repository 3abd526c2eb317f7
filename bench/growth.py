"""Does the price of a booking, or of a day's page, grow with the table? The same house at 1,000 bookings and at the most, in turns in one run.

Measured one after the other, the two would show how the machine changed in the minutes between; in turns they do not.
"""

from contextlib import ExitStack
from statistics import median

from bench import setup
from bench.bookings import House
from bench.client import Connection
from bench.setup import Site
from bench.world import Server, house, tell

SMALL = 1000
TURNS = 11
EACH = 20


def sizes(most: int) -> list[int]:
    return [most]


def run(engine: str, size: int) -> None:
    setup.close()
    with ExitStack() as stack:
        sites = [stack.enter_context(setup.made(engine, 50, rows, with_floor=False)) for rows in (SMALL, size)]
        servers = [stack.enter_context(house(site.env)) for site in sites]
        small, large = (House(site, server) for site, server in zip(sites, servers, strict=True))
        for side in (small, large):
            side.load(8)
            side.load(8)
        turns = [(small.load(8), large.load(8)) for _ in range(TURNS)]
        for loads in turns:
            for load in loads:
                assert load.count(201) == len(load.replies), load.replies[0].body[:500]
        tell(
            "bookings a second as the table grows",
            engine=engine,
            clients=8,
            small=SMALL,
            large=size,
            small_per_second=round(median(a.per_second for a, _ in turns)),
            large_per_second=round(median(b.per_second for _, b in turns)),
            ratio=round(median(b.per_second / a.per_second for a, b in turns), 2),
        )
        days = [_day(site, server) for site, server in zip(sites, servers, strict=True)]
        seen = [tuple(_median_ms(*day) for day in days) for _ in range(TURNS)]
        tell(
            "the day of 50 rooms as the table grows, ms",
            engine=engine,
            small=SMALL,
            large=size,
            small_ms=round(median(a for a, _ in seen), 1),
            large_ms=round(median(b for _, b in seen), 1),
            ratio=round(median(b / a for a, b in seen), 2),
        )


def _day(site: Site, server: Server) -> tuple[Connection, str]:
    return Connection(server.port), f"/h/bench/day/?date={site.day_shown.date().isoformat()}"


def _median_ms(client: Connection, path: str) -> float:
    replies = [client.get(path) for _ in range(EACH)]
    assert replies[-1].status == 200, replies[-1].head
    return median(reply.seconds for reply in replies) * 1000
