"""The hub's page and the booking page: requests a second with 8 clients and 2 processes, beside a bare view; memory."""

from bench.bookings import Floor
from bench.client import Connection, at_once
from bench.setup import site
from bench.world import floor, house, ratio, tell

CLIENTS, EACH, TURNS = 8, 60, 5
PEER = 92


def sizes(most: int) -> list[int]:
    return [1000]


def run(engine: str, size: int) -> None:
    place = site(engine, bookings=size)
    with house(place.env) as ours, floor(place.floor_env) as bare:
        date = place.day_shown.date().isoformat()
        strangers = [Connection(ours.port) for _ in range(CLIENTS)]
        signed_in = Floor(place, bare).clients
        for name, path in (("the hub's page", "/"), ("the booking page", "/h/bench/book/")):
            sides: tuple[list[float], list[float]] = ([], [])
            for turn in range(TURNS + 1):
                for side, clients, where in ((0, strangers, path), (1, signed_in, f"/day/?date={date}")):
                    load = at_once(
                        (lambda client=client, where=where: [client.get(where) for _ in range(EACH)])
                        for client in clients
                    )
                    assert load.count(200) == len(load.replies), load.replies[0].head
                    if turn:
                        sides[side].append(load.per_second)
            tell(f"{name}, requests a second", engine=engine, clients=CLIENTS, **ratio(*sides), best_peer=PEER)
        tell("memory of each web process, MB (PSS)", engine=engine, ours=ours.pss_mb(), floor=bare.pss_mb())
