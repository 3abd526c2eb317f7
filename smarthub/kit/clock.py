"""The one clock. Doors (pages, API, worker) read it and pass `now=` down; nothing below a door reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

_stopped: datetime | None = None


def now() -> datetime:
    """The present moment in UTC, or the moment at which a test has stopped the clock."""
    return _stopped or datetime.now(UTC)


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Stop the clock for all threads of this process, for tests and for making demo data."""
    global _stopped
    before, _stopped = _stopped, moment
    try:
        yield
    finally:
        _stopped = before
