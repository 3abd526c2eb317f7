"""From `./hub run` to the first page: the first time with an empty data folder, and the second time."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.client import Connection
from bench.world import ROOT, database, environment, folder, tell
from tests.postgres import free_port


def sizes(most: int) -> list[int]:
    return [1000]


def run(engine: str, size: int) -> None:
    with folder() as made, database(engine, made) as (url, floor_url):
        env = environment(url, floor_url, made / "data")
        env.pop("DJANGO_SETTINGS_MODULE")
        seconds = [start(env) for _ in range(2)]
    tell("start to the first page, s", engine=engine, with_an_empty_folder=seconds[0], again=seconds[1])


def start(env: dict[str, str]) -> float:
    begun = time.perf_counter()
    with running(env):
        return time.perf_counter() - begun


@contextmanager
def running(env: dict[str, str]) -> Iterator[int]:
    """`./hub run` at a port of its own, from its first page on."""
    port = free_port()
    parent = subprocess.Popen(
        [str(ROOT / "hub"), "run"],
        cwd=ROOT,
        env={**env, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        process_group=0,
    )
    try:
        wait_for_a_page(port)
        yield port
    finally:
        os.killpg(parent.pid, signal.SIGINT)
        parent.wait(15)


def wait_for_a_page(port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            if Connection(port).get("/").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.02)
    raise RuntimeError("no page within two minutes")
