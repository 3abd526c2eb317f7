"""The gallery in a browser: readable, in reach, whole words, and alive only where it helps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from smarthub.look.testing import broken_words, small_targets
from tests.stories.patience import SERVED_BY_WORKER, until


@pytest.mark.parametrize("address", ["/look/", "/look/?lang=en", "/offline/", "/look/nowhere/"])
def test_it_is_accessible_in_both_schemes(page: Any, axe: Callable[..., None], address: str) -> None:
    page.goto(address)
    axe(page)


@pytest.mark.parametrize("address", ["/look/", "/look/?lang=en", "/look/nowhere/"])
def test_a_phone_shows_it_without_scrolling_sideways(phone: Any, fits: Callable[[Any], None], address: str) -> None:
    phone.goto(address)
    fits(phone)
    assert broken_words(phone) == []
    assert small_targets(phone) == []


def test_it_still_fits_at_two_hundred_per_cent(phone: Any, fits: Callable[[Any], None]) -> None:
    """A phone that enlarges the page to twice its size has half the width left."""
    phone.set_viewport_size({"width": 195, "height": 422})
    phone.goto("/look/")
    fits(phone)


def test_the_colours_change_at_once_and_stay(page: Any) -> None:
    page.goto("/look/")
    page.get_by_role("button", name="มืด").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.get_by_role("button", name="มืด").get_attribute("aria-pressed") == "true"


def test_the_stepper_counts_and_the_hold_runs_down(page: Any) -> None:
    page.goto("/look/")
    page.locator("#example").get_by_role("button", name="เพิ่ม").click()
    assert page.locator("#id_people").input_value() == "3"
    left = page.locator(".countdown__left")
    expect(left).not_to_have_text(left.text_content(), timeout=10_000)  # a busy machine's clock ticks late


def test_a_wrapped_word_keeps_its_accessible_name(page: Any) -> None:
    page.goto("/look/")
    page.locator(".word").first.wait_for()
    page.get_by_role("button", name="เช็กอิน", exact=True).wait_for()


def test_the_dialog_opens_takes_the_focus_and_closes(page: Any) -> None:
    page.goto("/look/")
    page.get_by_role("button", name="ยกเลิก", exact=True).click()
    page.get_by_role("dialog").wait_for()
    page.get_by_role("button", name="เก็บไว้").click()
    page.get_by_role("dialog").wait_for(state="hidden")


def test_without_network_a_phone_says_so_and_keeps_no_page(live: str, browser: Any) -> None:
    """A browser of its own: the worker's own failed request stands in the console, as it should."""
    phone = browser.new_page(base_url=live)
    phone.goto("/look/")
    until(phone, SERVED_BY_WORKER)
    kept = phone.evaluate(
        """async () => (await Promise.all((await caches.keys()).map(async name =>
             (await (await caches.open(name)).keys()).map(request => new URL(request.url).pathname)))).flat()"""
    )
    assert [path for path in kept if not path.startswith(("/static/", "/look/words-"))] == ["/offline/"]
    phone.context.set_offline(True)
    phone.goto("/look/?again")
    phone.get_by_role("heading", name="ตอนนี้ไม่มีอินเทอร์เน็ต").wait_for()
    phone.close()
