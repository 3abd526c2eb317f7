"""The QR on a desk, with a phone: take it now, check in at it, or find the nearest one that is free."""

from typing import Any

import pytest

from smarthub.bookings.models import Booking, Visit
from smarthub.kit import clock
from tests.stories.world import HOUR, NOON, World, make_world

pytestmark = pytest.mark.at(NOON)


@pytest.fixture
def world(live: str) -> World:
    return make_world()


def test_take_it_now_check_in_at_it_and_find_the_nearest(
    phone: Any, browser: Any, live: str, world: World, axe: Any, fits: Any
) -> None:
    desk = world.desks[20]
    scanned = f"/h/{world.slug}/s/{desk.ref}/"
    phone.goto(scanned)
    axe(phone)
    fits(phone)
    phone.locator("button[name=pick]").nth(1).tap()  # for an hour
    phone.locator("#who").wait_for()
    phone.locator("#who input[name=name]").fill("ยายสมศรี")
    phone.locator("#who button.button").last.tap()
    phone.wait_for_url("**/bookings/**key=**")
    booking = Booking.objects.latest("pk")
    assert (booking.starts_at, booking.ends_at, booking.spaces.get()) == (NOON, NOON + HOUR, desk)

    phone.goto(scanned)  # their own by now, known by this phone
    axe(phone)
    fits(phone)
    phone.locator("form[action*='check-in'] button").tap()
    phone.wait_for_url("**/bookings/**")
    assert Visit.objects.get(booking=booking).left_at is None

    other = browser.new_context(base_url=live, locale="th-TH", viewport={"width": 390, "height": 844})
    stranger = other.new_page()
    stranger.goto(scanned)
    assert "ยายสมศรี" not in stranger.content()
    axe(stranger)
    fits(stranger)
    stranger.locator("button[name=pick]").first.click()
    stranger.locator("#who").wait_for()
    held = Booking.objects.get(booked_at=None)
    assert held.spaces.get() != desk
    assert clock.now() <= held.ends_at
    other.close()
