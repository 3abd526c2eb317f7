import pytest
from django.test import Client

from smarthub.places.testing import make_hub

pytestmark = pytest.mark.django_db


def test_the_privacy_notice_says_which_hub_answers_for_it(client: Client) -> None:
    make_hub("one", name_en="House One", email="hello@example.org")
    page = client.get("/en/privacy/").content.decode()
    assert "House One" in page
    assert "hello@example.org" in page
