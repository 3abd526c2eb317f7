"""Every list of the API comes in pages, and takes no cursor but its own."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from smarthub.bookings.testing import NINE, make_booking
from smarthub.bookings.tests.calling import TIME, Caller
from smarthub.kit.api import listed
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_hub, make_space

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]
TIMES = urlencode({"from": TIME["starts_at"], "until": TIME["ends_at"]})
LISTS = ("hubs?", "hubs/hub/spaces?", f"hubs/hub/availability?{TIMES}&", "waits?", "series?")


@pytest.fixture
def full(caller: Caller, hub: Hub, desk: Space) -> Caller:
    """Three of everything that is listed."""
    for name in ("two", "three"):
        make_hub(name)
        make_space(hub, name)
    taken = make_space(hub, "room", kind="room")
    make_booking(hub, taken)
    for day in (2, 3, 4):
        later = {"starts_at": f"2026-03-0{day}T10:00:00+07:00", "ends_at": f"2026-03-0{day}T11:00:00+07:00"}
        if day != 2:
            make_booking(hub, taken, starts_at=NINE.replace(day=day, hour=3))
        assert caller.post("waits", {"hub": "hub", "kind": "room", **later}).status_code == 201
        other = {"starts_at": f"2026-03-0{day}T14:00:00+07:00", "ends_at": f"2026-03-0{day}T15:00:00+07:00"}
        assert caller.post("series", {"hub": "hub", "spaces": [desk.ref], "count": 2, **other}).status_code == 201
    return caller


def pages(caller: Caller, path: str) -> Iterator[dict[str, Any]]:
    cursor = ""
    while True:
        answer = caller.get(f"{path}limit=1{cursor}")
        assert answer.status_code == 200, answer.content
        yield answer.json()
        if answer.json()["next"] is None:
            return
        cursor = "&" + urlencode({"cursor": answer.json()["next"]})


@pytest.mark.parametrize("path", LISTS)
def test_page_by_page_it_gives_what_it_gives_at_once(full: Caller, path: str) -> None:
    paged = [item for page in pages(full, path) for item in page["items"]]
    assert paged == full.get(path).json()["items"]
    assert len(paged) >= 3


def test_the_cursor_of_another_list_is_none(full: Caller) -> None:
    cursors = {path: next(pages(full, path))["next"] for path in LISTS}
    for path in LISTS:
        for other, cursor in cursors.items():
            answer = full.get(f"{path}{urlencode({'cursor': cursor})}")
            in_memory = {each for each in LISTS if each.startswith("hubs/")}
            if path == other or {path, other} <= in_memory:
                assert answer.status_code == 200
            else:
                assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), (path, other)


def test_a_group_of_many_desks_has_a_cursor_that_is_taken_back(db: None, client: Client) -> None:
    refs = " ".join(f"{n:08}" for n in range(90))
    things = [f"{refs} a", f"{refs} b", f"{refs} c"]
    told: dict[str, Any] = {"mark": str, "limit": 1, "shown": lambda thing: {"it": thing[-1]}}
    first = listed(things, cursor=None, **told)
    assert len(first["next"]) < 600
    assert listed(things[:1] + things[2:], cursor=first["next"], **told)["items"] == [{"it": "c"}]
