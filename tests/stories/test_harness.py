"""The harness itself: a browser on the live house, on the test's own database."""

import pytest


def test_the_browser_sees_the_house(page, live):
    page.goto("/healthz")
    assert page.url == f"{live}/healthz"
    assert "ok" in (page.text_content("body") or "").lower()


def test_a_phone_is_390_points_wide(phone, fits):
    phone.goto("/healthz")
    assert phone.evaluate("screen.width") == 390
    fits(phone)


def test_the_accessibility_check_finds_what_is_wrong(page, axe):
    page.set_content("<!doctype html><html lang=th><title>x</title><main><h1>x</h1><img src=data:,></main>")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
