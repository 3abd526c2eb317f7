"""In a real browser: somebody without an account books on a phone, by touch and by keyboard alone, and cancels."""

from datetime import UTC, datetime, timedelta

import pytest

from smarthub.bookings.models import Booking
from smarthub.bookings.testing import make_booking
from smarthub.kit import clock
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_hub, make_space, make_table

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


@pytest.fixture
def hub(live) -> Hub:
    hub = make_hub()
    make_table(hub, "A", desks=4)
    make_space(hub, "ห้องคราม", kind="room", seats=6, x=900, width=300, height=300)
    return hub


@pytest.fixture(autouse=True)
def _noon():
    with clock.stopped_at(NOON):
        yield


def test_three_taps_after_choosing_the_time(phone, hub, axe, fits):
    phone.goto("/h/hub/book/?date=2026-03-03&start=14:00")
    fits(phone)
    axe(phone)
    phone.get_by_role("button", name="A1").first.click()
    phone.locator("#id_name").fill("ยายสมศรี")
    fits(phone)
    axe(phone)
    phone.locator("#who button").last.click()
    phone.wait_for_url("**/bookings/**")
    fits(phone)
    axe(phone)
    booking = Booking.objects.get()
    assert booking.booked_at
    phone.locator("form[action*='/cancel/'] button").click()
    phone.wait_for_url("**/bookings/**")
    phone.locator(".badge--error").wait_for()
    booking.refresh_from_db()
    assert booking.cancelled_at


def test_the_same_by_keyboard_alone(page, hub):
    page.goto("/h/hub/book/?date=2026-03-03&start=14:00")
    button = page.locator(".seat").first
    for _n in range(60):
        page.keyboard.press("Tab")
        if button.evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/book/*/?pick*")
    page.locator("#id_name").focus()
    page.keyboard.type("ยายสมศรี")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bookings/**")
    assert Booking.objects.get().spaces.get().name_th == "A2"


def test_a_conflict_keeps_the_name_and_is_one_tap_from_the_next_place(phone, hub):
    phone.goto("/h/hub/book/?date=2026-03-03&start=14:00")
    phone.locator(".seat").first.click()
    phone.wait_for_url("**/book/*/?pick*")
    phone.locator("#id_name").fill("ยายสมศรี")
    held = Booking.objects.get()
    with clock.stopped_at(NOON + timedelta(minutes=6)):
        make_booking(
            hub,
            list(held.spaces.all()),
            starts_at=held.starts_at,
            person=make_person(),
            now=NOON + timedelta(minutes=6),
        )
        phone.locator("#who button").last.click()
        phone.locator(".offer").first.wait_for()
        assert phone.locator("#id_name").input_value() == "ยายสมศรี"
        phone.locator(".offer").first.click()
        phone.locator("#who").wait_for()
        assert phone.locator("#id_name").input_value() == "ยายสมศรี"
        phone.locator("#who button").last.click()
        phone.wait_for_url("**/bookings/**")
    assert Booking.objects.filter(person__name="ยายสมศรี").count() == 1


def test_a_group_of_four_gets_one_table_and_a_changed_wish_shows_at_once(page, hub):
    page.goto("/en/h/hub/book/?date=2026-03-03&start=14:00")
    page.locator("#id_people").fill("4")
    page.locator("#id_people").dispatch_event("change")
    page.wait_for_url("**people=4**")
    page.get_by_role("button", name="together at one table").click()
    page.locator("#who").wait_for()
    assert Booking.objects.get().spaces.count() == 4
