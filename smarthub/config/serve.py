"""What `./hub run` becomes: one parent that opens the listening socket and keeps the web processes and the worker alive.

The parent imports no Django and does no work, so it is small and can always answer a signal. Each child holds the
reading end of a pipe whose other end only the parent has: when the parent is gone, however it went (kill -9 too), the
pipe closes and the child ends. Server supervisors leave orphans there; this leash does not.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from smarthub.config import settings
from smarthub.config.leash import GO, GRACE

HEARTBEAT = settings.DATA / "house.heartbeat"  # kit/heartbeat.py reads it; this process imports nothing of Django
LONG_ENOUGH = 5  # seconds after which a child counts as having started well
PATIENCE = 5  # quick deaths in a row after which the parent gives up

MANAGE = str(settings.ROOT / "manage.py")
COMMANDS = {
    "prepare": [MANAGE, "prepare", "--leash"],
    "web": ["-m", "smarthub.config.web"],
    "web ahead": ["-m", "smarthub.config.web_ahead"],
    "worker": [MANAGE, "work", "--leash"],
}

Child = subprocess.Popen[bytes]


class Stopped(SystemExit):
    """INT or TERM arrived: leave at once and without a word, from wherever the parent is."""


def main() -> int:
    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    house = House(settings.HOST, settings.PORT, settings.WEB_CONCURRENCY)
    try:
        house.open()
        return house.keep()
    except Stopped:
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        house.close()


class House:
    """The listening socket and the children by name."""

    def __init__(self, host: str, port: int, webs: int) -> None:
        self.socket = listen(host, port)
        self.names = [f"web-{number}" for number in range(1, webs + 1)] + ["worker"]
        self.children: dict[str, Child] = {}
        self.started_at: dict[str, float] = {}
        self.quick_deaths = 0
        self.beaten_at = -1.0

    def open(self) -> None:
        """Migrate, fill and print what there is to know; then start everybody. The first web process takes in the code
        meanwhile.
        """
        prepared, first = self.start("prepare"), self.start(self.names[0], ahead=True)
        if code := prepared.wait():
            sys.exit(code)
        del self.children["prepare"]
        self.go(first)
        for name in self.names[1:]:
            self.start(name)

    def go(self, child: Child) -> None:
        if child.stdin:
            with contextlib.suppress(BrokenPipeError):  # it has died; `keep` finds out and starts another
                child.stdin.write(GO)
                child.stdin.flush()

    def start(self, name: str, *, ahead: bool = False) -> Child:
        kind = name.partition("-")[0]
        command = COMMANDS["web ahead" if ahead else kind]
        listening = [self.socket.fileno()] if kind == "web" else []
        child = subprocess.Popen(
            [sys.executable, *command, *map(str, listening)],
            cwd=settings.ROOT,
            stdin=subprocess.PIPE,
            pass_fds=listening,
            env=os.environ | {"PORT": str(settings.PORT)},
            process_group=0,  # Ctrl-C in the terminal is for the parent; it tells the children itself
        )
        self.children[name] = child
        self.started_at[name] = time.monotonic()
        return child

    def keep(self) -> int:
        """Start again whoever dies. Who dies at once again and again has a fault that starting does not mend."""
        while True:
            time.sleep(0.2)
            self.beat()
            for name, child in list(self.children.items()):
                if child.poll() is None:
                    continue
                lived = time.monotonic() - self.started_at[name]
                self.quick_deaths = self.quick_deaths + 1 if lived < LONG_ENOUGH else 0
                if self.quick_deaths >= PATIENCE:
                    print(f"hub: {name} does not stay up; the lines above say why.", file=sys.stderr, flush=True)
                    return 1
                print(
                    f"hub: {name} ended ({ended(child.returncode)}) and is started again", file=sys.stderr, flush=True
                )
                time.sleep(min(1.0, 0.2 * self.quick_deaths))
                self.start(name)

    def beat(self) -> None:
        """A full or broken disk is the doctor's to tell: it does not end the house."""
        if (now := time.monotonic()) - self.beaten_at < 1:
            return
        self.beaten_at = now
        with contextlib.suppress(OSError):
            HEARTBEAT.touch()

    def close(self) -> None:
        HEARTBEAT.unlink(missing_ok=True)
        self.socket.close()
        for child in self.children.values():
            child.terminate()
        until = time.monotonic() + GRACE + 0.7
        for child in self.children.values():
            try:
                child.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
    except (socket.gaierror, UnicodeError):
        opened.close()
        sys.exit(f"hub: HOST must be an address of this computer, as 127.0.0.1 or 0.0.0.0, not {host!r}.")
    except OSError as error:
        sys.exit(
            f"hub: {host}:{port} cannot be opened ({os.strerror(error.errno or 0)}); "
            f"end what uses it, or choose another: PORT={port + 1 if port < 65535 else 8000} ./hub run"
        )
    opened.listen(1024)
    return opened


def ended(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"code {code}"


if __name__ == "__main__":
    sys.exit(main())
