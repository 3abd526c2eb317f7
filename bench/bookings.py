"""Bookings per second through HTTP, with all rules, price and journal, beside the bare floor in turns."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from urllib.parse import urlencode

from bench import fill
from bench.client import Connection, Load, Reply, at_once
from bench.setup import Site, site
from bench.world import Server, floor, house, ratio, tell

PEER = 122  # bookings a second of the best peer with 8 clients, measured the same way (its floor: 501)
EACH = 160
TURNS = 5


def wishes(place: Site, rooms: list[object], numbers: Iterator[int]) -> Iterator[tuple[object, str, str]]:
    """(room, start, end): each another room and hour, on days where nothing is booked."""
    for number in numbers:
        day, rest = divmod(number, len(rooms) * len(fill.HOURS))
        room, hour = divmod(rest, len(fill.HOURS))
        at = fill.FIRST_DAY + timedelta(days=place.first_free_day + day, hours=fill.HOURS[hour])
        yield rooms[room], at.isoformat(), (at + timedelta(hours=1)).isoformat()


class House:
    def __init__(self, place: Site, server: Server) -> None:
        self.place = place
        self.with_key = False
        self.wishes = wishes(place, place.house["refs"], count())
        self.clients = [
            Connection(server.port, {"Authorization": f"Bearer {token}"}) for token in place.house["tokens"][:8]
        ]

    def load(self, clients: int) -> Load:
        share = EACH // clients
        lots = [[next(self.wishes) for _ in range(share)] for _ in range(clients)]
        return at_once(
            (lambda c=c, lot=lot: [self.book(c, *wish) for wish in lot])
            for c, lot in zip(self.clients, lots, strict=False)
        )

    def book(self, client: Connection, ref: object, starts_at: str, ends_at: str) -> Reply:
        wish = {
            "hub": self.place.house["hub"],
            "spaces": [ref],
            "starts_at": starts_at,
            "ends_at": ends_at,
            "people": 1,
        }
        key = {"Idempotency_Key": f"{ref}-{starts_at}"} if self.with_key else {}
        return client.post_json("/api/v1/bookings", wish, **key)


class Floor:
    def __init__(self, place: Site, server: Server) -> None:
        self.wishes = wishes(place, place.floor["rooms"], count())
        self.clients = [self.signed_in(server.port, name) for name in place.floor["users"]]

    def signed_in(self, port: int, name: str) -> Connection:
        client = Connection(port)
        reply = client.get(f"/sign-in/?name={name}")
        token, session = reply.cookie("csrftoken"), reply.cookie("sessionid")
        client.headers |= {"Cookie": f"csrftoken={token}; sessionid={session}", "X-CSRFToken": token}
        return client

    def load(self, clients: int) -> Load:
        share = EACH // clients
        lots = [[next(self.wishes) for _ in range(share)] for _ in range(clients)]
        return at_once(
            (lambda c=c, lot=lot: [self.book(c, *wish) for wish in lot])
            for c, lot in zip(self.clients, lots, strict=False)
        )

    def book(self, client: Connection, room: object, starts_at: str, ends_at: str) -> Reply:
        body = urlencode({"room": room, "starts_at": starts_at, "ends_at": ends_at}).encode()
        return client.request("POST", "/book/", body, Content_Type="application/x-www-form-urlencoded")


def sizes(most: int) -> list[int]:
    return sorted({1000, most})


def run(engine: str, size: int) -> None:
    place = site(engine, bookings=size)
    with house(place.env) as ours, floor(place.floor_env) as bare:
        sides = House(place, ours), Floor(place, bare)
        for side in sides:
            side.load(8)
        for clients, with_key in ((1, False), (8, False), (8, True)):
            sides[0].with_key = with_key
            turns: list[tuple[Load, Load]] = [(sides[0].load(clients), sides[1].load(clients)) for _ in range(TURNS)]
            for loads in turns:
                for load in loads:
                    assert load.count(201) == len(load.replies), load.replies[0].body[:500]
            tell(
                "bookings a second through HTTP",
                engine=engine,
                table=size,
                clients=clients,
                idempotency_key=with_key,
                **ratio([load.per_second for load, _ in turns], [load.per_second for _, load in turns]),
                ours_p95_ms=max(load.ms(95) for load, _ in turns),
                floor_p95_ms=max(load.ms(95) for _, load in turns),
                best_peer=PEER if clients == 8 else 71,
            )
