"""The page about the API, in a real browser."""

import pytest


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_page_about_the_api_reads_well_on_a_phone(phone, axe, fits, language):
    phone.goto(f"/api/v1/docs?lang={language}")
    assert phone.locator("h1").count() == 1
    fits(phone)
    axe(phone)
