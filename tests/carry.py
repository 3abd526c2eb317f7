"""`./hub test` runs pytest three times (SQLite, PostgreSQL, browser); this lets the last closing line speak for all.

Each run leaves its reports in the file that SMARTHUB_TEST_CARRY names, and begins with those it finds there.
"""

import copy
import os
import pickle
import time
from pathlib import Path
from typing import Any

import pytest

KINDS = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")


class Carry:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.before: dict[str, Any] = (
            pickle.loads(path.read_bytes()) if path.exists() else {"reports": [], "seconds": 0.0}
        )
        self.began = time.monotonic()

    @pytest.hookimpl(tryfirst=True)
    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Between this run's own summary and the closing lines: leave our reports, take in those from before."""
        stats = terminalreporter.stats
        ours = [[kind, plain(report)] for kind in KINDS for report in stats.get(kind, [])]
        for kind, report in self.before["reports"]:
            stats.setdefault(kind, []).append(report)
        seconds = self.before["seconds"] + time.monotonic() - self.began
        self.path.write_bytes(pickle.dumps({"reports": self.before["reports"] + ours, "seconds": seconds}))
        # The closing line tells the colour and the time of all runs, too; pytest has no public way to say so.
        terminalreporter._main_color = None
        terminalreporter._set_main_color()
        start = terminalreporter._session_start
        object.__setattr__(start, "perf_count", start.perf_count - self.before["seconds"])


def plain(report: Any) -> Any:
    copied = copy.copy(report)
    vars(copied).pop("node", None)  # xdist's, and alive
    return copied


def pytest_configure(config: pytest.Config) -> None:
    path = os.environ.get("SMARTHUB_TEST_CARRY")
    if path and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Carry(Path(path)), "carry")
