"""A house that really runs, started as `./hub run` starts it, for the tests of the launcher."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests import migrated
from tests.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
# Seconds until we say that a thing will never come true. How long it takes is for `./hub bench start` to tell: here other
# tests have the machine too.
PATIENCE = 180


class House:
    """`serve` with a data folder and a port of its own; its processes are known by the data folder they were given."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.data = data
        self.port = int(environment.get("PORT", free_port()))
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "PYTEST_"))}
        self.environment = {
            **clean,
            "SMARTHUB_DATA": str(data),
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "2",
            **environment,
        }
        self.process: subprocess.Popen[str] | None = None

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.finished(["manage.py", *arguments])

    def try_to_run(self) -> subprocess.CompletedProcess[str]:
        return self.finished(["-m", "smarthub.config.serve"])

    def finished(self, arguments: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def take_tables(self) -> None:
        """Where this run of the tests has a migrated database, begin with a copy: of the start itself others tell."""
        if migrated.is_there() and "DATABASE_URL" not in os.environ:
            migrated.copy_to(str(self.data / "smarthub.sqlite3"))

    def run(self) -> None:
        """Start, and wait for the first page."""
        self.start()
        wait_until(self.answers, otherwise=self.log)

    def start(self) -> None:
        with (self.data / "log").open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "smarthub.config.serve"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
            )

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status > 0
        except OSError:
            return False
        finally:
            connection.close()

    def log(self) -> str:
        return (self.data / "log").read_text()

    def send(self, number: signal.Signals) -> None:
        assert self.process
        self.process.send_signal(number)

    def processes(self, named: str = "") -> list[int]:
        """The process ids of this house, by what they were given in their environment (Linux)."""
        found = []
        mark = f"SMARTHUB_DATA={self.data}\0".encode()
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if (
                    mark in (folder / "environ").read_bytes() + b"\0"
                    and named.encode() in (folder / "cmdline").read_bytes()
                ):
                    found.append(int(folder.name))
            except OSError:
                continue
        return [pid for pid in found if not is_zombie(pid)]

    def end(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE)


def is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def wait_until(
    true: Callable[[], object],
    seconds: float = PATIENCE,
    otherwise: Callable[[], str] | str = "it did not come true in time",
) -> None:
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, otherwise() if callable(otherwise) else otherwise
        time.sleep(0.05)
