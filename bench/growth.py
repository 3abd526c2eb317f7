"""Does the price of a booking grow with the table? The same house at 1,000 bookings and at the most, in turns in one run.

Measured one after the other, the two would show how the machine changed in the minutes between; in turns they do not.
"""

from contextlib import ExitStack
from statistics import median

from bench import setup
from bench.bookings import House
from bench.world import house, tell

SMALL = 1000
TURNS = 11


def sizes(most: int) -> list[int]:
    return [most]


def run(engine: str, size: int) -> None:
    setup.close()
    with ExitStack() as stack:
        sites = [stack.enter_context(setup.made(engine, 50, rows, with_floor=False)) for rows in (SMALL, size)]
        small, large = (House(site, stack.enter_context(house(site.env))) for site in sites)
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
