"""In a real browser: a newcomer signs in by code on a phone; every page about oneself is for everybody to use."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from smarthub.people.models import Person
from smarthub.people.testing import make_person

PAGES = ("profile", "consents", "children", "ways", "tokens", "welcome", "sign-out")


@pytest.fixture
def phone(phone: Any, live: str) -> Any:
    client = Client()
    client.force_login(make_person("คุณมะลิ ใจดี"))
    phone.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}])
    return phone


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_about_me_is_accessible_and_fits_a_phone(phone, axe, fits, prefix):
    for name in PAGES:
        phone.goto(f"{prefix}/me/{name}/")
        axe(phone)
        fits(phone)
    phone.goto(f"{prefix}/privacy/")
    phone.locator("h1").wait_for()
    axe(phone)
    fits(phone)


def test_a_newcomer_signs_in_by_keyboard_alone(page, axe, settings):
    settings.EMAIL_URL = "smtp://mail.example.org"
    page.goto("/me/profile/")
    axe(page)
    page.keyboard.type("mali@example.org")  # the field has the focus already
    page.keyboard.press("Enter")
    page.wait_for_url("**/me/sign-in/code/**")
    axe(page)
    page.keyboard.type(str(mail.outbox[0].subject)[:6])
    page.keyboard.press("Enter")
    page.wait_for_url("**/me/welcome/**")
    page.get_by_label("ให้เราเรียกคุณว่าอะไรดี").fill("มะลิ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/me/profile/")
    assert Person.objects.get(email="mali@example.org").name == "มะลิ"
