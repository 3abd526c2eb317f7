"""Booking by keyboard alone: everything is reached, the focus is seen and never taken away."""

from typing import Any

import pytest

from smarthub.bookings.models import Booking
from smarthub.places.models import Hub
from tests.stories.ways import TOMORROW_AT_TWO, cancel, confirm, name_field, yes_cancel
from tests.stories.world import NOON, furnished

# Whether what has the focus shows it, and is not hidden behind something that floats above it (WCAG 2.4.7, 2.4.11).
FOCUS = """() => {
  const each = document.activeElement, box = each.getBoundingClientRect();
  const ring = [each, each.parentElement, ...each.querySelectorAll("*")].some(one => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || (one.closest("svg") && style.stroke !== "none");
  });
  const points = [[box.left + box.width / 2, box.top + box.height / 2], [box.left + 4, box.top + 4], [box.right - 4, box.bottom - 4]];
  const seen = points.some(([x, y]) => { const top = document.elementFromPoint(x, y); return top && (each.contains(top) || top.contains(each)); });
  return { what: each.outerHTML.slice(0, 120), ring, seen, body: each === document.body };
}"""
pytestmark = pytest.mark.at(NOON)


@pytest.fixture
def hub(live) -> Hub:
    return furnished()


def tab_to(page: Any, what: Any, *, most: int = 150) -> None:
    """Tab until it has the focus; on the way, every focus is to be seen."""
    page.wait_for_load_state()  # what is in the page may be there before its style is, which draws the focus
    for _n in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["body"] or (focus["ring"] and focus["seen"]), focus
        if what.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"{most} tabs do not reach {what}")


@pytest.mark.parametrize("wide", [390, 1280])
def test_a_whole_booking_and_its_cancelling_by_keyboard_alone(page, hub, wide):
    keys = page.keyboard
    page.set_viewport_size({"width": wide, "height": 844})
    page.goto("/")
    keys.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "ข้ามไปยังเนื้อหา"
    keys.press("Enter")
    tab_to(page, page.get_by_role("link", name="จองที่นั่ง"), most=8)  # the head was skipped
    keys.press("Enter")
    page.wait_for_url("**/book/")
    tab_to(page, page.get_by_role("link", name="พรุ่งนี้"))
    keys.press("Enter")
    page.wait_for_url("**date=2026-03-05**")
    start = page.get_by_label("ตั้งแต่")
    tab_to(page, start)
    before = start.input_value()
    with page.expect_response("**/book/?**"):
        keys.press("ArrowDown")
    page.locator(f"#found[data-live*='{start.input_value().replace(':', '%3A')}']").wait_for()
    assert start.input_value() > before
    assert start.evaluate("each => each === document.activeElement"), "a changed wish takes the focus away"
    take = page.get_by_role("button", name="เลือก").first
    tab_to(page, take)
    keys.press("Space")
    page.locator("#who").wait_for()
    tab_to(page, name_field(page))
    keys.type("ยายสมศรี")
    tab_to(page, confirm(page))
    keys.press("Enter")
    page.wait_for_url("**/bookings/**")
    assert Booking.objects.get().person.name == "ยายสมศรี"
    tab_to(page, cancel(page))
    keys.press("Space")
    assert not Booking.objects.get().cancelled_at
    tab_to(page, yes_cancel(page))
    keys.press("Space")
    page.get_by_text("ยกเลิกแล้ว", exact=True).wait_for()
    assert Booking.objects.get().cancelled_at


def test_in_a_group_of_seats_the_arrow_keys_move_and_nothing_takes_the_focus_away(page, hub):
    page.clock.install()
    page.goto(f"/h/{hub.slug}/book/{TOMORROW_AT_TWO}")
    first, second = page.locator(".seat").nth(0), page.locator(".seat").nth(1)
    tab_to(page, first)
    page.keyboard.press("ArrowRight")
    assert second.evaluate("each => each === document.activeElement")
    with page.expect_response(lambda answer: answer.request.headers.get("hx-target") == "found"):
        page.clock.run_for(16_000)
    page.wait_for_function(
        "() => document.getElementById('found').tabIndex === -1"
    )  # what is free was asked anew meanwhile
    assert second.evaluate("each => each === document.activeElement"), "the focus is lost when the page looks again"
    ref = second.get_attribute("value").partition("@")[0]
    page.keyboard.press("Enter")
    page.locator("#who").wait_for()
    assert Booking.objects.get().spaces.get().ref == ref
