"""`./hub test`: everything, or with arguments one run of pytest. `--postgresql` first makes that run use PostgreSQL."""

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests import browser, migrated, postgres

WORKERS = max(2, min(4, os.cpu_count() or 1))
NOTHING_COLLECTED = 5


def main(arguments: list[str]) -> int:
    if not arguments:
        return everything()
    if arguments[0] == "--postgresql":
        with postgres.server() as url:
            return pytest(arguments[1:], DATABASE_URL=url)
    return pytest(arguments)


def everything() -> int:
    """The suite on SQLite, what asks the database again on PostgreSQL, then the stories in the browser."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        carry = str(folder / "reports")
        with ExitStack() as stack:
            why_not, url = "", ""
            try:
                url = stack.enter_context(postgres.server())
            except postgres.Absent as absent:
                why_not = str(absent)
            given = "TEST_DATABASE_URL" in os.environ  # somebody's server: nothing is left behind on it
            on_sqlite, on_postgres = migrated.make(folder, "" if given else url)
            codes = [run("SQLite", "not browser", carry, **on_sqlite)]
            if url:
                codes.append(run("PostgreSQL", "database and not browser", carry, DATABASE_URL=url, **on_postgres))
            else:
                print(f"hub: no PostgreSQL to test on: {why_not}", file=sys.stderr, flush=True)
                codes.append(1)
        try:
            browser.prepare()
        except browser.Absent as absent:
            print(f"hub: no browser to test in: {absent}", file=sys.stderr, flush=True)
            codes.append(1)
        codes.append(run("the browser", "browser", carry, **on_sqlite))
    return next((code for code in codes if code not in {0, NOTHING_COLLECTED}), 0)


def run(name: str, marks: str, carry: str, **environment: str) -> int:
    print(f"\nhub: the tests on {name}" if "browser" not in name else f"\nhub: the stories in {name}", flush=True)
    # A story waits for its pages: one more at a time fills what would be left idle (2 cores: 9.6 minutes became 7.8).
    workers = WORKERS + (marks == "browser")
    command = ["-n", str(workers), "--dist", "loadgroup", "-m", marks, "-q"]
    return pytest(command, SMARTHUB_TEST_CARRY=carry, **environment)


def pytest(arguments: list[str], **environment: str) -> int:
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DATABASE_REPLICA_URL"}}
    return subprocess.call([sys.executable, "-m", "pytest", *arguments], env={**clean, **environment})


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (postgres.Absent, browser.Absent) as absent:
        sys.exit(f"hub: {absent}")
