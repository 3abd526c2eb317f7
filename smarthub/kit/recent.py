"""What this process asked a moment ago, kept for a moment: for questions that every call asks again."""

import time
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

_all: list["Recent[object, object]"] = []


class Recent(Generic[Key, Value]):
    """Values by key for `seconds`; at most `most` of them. What is kept may be that old, and no older."""

    def __init__(self, seconds: float = 1.0, most: int = 2000) -> None:
        self.seconds, self.most = seconds, most
        self._kept: dict[Key, tuple[float, Value]] = {}
        _all.append(self)  # type: ignore[arg-type]  # they are only emptied there

    def get(self, key: Key) -> Value | None:
        kept = self._kept.get(key)
        return kept[1] if kept and time.monotonic() - kept[0] < self.seconds else None

    def keep(self, key: Key, value: Value) -> Value:
        if len(self._kept) >= self.most:
            self._kept.clear()
        self._kept[key] = (time.monotonic(), value)
        return value

    def forget(self, key: Key | None = None) -> None:
        """One of them, or all."""
        self._kept.clear() if key is None else self._kept.pop(key, None)


def forget_everything() -> None:
    """For tests, whose databases begin anew while the process goes on."""
    for recent in _all:
        recent.forget()
