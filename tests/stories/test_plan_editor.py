"""The host draws the floor: by hand, by keyboard alone, on a phone; nothing is lost when the network fails."""

from typing import Any

import pytest

from smarthub.bookings.models import Booking
from smarthub.bookings.testing import make_booking
from smarthub.kit import clock
from smarthub.places.models import Space
from tests.stories.world import FULL_DAY, NOON, TOMORROW, World, make_world, sign_in


@pytest.fixture
def world(live: str, page: Any) -> Any:
    with clock.stopped_at(NOON):
        world = make_world()
        sign_in(page, world.host, live)
        yield world


def open_editor(page: Any, world: World) -> None:
    page.goto(f"/h/{world.slug}/plan/")
    page.wait_for_selector("[data-editor]:not([hidden])")


def saved(page: Any) -> None:
    page.click("[data-do=save]")
    page.wait_for_function("() => document.querySelector('[data-do=save]').disabled")


def thing(page: Any, world: World, name: str) -> Any:
    ref = Space.objects.get(hub=world.hub, name_th=name, removed_at=None).ref
    return page.locator(f"[data-name='s:{ref}']")


def at(world: World, name: str) -> tuple[int, int]:
    return Space.objects.values_list("x", "y").get(hub=world.hub, name_th=name, removed_at=None)


def test_a_table_is_drawn_dragged_and_saved(page: Any, world: World) -> None:
    open_editor(page, world)
    page.click("[data-add=table]")
    chosen = page.locator(".editor__whole.is-chosen")
    chosen.scroll_into_view_if_needed()
    box = chosen.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 40, box["y"] + box["height"] / 2 + 30, steps=5)
    page.mouse.up()
    saved(page)
    table = Space.objects.filter(hub=world.hub, kind=Space.Kind.TABLE).latest("pk")
    assert table.parts.count() == table.seats == 4
    assert {desk.y for desk in table.parts.all()} == {table.y, table.y + 120}


def test_what_is_new_stands_clear_of_what_is_there(page: Any, world: World) -> None:
    """A desk, a table and a room, at the first place near the middle that is free; then where the pure function says."""
    open_editor(page, world)
    before = set(Space.objects.values_list("pk", flat=True))
    for kind in ("desk", "table", "booth"):
        page.click(f"[data-add={kind}]")
    saved(page)
    whole = Space.objects.filter(hub=world.hub, floor__level=1, removed_at=None, part_of=None)
    made = [space for space in whole if space.pk not in before]
    assert len(made) == 3
    for one in made:
        assert not [other.name_th for other in whole if other != one and meet(one, other)]
    found = page.evaluate(FREE_PLACES)
    assert found == {
        "nothing there": [350, 350],
        "beside a room": [0, 350],
        "beside a chair": [350, 0],
        "beside a wall": [200, 350],
        "with room to sit": [500, 50],
        "without room to sit": [0, 0],
        "out of a door's way": [425, 275],
        "larger than the floor": [0, 0],
        "a full house": [350, 350],
    }


def meet(one: Space, other: Space) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


FREE_PLACES = """async () => {
  const { freePlace } = await import(new URL("./plan/place.js", document.querySelector("script[src*='places/editor']").src));
  const floor = (more) => ({ width: 1000, height: 1000, outline: [], zones: [], spaces: [], removed: [], ...more });
  const box = (x, y, width, height) => ({ x, y, width, height });
  const wall = { outline: [[[500, 0], [500, 1000]]] };
  const desk = { ...box(0, 360, 1000, 640), kind: "desk", turn: 180 }, door = { outline: [{ door: [[500, 500], [400, 500]] }] };
  return {
    "nothing there": freePlace(floor(), "room", [500, 500]),
    "beside a room": freePlace(floor({ spaces: [box(300, 0, 700, 1000)] }), "room", [500, 500]),
    "beside a chair": freePlace(floor({ spaces: [desk] }), "room", [500, 500]),
    "beside a wall": freePlace(floor(wall), "room", [500, 500]),
    "with room to sit": freePlace(floor(wall), "table", [580, 0]),
    "without room to sit": freePlace(floor({ height: 200 }), "table", [0, 0]),
    "out of a door's way": freePlace(floor(door), "desk", [460, 350]),
    "larger than the floor": freePlace(floor({ width: 250, height: 250 }), "room", [100, 100]),
    "a full house": freePlace(floor({ spaces: [box(0, 0, 1000, 1000)] }), "room", [500, 500]),
  };
}"""


def test_a_desk_is_moved_turned_copied_and_undone_by_keyboard_alone(page: Any, world: World) -> None:
    open_editor(page, world)
    before = at(world, "W1")
    thing(page, world, "W1").focus()
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("r")
    page.keyboard.press("Control+z")
    page.keyboard.press("d")
    page.keyboard.press("Control+s")
    page.wait_for_function("() => document.querySelector('[data-do=save]').disabled")
    assert at(world, "W1") == (before[0] - 50, before[1] - 20)
    assert Space.objects.filter(hub=world.hub, name_th__startswith="W").count() == 3


def test_what_was_not_saved_is_there_again_after_the_page_was_left(page: Any, world: World) -> None:
    open_editor(page, world)
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("[data-add=desk]")
    page.route("**/plan/1/", lambda route: route.fulfill(status=408, body=""))  # the network hangs
    page.click("[data-do=save]")
    page.wait_for_selector(".editor__wrong:not(:empty)")
    page.unroute("**/plan/1/")
    before = Space.objects.filter(hub=world.hub).count()
    page.reload()
    saved(page)
    assert Space.objects.filter(hub=world.hub).count() == before + 1


def test_a_desk_with_bookings_asks_first_and_moves_them(page: Any, world: World) -> None:
    """Q1 is booked tomorrow, and the day after when the whole house is full: that one stays."""
    desk = Space.objects.get(hub=world.hub, name_th="Q1")
    moves = make_booking(world.hub, desk, starts_at=TOMORROW, person=world.member, now=NOON)
    page.goto(f"/h/{world.slug}/plan/?floor=2")
    thing(page, world, "Q1").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Delete")
    page.click("[data-do=save]")
    page.click("[data-goes=move]")
    page.wait_for_function("() => document.querySelector('[data-do=save]').disabled")
    assert moves.spaces.get().name_th != "Q1"
    stays = Booking.objects.get(spaces=desk, starts_at=FULL_DAY)
    assert stays.cancelled_at is None
    assert not Space.objects.filter(hub=world.hub, name_th="Q1", removed_at=None).exists()


def test_a_finger_chooses_first_and_then_moves(phone: Any, live: str) -> None:
    with clock.stopped_at(NOON):
        world = make_world()
        sign_in(phone, world.host, live)
        open_editor(phone, world)
        thing(phone, world, "W1").locator(".space__shape").tap()
        assert phone.locator("[data-side] input").first.input_value() == "W1"
        phone.locator("[data-side] input").first.fill("W9")
        saved(phone)
        assert Space.objects.filter(hub=world.hub, name_th="W9").exists()
