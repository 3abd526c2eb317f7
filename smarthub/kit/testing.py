"""For tests of what happens at once."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections


def race(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start all of them at the same moment, each in a thread of its own; what each answered or raised, in order."""
    answers: list[Any] = [None] * len(calls)
    line = threading.Barrier(len(calls), timeout=60)

    def run(number: int, call: Callable[[], Any]) -> None:
        try:
            line.wait(10)
            answers[number] = call()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            answers[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each, daemon=True) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers
