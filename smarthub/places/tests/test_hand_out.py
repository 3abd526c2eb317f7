"""A host lets somebody in who has no e-mail."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client

from smarthub.people.models import OneTimeLink, Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_host, make_hub

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PAGE = "/h/hub/hand-out/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub() -> Hub:
    return make_hub()


@pytest.fixture
def host(hub: Hub, client: Client) -> Person:
    person = make_person("Host", joined_at=NOW)
    make_host(hub, person, since=NOW)
    client.force_login(person)
    return person


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_host_finds_somebody_by_name_and_the_link_signs_them_in(client, host, prefix):
    person = make_person("ยายมะลิ ใจดี")
    assert list(client.get(f"{prefix}{PAGE}?q=มะลิ").context["found"]) == [person]
    made = client.post(prefix + PAGE, {"person": person.code})
    assert "no-store" in made.headers["Cache-Control"]
    assert "<svg" in made.context["qr"]
    visitor = Client()
    visitor.post(made.context["link"].removeprefix(settings.SMARTHUB_URL))
    assert visitor.session["_auth_user_id"] == str(person.pk)
    assert made.context["link"] not in client.get(prefix + PAGE).content.decode()


def test_somebody_new_is_made_by_name_only_when_the_button_is_pressed(client, host):
    client.get(f"{PAGE}?q=ตาสม")
    assert not Person.objects.filter(name="ตาสม").exists()
    client.post(PAGE, {"name": "ตาสม"})
    assert OneTimeLink.objects.get().person.name == "ตาสม"


def test_a_host_gets_no_link_for_an_admin_or_another_host(client, host):
    admin = make_person("Admin", admin_since=NOW, first_hub="hub")
    other = make_person("Other", first_hub="hub")
    make_host(make_hub("second"), other, since=NOW)
    for person in (admin, other, host):
        assert client.post(PAGE, {"person": person.code}).status_code == 422
    assert not OneTimeLink.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"name": "  "}, {"person": "nobody"}])
def test_a_link_for_nobody_is_not_there(client, host, typed):
    assert client.post(PAGE, typed).status_code == 404


def test_who_does_not_run_the_hub_has_no_such_page(client, hub):
    client.force_login(make_person())
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"name": "x"}).status_code == 404


def test_an_admin_may_for_everybody(client, hub):
    client.force_login(make_person("Admin", admin_since=NOW))
    other = make_person("Other")
    make_host(hub, other, since=NOW)
    assert client.post(PAGE, {"person": other.code}).status_code == 200
