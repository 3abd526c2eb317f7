"""`./hub test` runs pytest three times (SQLite, PostgreSQL, browser); this lets the last closing line speak for all.

Each run leaves its reports in the file that SMARTHUB_TEST_CARRY names, and begins with those it finds there.
"""

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

KINDS = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")


class Carry:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.before = json.loads(path.read_text()) if path.exists() else {"reports": [], "seconds": 0.0}
        self.began = time.monotonic()

    @pytest.hookimpl(tryfirst=True)
    def pytest_terminal_summary(self, terminalreporter: Any, config: pytest.Config) -> None:
        """Between this run's own summary and the closing lines: leave our reports, take in those from before."""
        hook, stats = config.hook, terminalreporter.stats
        ours = [
            [kind, hook.pytest_report_to_serializable(config=config, report=report)]
            for kind in KINDS
            for report in stats.get(kind, [])
        ]
        for kind, data in self.before["reports"]:
            report = hook.pytest_report_from_serializable(config=config, data=dict(data))
            stats.setdefault(kind, []).append(report)
        seconds = self.before["seconds"] + time.monotonic() - self.began
        self.path.write_text(json.dumps({"reports": self.before["reports"] + ours, "seconds": seconds}))
        terminalreporter._main_color = None  # what was green may be red now
        terminalreporter._set_main_color()


def pytest_configure(config: pytest.Config) -> None:
    path = os.environ.get("SMARTHUB_TEST_CARRY")
    if path and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Carry(Path(path)), "carry")
