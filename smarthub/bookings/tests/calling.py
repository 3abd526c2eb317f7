"""A program that calls the API, for the tests of this floor."""

from datetime import timedelta
from typing import Any

from django.test import Client

from smarthub.bookings.testing import NINE
from smarthub.people.actions.tokens import make_token
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_host

TIME = {"starts_at": "2026-03-02T10:00:00+07:00", "ends_at": "2026-03-02T11:00:00+07:00"}


class Caller:
    """Somebody's program."""

    def __init__(self, person: Person) -> None:
        self.person = person
        secret = make_token(person, by=person, now=NINE)
        self.headers = {"Authorization": f"Bearer {secret}", "Accept-Language": "en"}

    def post(self, path: str, body: Any = None, *, key: str = "", **headers: str):
        more = {"Idempotency-Key": key} if key else {}
        return Client().post(
            f"/api/v1/{path}", body, content_type="application/json", headers=self.headers | more | headers
        )

    def get(self, path: str):
        return Client().get(f"/api/v1/{path}", headers=self.headers)

    def delete(self, path: str):
        return Client().delete(f"/api/v1/{path}", headers=self.headers)


def host_of(hub: Hub) -> Caller:
    """The program of somebody who runs it."""
    person = make_person("Host")
    make_host(hub, person, since=NINE - timedelta(hours=1))
    return Caller(person)


def wish(space: Space, **more: Any) -> dict[str, Any]:
    return {"hub": space.hub.slug, "spaces": [space.ref], "people": 1, **TIME, **more}
