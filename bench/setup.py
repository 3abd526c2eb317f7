"""A filled house and a filled floor, ready to be measured in turns."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bench import fill, world


@dataclass(frozen=True)
class Site:
    """Two databases with the same bookings, and what is needed to ask for more."""

    engine: str
    rooms: int
    bookings: int
    env: dict[str, str]
    floor_env: dict[str, str]
    house: dict[str, Any]
    floor: dict[str, Any]

    @property
    def day_shown(self) -> datetime:
        return fill.day_shown(self.rooms, self.bookings)

    @property
    def first_free_day(self) -> int:
        """Days after the first seeded one from which nothing is booked."""
        return fill.days_of(self.rooms, self.bookings) + 1


def _fill(what: str, env: dict[str, str], rooms: int, bookings: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.fill", what, str(rooms), str(bookings)],
        cwd=world.ROOT,
        env=env,
        check=True,
        stdout=subprocess.PIPE,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


_standing: dict[tuple[str, int, int, bool], tuple[ExitStack, Site]] = {}


def site(engine: str, *, rooms: int = 50, bookings: int = 1000, with_floor: bool = True) -> Site:
    """A filled site; the last one is kept, because filling a large one takes longer than measuring on it."""
    wanted = (engine, rooms, bookings, with_floor)
    if wanted not in _standing:
        close()
        stack = ExitStack()
        _standing[wanted] = stack, stack.enter_context(made(*wanted))
    return _standing[wanted][1]


def close() -> None:
    """Take down the site that stands."""
    for stack, _site in _standing.values():
        stack.close()
    _standing.clear()


@contextmanager
def made(engine: str, rooms: int, bookings: int, with_floor: bool) -> Iterator[Site]:
    with world.folder() as folder, world.database(engine, folder) as (house_url, floor_url):
        data = Path(folder) / "data"
        env = world.environment(house_url, floor_url, data)
        floor_env = {**env, "DJANGO_SETTINGS_MODULE": "bench.floor.settings"}
        house = _fill("house", env, rooms, bookings)
        floor = _fill("floor", floor_env, rooms, bookings) if with_floor else {}
        yield Site(engine, rooms, bookings, env, floor_env, house, floor)
