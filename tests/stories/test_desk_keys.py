"""Single keys at the front desk: what they do, on a Thai keyboard too; only where nobody types, only while they are wanted."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from smarthub.bookings.models import Visit
from smarthub.bookings.testing import make_booking
from smarthub.kit import clock
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_host
from tests.stories.world import HOUR, NOON, desks_of, furnished, sign_in

FOCUS_ON = "each => each === document.activeElement"


@pytest.fixture
def hub(live) -> Iterator[Hub]:
    with clock.stopped_at(NOON):
        yield furnished()


@pytest.fixture
def desk(page: Any, hub: Hub, live: str) -> Any:
    make_host(hub, host := make_person("ครูสมศรี"), since=NOON - HOUR)
    sign_in(page, host, live)
    for n in range(3):
        make_booking(hub, desks_of(hub)[n], starts_at=NOON, hours=2, person=make_person(f"แก้ว{n}"), now=NOON - HOUR)
    page.goto(f"/h/{hub.slug}/desk/")
    page.wait_for_load_state()
    return page


def in_house(desk: Any, people: int) -> None:
    desk.wait_for_function(
        "people => document.querySelector('.figures .figure__number').textContent === String(people)", arg=people
    )


def thai(desk: Any, key: str, code: str) -> None:
    """A key of a Thai keyboard: what it writes, and where it is."""
    session = desk.context.new_cdp_session(desk)
    for kind in ("keyDown", "keyUp"):
        text = {"text": key} if kind == "keyDown" else {}
        session.send("Input.dispatchKeyEvent", {"type": kind, "key": key, "code": code, **text})
    session.detach()


def test_single_keys_rest_while_somebody_types_and_when_they_are_off(desk):
    desk.locator("#note").click()
    desk.keyboard.type("uw?/n")
    assert desk.locator("#note").input_value() == "uw?/n"
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("?")
    desk.locator("[data-keys-on]").uncheck()
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("/")
    assert desk.evaluate("document.activeElement === document.body")


def test_down_and_up_the_list_and_enter_checks_in(desk, hub):
    for key in "jjk":
        desk.keyboard.press(key)
    marked = desk.locator(".is-marked")
    assert "แก้ว0" in marked.inner_text()
    desk.keyboard.press("Enter")
    in_house(desk, 1)
    assert Visit.objects.get().booking.person.name == "แก้ว0"
    desk.keyboard.press("/")
    desk.keyboard.type("แก้ว1")
    desk.keyboard.press("Escape")
    assert desk.locator("[data-row]:visible").count() == 3, "what was looked for is forgotten"
    desk.keyboard.press("j")
    desk.keyboard.press("m")
    desk.wait_for_url("**/desk/move/**")


def test_on_a_thai_keyboard_the_keys_are_where_they_are(desk):
    thai(desk, "ไ", "KeyW")
    assert desk.locator(".count").first.evaluate(FOCUS_ON)
    thai(desk, "/", "Digit2")  # where an English keyboard has the 2; alone, it would mean to find somebody
    in_house(desk, 2)
    thai(desk, "ี", "KeyU")
    in_house(desk, 0)
    thai(desk, "ฝ", "Slash")
    assert desk.locator("#find").evaluate(FOCUS_ON)
    thai(desk, "ฝ", "Slash")  # now it is a letter of a name
    assert desk.locator("#find").input_value() == "ฝ"
    desk.keyboard.press("Escape")
    thai(desk, "ื", "KeyN")
    assert desk.locator("#note").evaluate(FOCUS_ON)
    assert desk.locator("#note").input_value() == ""


def test_capitals_are_the_same_keys(desk):
    desk.keyboard.press("W")
    assert desk.locator(".count").first.evaluate(FOCUS_ON)
    desk.keyboard.press("3")
    in_house(desk, 3)
    assert Visit.objects.get().came_at - NOON < timedelta(seconds=1)


def test_the_menu_of_a_row_moves_no_button_and_goes_at_escape_or_a_press_beside_it(desk):
    desk.set_viewport_size({"width": 390, "height": 844})
    menu, button = desk.locator(".more summary").first, desk.locator("[data-in]").first
    menu.scroll_into_view_if_needed()
    before = button.bounding_box()
    for leave in (lambda: desk.keyboard.press("Escape"), lambda: desk.locator("#h-wait").click()):
        menu.click()
        desk.locator(".more[open] [data-move]").wait_for()
        assert button.bounding_box() == before
        leave()
        desk.wait_for_function("!document.querySelector('.more[open]')")


def test_where_a_number_was_wrong_minus_and_plus_still_help(desk):
    form = desk.locator("#walk-in")
    form.locator("summary").click()
    form.locator("[name=people]").fill("0")
    form.evaluate("form => { form.noValidate = true; form.requestSubmit(form.querySelector('.button--wide')); }")
    form.locator("[aria-invalid=true]").wait_for()
    form.locator("[data-step='1']").click()
    assert form.locator("[name=people]").input_value() == "1"
