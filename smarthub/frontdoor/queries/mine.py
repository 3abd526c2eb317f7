"""What the front door keeps about one person, for that person: the lists that they brought, without what was in them."""

from typing import Any

from smarthub.frontdoor.models import Intake
from smarthub.people.models import Person


def mine(person: Person) -> list[Any]:
    brought = Intake.objects.filter(tried_by=person).order_by("tried_at")
    return list(brought.values("ref", "hub__slug", "kind", "file_name", "rows", "tried_at", "taken_at", "back_at"))
