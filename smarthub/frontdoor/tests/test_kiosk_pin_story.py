"""In by phone number and PIN at the tablet: by touch, by keyboard, read aloud, without network, and forgotten."""

from collections.abc import Iterator
from typing import Any

import pytest

from smarthub.bookings.models import Visit
from smarthub.frontdoor.tests.kiosk import opened, shown, told
from smarthub.kit import clock
from smarthub.people.actions.pins import set_pin
from smarthub.people.testing import make_person
from tests.stories.world import NOON, World, make_world

NUMBER, PIN = "0899999999", "482915"


@pytest.fixture
def world(live: str) -> Iterator[World]:
    with clock.stopped_at(NOON):
        world = make_world()
        dao = make_person("ป้าดาว", phone="+66899999999")
        set_pin(dao, phone="+66899999999", pin=PIN, by=dao, now=NOON)
        yield world


@pytest.fixture
def tablet(live: str, browser: Any, browser_context_args: dict[str, Any]) -> Iterator[Any]:
    """A page whose console is not watched: a wrong PIN and a network that is away are written there."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


def touch(page: Any, digits: str) -> None:
    for digit in digits:
        page.locator(f"[data-digit='{digit}']").click()


def kept_on(page: Any) -> str:
    """All that the tablet keeps, as text."""
    return str(
        page.evaluate(
            """async () => {
              const done = (asked) => new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
              const found = [{ ...localStorage }, { ...sessionStorage }];
              for (const { name } of await indexedDB.databases()) {
                const database = await done(indexedDB.open(name));
                for (const store of database.objectStoreNames) {
                  const all = database.transaction(store).objectStore(store);
                  found.push(await Promise.all([done(all.getAllKeys()), done(all.getAll())]));
                }
                database.close();
              }
              return JSON.stringify(found);
            }"""
        )
    )


def number_typed(page: Any) -> None:
    shown(page, "welcome").locator("[data-to=phone]").click()
    shown(page, "phone")
    touch(page, NUMBER)
    page.locator("[data-with-pin]").click()


def test_by_touch_with_a_wrong_pin_first(tablet: Any, world: World, axe: Any, fits: Any) -> None:
    page = opened(tablet, world)
    number_typed(page)
    assert page.locator("h1").inner_text() == "รหัส PIN ของคุณ"
    touch(page, "111222")
    page.locator("[data-phone-go]").click()
    page.locator("[data-pin-wrong]:not([hidden])").wait_for()
    assert "ไม่ตรงกัน" in page.locator("[data-pin-wrong]").inner_text()
    assert "●" not in page.locator("[data-dots]").inner_text()
    axe(page)
    touch(page, PIN)
    page.locator("[data-phone-go]").click()
    found = shown(page, "found")
    assert "ป้าดาว" not in page.content()
    found.locator("[data-yes]").click()
    shown(page, "done")
    told(page)
    assert Visit.objects.get(person__name="ป้าดาว").left_at is None
    kept = kept_on(page)
    assert '"hub"' in kept
    assert PIN not in kept
    assert NUMBER not in kept


def test_by_keyboard_in_english_and_out_again(page: Any, world: World) -> None:
    opened(page, world)
    page.get_by_role("button", name="English").click()
    for n in range(2):
        shown(page, "welcome").locator("[data-to=phone]").focus()
        page.keyboard.press("Enter")
        shown(page, "phone")
        page.keyboard.type(NUMBER, delay=150)  # by hand: what is faster is a scanner
        page.locator("[data-with-pin]").focus()
        page.keyboard.press("Enter")
        assert page.locator("h1").inner_text() == "Your PIN"
        page.keyboard.type(PIN + "3")
        page.keyboard.press("Backspace")
        assert "5 of 6 digits" in page.locator("[data-dots]").text_content()
        page.keyboard.type(PIN[-1], delay=200)
        page.keyboard.press("Enter")
        shown(page, "found").locator("[data-yes]").focus()
        page.keyboard.press("Enter")
        shown(page, "done")
        told(page)
        assert (Visit.objects.get(person__name="ป้าดาว").left_at is None) is (n == 0)
        page.locator("[data-back] button").click()


def test_without_network_it_says_so_and_the_number_alone_or_just_coming_in_will_do(tablet: Any, world: World) -> None:
    page = opened(tablet, world)
    page.context.set_offline(True)
    number_typed(page)
    touch(page, PIN)
    page.locator("[data-phone-go]").click()
    alone = shown(page, "alone")
    assert page.locator("h1").inner_text() == "ตอนนี้ไม่มีอินเทอร์เน็ต"
    before = Visit.objects.count()
    alone.locator("[data-to=count]").click()
    shown(page, "count").locator("[data-come]").click()
    shown(page, "done")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    told(page)
    assert Visit.objects.count() == before + 1


def test_half_a_pin_is_gone_after_thirty_seconds(page: Any, world: World) -> None:
    page.clock.install(time=NOON)
    opened(page, world)
    number_typed(page)
    touch(page, PIN[:3])
    page.clock.run_for(31_000)
    shown(page, "welcome").locator("[data-to=phone]").click()
    shown(page, "phone")
    assert page.locator("[data-number]").inner_text().strip() == ""
    assert not page.locator("[data-dots]").is_visible()
    page.locator("[data-with-pin]").click()
    assert page.locator("[data-pin-wrong]").inner_text() == "ใส่เบอร์โทรศัพท์ก่อน"


@pytest.mark.parametrize("width", [1024, 390])
def test_the_keys_are_large_and_fit(page: Any, world: World, axe: Any, fits: Any, width: int) -> None:
    opened(page, world)
    page.set_viewport_size({"width": width, "height": 768})
    number_typed(page)
    fits(page)
    axe(page)
    box = page.locator("[data-digit='5']").bounding_box()
    assert min(box["width"], box["height"]) >= 60
