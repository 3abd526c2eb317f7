"""A house of its own for each measurement: an empty folder, a database, its server, and the floor's beside it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from bench.client import Connection
from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024


@contextmanager
def database(engine: str, folder: Path) -> Iterator[tuple[str, str]]:
    """The URLs of two empty databases on one engine: the house's and the floor's."""
    if engine == "sqlite":
        yield f"sqlite:///{folder}/house.sqlite3", f"sqlite:///{folder}/floor.sqlite3"
        return
    with postgres.server(durable=True) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            for name in ("house", "floor"):
                connection.execute(f"CREATE DATABASE {name}")
        start = url.rpartition("/")[0]
        yield f"{start}/house", f"{start}/floor"


@contextmanager
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="smarthub-bench-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def environment(house: str, floor: str, data: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": house,
        "FLOOR_DATABASE": floor,
        "SMARTHUB_DATA": str(data),
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "smarthub.config.settings",
    }


class Server:
    """Some web processes on one socket, without a parent in between, so that they can be counted and killed."""

    def __init__(self, module: Sequence[str], env: dict[str, str], processes: int, ready: str) -> None:
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(1024)
        self.port = int(self.socket.getsockname()[1])
        descriptor = self.socket.fileno()
        self.children = [
            subprocess.Popen(
                [sys.executable, *module, str(descriptor)],
                cwd=ROOT,
                env=env,
                stdin=subprocess.PIPE,
                pass_fds=[descriptor],
            )
            for _ in range(processes)
        ]
        self.wait(ready)

    def wait(self, ready: str) -> None:
        """Until every process is at the door: who is there first would else take all connections."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                at_the_door = all(is_at_the_door(child.pid, self.socket) for child in self.children)
                if at_the_door and Connection(self.port).get(ready).status < 500:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise RuntimeError("the server did not answer")

    def kill(self) -> None:
        for child in self.children:
            child.send_signal(signal.SIGKILL)

    def close(self) -> None:
        for child in self.children:
            child.terminate()
        for child in self.children:
            child.wait(15)
        self.socket.close()

    def pss_mb(self) -> list[float]:
        """What each process costs in memory, its share of shared pages included (proportional set size)."""
        return [pss_mb(child.pid) for child in self.children]


def is_at_the_door(pid: int, door: socket.socket) -> bool:
    """Whether the process waits for connections on the socket: one of its event polls watches it (Linux)."""
    wanted = os.readlink(f"/proc/self/fd/{door.fileno()}")
    folder = Path(f"/proc/{pid}")
    watched = [
        line.split()[1]
        for info in folder.glob("fdinfo/*")
        for line in info.read_text().splitlines()
        if line.startswith("tfd:")
    ]
    return any(os.readlink(folder / "fd" / number) == wanted for number in watched)


def pss_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return round(int(line.split()[1]) * 1024 / MEGABYTE, 1)
    raise ValueError(pid)


@contextmanager
def house(env: dict[str, str], processes: int = 2) -> Iterator[Server]:
    server = Server(["-m", "smarthub.config.web"], env, processes, "/healthz")
    try:
        yield server
    finally:
        server.close()


@contextmanager
def floor(env: dict[str, str], processes: int = 2) -> Iterator[Server]:
    server = Server(["-m", "bench.floor.web"], env, processes, "/sign-in/?name=nobody")
    try:
        yield server
    finally:
        server.close()


def tell(name: str, **figures: Any) -> None:
    """One figure, one line."""
    tidy = {key: round(value, 3) if isinstance(value, float) else value for key, value in figures.items()}
    print(json.dumps({"bench": name, **tidy}, ensure_ascii=False), flush=True)


def ratio(ours: Sequence[float], floors: Sequence[float]) -> dict[str, float]:
    """Medians of runs taken in turns, and ours as a share of the floor's."""
    return {"ours": median(ours), "floor": median(floors), "ratio": median(ours) / median(floors)}
