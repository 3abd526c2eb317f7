"""The worker's sign of life: the age of one empty file in the data folder, so that asking costs no query."""

import time
from pathlib import Path

from django.conf import settings

STALE = 30.0  # seconds of silence after which the worker counts as gone


def _file() -> Path:
    return Path(settings.DATA) / "worker.heartbeat"


def beat() -> None:
    _file().touch()


def stop() -> None:
    """A worker that ends as asked says so."""
    _file().unlink(missing_ok=True)


def silence() -> float | None:
    """Seconds since the worker's last sign of life; None if there never was one."""
    try:
        return max(0.0, time.time() - _file().stat().st_mtime)
    except FileNotFoundError:
        return None


def is_alive() -> bool:
    seconds = silence()
    return seconds is not None and seconds < STALE
