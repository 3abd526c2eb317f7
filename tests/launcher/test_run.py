"""`./hub run`: what it says, what it starts, and that it leaves nothing behind however it ends."""

import http.client
import os
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launcher.house import PATIENCE, House, wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("prepared"),  # made once for all of them
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds its processes in /proc"),
]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """A data folder that has been through its first run, to copy from."""
    data = tmp_path_factory.mktemp("prepared")
    done = House(data).manage("prepare")
    assert done.returncode == 0, done.stderr
    return data


@pytest.fixture
def house(prepared, tmp_path) -> Iterator[House]:
    built = House(Path(shutil.copytree(prepared, tmp_path / "data")))
    yield built
    built.end()


def test_it_serves_with_two_web_processes_and_a_worker(house):
    house.run()
    assert len(house.processes("smarthub.config.web")) == 2
    assert len(house.processes("manage.py\0work")) == 1
    wait_until((house.data / "worker.heartbeat").exists)
    assert f"http://127.0.0.1:{house.port}/" in house.log()


def test_browsers_that_come_at_once_are_shared_by_both_web_processes(house):
    house.run()
    wait_until(lambda: len(house.processes("smarthub.config.web")) == 2)
    wait_until(lambda: all(watches(pid) for pid in house.processes("smarthub.config.web")))
    before = [sockets(pid) for pid in house.processes("smarthub.config.web")]
    browsers = [http.client.HTTPConnection("127.0.0.1", house.port) for _ in range(8)]
    for browser in browsers:
        browser.connect()
    for browser in browsers:
        browser.request("GET", "/healthz")
        assert browser.getresponse().read()
    taken = [sockets(pid) - n for pid, n in zip(house.processes("smarthub.config.web"), before, strict=True)]
    assert sum(taken) == 8
    assert min(taken) >= 2, taken
    for browser in browsers:
        browser.close()


def sockets(pid: int) -> int:
    return sum("socket:" in os.readlink(each) for each in Path(f"/proc/{pid}/fd").iterdir())


def watches(pid: int) -> bool:
    """Whether the process waits at the door, the socket that its command line names by its number."""
    folder = Path(f"/proc/{pid}")
    door = (folder / "cmdline").read_text().split("\0")[-2]
    try:
        lines = [line.split() for each in (folder / "fdinfo").iterdir() for line in each.read_text().splitlines()]
    except FileNotFoundError:
        return False  # a file that it closed while we looked
    return ["tfd:", door] in [line[:2] for line in lines]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=["ctrl-c", "term", "kill -9"])
def test_it_leaves_no_process_behind(house, number):
    house.run()
    idle = socket.create_connection(("127.0.0.1", house.port))  # somebody who keeps the line open
    idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert idle.recv(9) == b"HTTP/1.1 "
    house.send(number)
    house.process.wait(PATIENCE)
    wait_until(lambda: not house.processes(), otherwise="processes are left")
    idle.close()


def test_killed_while_it_prepares_it_leaves_no_process_behind(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    built = House(data)
    built.start()
    wait_until(lambda: built.processes("prepare"))
    built.send(signal.SIGKILL)
    built.process.wait(PATIENCE)
    wait_until(lambda: not built.processes(), otherwise="processes are left")


def test_ended_in_its_first_seconds_it_leaves_nothing_that_the_next_start_stumbles_over(tmp_path):
    """As the preparing begins, and in the middle of the migrations. A parent that has a child heeds the signal."""
    data = tmp_path / "data"
    data.mkdir()
    built = House(data)
    try:
        for file in (data / "log", data / "smarthub.sqlite3"):
            built.start()
            wait_until(lambda: built.processes("prepare"), otherwise=built.log)
            wait_until(file.exists, otherwise=built.log)
            built.send(signal.SIGINT)
            assert built.process.wait(PATIENCE) == 0, built.log()
            wait_until(lambda: not built.processes(), otherwise="processes are left")
            assert "Traceback" not in built.log()
        built.run()
    finally:
        built.end()


@pytest.mark.parametrize("named", ["smarthub.config.web", "manage.py\0work"], ids=["web", "worker"])
def test_a_child_that_dies_is_started_again(house, named):
    house.run()
    victim = house.processes(named)[0]
    os.kill(victim, signal.SIGKILL)
    before = {"smarthub.config.web": 2}.get(named, 1)
    wait_until(lambda: victim not in house.processes(named) and len(house.processes(named)) == before)
    wait_until(house.answers)
    assert "SIGKILL" in house.log()


def test_a_port_that_is_taken_is_one_sentence_with_what_to_do(house):
    with socket.socket() as other:
        other.bind(("127.0.0.1", house.port))
        other.listen()
        done = house.try_to_run()
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"PORT={house.port + 1} ./hub run" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "eighty"), ("DATABASE_URL", "mysql://here"), ("SMARTHUB_URL", "hub.example"), ("WEB_CONCURRENCY", "0")],
)
def test_a_wrong_setting_is_one_sentence_that_names_it(house, name, value):
    house.environment[name] = value
    done = house.try_to_run()
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert name in done.stderr


def test_a_database_that_does_not_answer_is_one_sentence(house):
    house.environment["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:9/none"
    done = house.try_to_run()
    assert done.returncode == 1
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_start_that_must_migrate_makes_a_backup_first(house):
    assert house.manage("migrate", "sessions", "zero").returncode == 0
    house.run()
    assert "first a backup" in house.log()
    assert len(list((house.data / "backups").glob("before-migration-*.zip"))) == 1


def test_a_start_that_need_not_migrate_makes_none(house):
    house.run()
    assert not (house.data / "backups").exists()
