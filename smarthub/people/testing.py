"""Makers for tests, here and on the floors above."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any

from django.db import connection

from smarthub.kit.refusals import Refused
from smarthub.people.models import Person


def make_person(
    name: str = "Somchai", *, email: str | None = None, admin_since: datetime | None = None, **more: Any
) -> Person:
    return Person.objects.create_user(email=email, name=name, admin_since=admin_since, **more)


def at_once(many: int, do: Callable[[], Person]) -> list[Person | None]:
    """Do it in so many threads together; None for each that was refused."""
    ready = Barrier(many, timeout=60)

    def turn(_: int) -> Person | None:
        ready.wait()
        try:
            return do()
        except Refused:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(many) as threads:
        return list(threads.map(turn, range(many)))
