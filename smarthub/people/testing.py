"""Makers for tests, here and on the floors above."""

from datetime import datetime
from typing import Any

from smarthub.people.models import Person


def make_person(
    name: str = "Somchai", *, email: str | None = None, admin_since: datetime | None = None, **more: Any
) -> Person:
    return Person.objects.create_user(email=email, name=name, admin_since=admin_since, **more)
