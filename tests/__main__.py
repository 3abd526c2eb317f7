"""`./hub test`: everything, or with arguments one run of pytest. `--postgresql` first makes that run use PostgreSQL."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import browser, postgres

WORKERS = str(max(2, min(4, os.cpu_count() or 1)))
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
    with tempfile.TemporaryDirectory() as folder:
        carry = str(Path(folder) / "reports")
        codes = [run("SQLite", "not browser", carry)]
        try:
            with postgres.server() as url:
                codes.append(run("PostgreSQL", "database and not browser", carry, DATABASE_URL=url))
        except postgres.Absent as absent:
            print(f"hub: no PostgreSQL to test on: {absent}", file=sys.stderr, flush=True)
            codes.append(1)
        try:
            browser.prepare()
        except browser.Absent as absent:
            print(f"hub: no browser to test in: {absent}", file=sys.stderr, flush=True)
            codes.append(1)
        codes.append(run("the browser", "browser", carry))
    return next((code for code in codes if code not in {0, NOTHING_COLLECTED}), 0)


def run(name: str, marks: str, carry: str, **environment: str) -> int:
    print(f"\nhub: the tests on {name}" if "browser" not in name else f"\nhub: the stories in {name}", flush=True)
    return pytest(["-n", WORKERS, "-m", marks, "-q"], SMARTHUB_TEST_CARRY=carry, **environment)


def pytest(arguments: list[str], **environment: str) -> int:
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DATABASE_REPLICA_URL"}}
    return subprocess.call([sys.executable, "-m", "pytest", *arguments], env={**clean, **environment})


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (postgres.Absent, browser.Absent) as absent:
        sys.exit(f"hub: {absent}")
