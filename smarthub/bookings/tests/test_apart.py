"""A group that cannot sit together: asked first, and never by surprise."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from smarthub.bookings import queries
from smarthub.bookings.models import Booking
from smarthub.bookings.rules.apart import apart, places_of, sits_apart
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_hub, make_policy, make_space, make_table

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TIMES: dict[str, Any] = {"starts_at": TEN, "ends_at": TEN + HOUR}
WISH = "?date=2026-03-02&start=10:00&minutes=60&people={people}"


@pytest.fixture
def hub() -> Hub:
    """Three tables, far from each other: of four, four and two seats."""
    hub = make_hub()
    for n, desks in enumerate((4, 4, 2)):
        make_table(hub, "ABC"[n], desks=desks, x=n * 2000)
    return hub


def seats(hub: Hub, *names: str) -> list[Space]:
    found = {space.name: space for space in places.rulebook(hub).spaces}
    return [found[name] for name in names]


def named(spaces: Sequence[Space]) -> list[list[str]]:
    by_table: dict[str, list[str]] = {}
    for space in spaces:
        by_table.setdefault(space.name[0], []).append(space.name)
    return sorted(by_table.values())


@pytest.mark.parametrize(
    ("people", "sizes"),
    [(1, None), (5, [4, 1]), (6, [4, 2]), (8, [4, 4]), (9, [4, 4, 1]), (10, [4, 4, 2]), (11, None)],
)
def test_a_group_sits_at_as_few_tables_as_can_be(hub: Hub, people: int, sizes: list[int] | None) -> None:
    book = places.rulebook(hub)
    free = {space.pk for space in book.spaces if space.kind == Space.Kind.DESK}
    choice = apart(book, free, people=people)
    found = sorted((len(each) for each in places_of(book, choice.spaces)), reverse=True) if choice else None
    assert found == (sorted(sizes, reverse=True) if sizes else None)


@pytest.mark.parametrize(
    ("names", "is_apart"),
    [(("A1",), False), (("A1", "A4"), False), (("A1", "B1"), True), (("A1", "A2", "C1"), True)],
)
def test_what_sitting_apart_is(hub: Hub, names: tuple[str, ...], is_apart: bool) -> None:
    assert sits_apart(places.rulebook(hub), seats(hub, *names)) == is_apart


def test_rooms_are_nobody_s_question(hub: Hub) -> None:
    rooms = [make_space(hub, f"R{n}", kind=Space.Kind.ROOM, seats=4) for n in range(2)]
    assert not sits_apart(places.rulebook(hub), rooms)


def test_it_is_offered_only_where_nothing_else_fits(hub: Hub, client: Any) -> None:
    with clock.stopped_at(NINE):
        for people, is_offered in ((1, False), (4, False), (6, True), (11, False)):
            page = client.get(f"/en/h/hub/book/{WISH.format(people=people)}").text
            assert ("sitting apart is fine" in page) == is_offered


def test_seats_that_stand_alone_are_read_on_one_line(hub: Hub, client: Any) -> None:
    for n in range(3):
        make_space(hub, f"Q{n + 1}", x=n * 2000, y=9000)
    with clock.stopped_at(NINE):
        page = client.get(f"/en/h/hub/book/{WISH.format(people=13)}").text
    lines = [line.partition("</li>")[0] for line in page.partition("at several places")[2].split("<li>")[1:5]]
    assert lines[-1] == "3 people: Q1, Q2, Q3"
    assert lines[:2] == ["4 people: A: A1, A2, A3, A4", "4 people: B: B1, B2, B3, B4"]


def test_seats_apart_are_held_only_with_an_explicit_yes(hub: Hub, client: Any) -> None:
    with clock.stopped_at(NINE):
        page = client.get(f"/en/h/hub/book/{WISH.format(people=6)}").text
        pick = page.partition("Yes, sitting apart")[0].rpartition('name="pick" value="')[2].partition('"')[0]
        wished = {"pick": pick, "people": "6", "kind": ""}
        refused = client.post("/en/h/hub/book/holds/", wished)
        assert refused.status_code == 422
        assert "not next to each other" in refused.text
        assert not Booking.objects.exists()
        assert client.post("/en/h/hub/book/holds/", wished | {"apart": "yes"}).status_code == 302
    held = Booking.objects.get()
    assert [len(each) for each in named(list(held.spaces.all()))] == [4, 2]


def test_what_is_kept_for_walk_ins_is_not_offered_to_a_group(hub: Hub) -> None:
    make_policy(hub, walk_in_percent=50)
    hub.refresh_from_db()
    assert queries.offer_apart(hub, **TIMES, people=6, now=NINE) is None
    assert queries.offer_apart(hub, **TIMES, people=5, now=NINE)


def test_a_time_that_the_rules_forbid_is_not_offered(hub: Hub) -> None:
    assert queries.offer_apart(hub, starts_at=TEN + 12 * HOUR, ends_at=TEN + 13 * HOUR, people=6, now=NINE) is None
    for name in ("A1", "B1", "C1", "C2"):
        make_booking(hub, seats(hub, name))
    assert queries.offer_apart(hub, **TIMES, people=7, now=NINE) is None
