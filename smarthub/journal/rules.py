"""The chain of seals, as pure calculation."""

import hashlib
from collections.abc import Iterable
from datetime import UTC

from smarthub.journal.models import Entry

FIRST = "0" * 64


def hash_of(entry: Entry, number: int, before: str) -> str:
    """The seal: SHA-256 (hex) over the seal before and everything that the entry says."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = "\x1f".join((before, str(number), entry.verb, entry.what, entry.hub, entry.by, at))
    return hashlib.sha256(text.encode()).hexdigest()


def first_broken(entries: Iterable[Entry]) -> int | None:
    """The number at which the chain of sealed entries, given in order, first breaks; None when it is whole."""
    before = FIRST
    for expected, entry in enumerate(entries, start=1):
        if entry.number != expected or entry.seal != hash_of(entry, expected, before):
            return expected
        before = entry.seal
    return None
