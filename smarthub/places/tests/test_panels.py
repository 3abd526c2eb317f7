import pytest
from django.test import Client

from smarthub.places.testing import make_hub

pytestmark = pytest.mark.django_db


def test_the_privacy_notice_says_which_hub_answers_for_it(client: Client) -> None:
    make_hub("one", name_en="House One", email="hello@example.org")
    page = client.get("/en/privacy/").content.decode()
    assert "House One" in page
    assert "hello@example.org" in page
    assert "To be completed" not in page


def test_it_says_that_nobody_can_be_reached_and_where_to_mend_it_until_a_hub_can_be(client: Client) -> None:
    assert "To be completed" in client.get("/en/privacy/").text
    make_hub("one", name_en="House One", address_th="1 ถนน")
    page = client.get("/en/privacy/").text
    assert "House One" in page
    assert "About the hub" in page
