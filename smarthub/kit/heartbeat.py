"""Signs of life, the worker's and the whole house's: the age of an empty file each in the data folder, so that asking
costs no query, and another house on the same port is not taken for this one.
"""

import time
from pathlib import Path

from django.conf import settings

STALE = 30.0  # seconds of silence after which the worker counts as gone


HOUSE = "house.heartbeat"  # touched each second by the parent of all processes (config/serve.py)


def _file() -> Path:
    return Path(settings.DATA) / "worker.heartbeat"


def beat() -> None:
    _file().touch()


def stop() -> None:
    """A worker that ends as asked says so."""
    _file().unlink(missing_ok=True)


def silence() -> float | None:
    """Seconds since the worker's last sign of life; None if there never was one."""
    return _age(_file())


def is_alive() -> bool:
    seconds = silence()
    return seconds is not None and seconds < STALE


def is_house_open() -> bool:
    """Whether `./hub run` is up on this data folder."""
    seconds = _age(Path(settings.DATA) / HOUSE)
    return seconds is not None and seconds < STALE


def _age(file: Path) -> float | None:
    try:
        return max(0.0, time.time() - file.stat().st_mtime)
    except FileNotFoundError:
        return None
