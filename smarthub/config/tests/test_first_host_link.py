"""The way in for the first host."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from smarthub.people.models import OneTimeLink, Person
from smarthub.people.testing import make_person
from smarthub.places.models import Host
from smarthub.places.testing import make_host, make_hub

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


def printed() -> str:
    out = StringIO()
    call_command("first_host_link", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_first_host_gets_a_link_until_they_have_signed_in(client):
    hub = make_hub()
    first, second = printed().splitlines()[-1], printed().splitlines()[-1]
    assert first.startswith(settings.SMARTHUB_URL)
    person = Host.objects.get(hub=hub).person
    assert person.is_admin
    assert client.post(first.removeprefix(settings.SMARTHUB_URL)).status_code == 410
    assert client.post(second.removeprefix(settings.SMARTHUB_URL)).status_code == 302
    assert printed() == ""
    assert client.get("/me/welcome/").context["form"]["name"].value() == ""
    client.post("/me/welcome/", {"name": "คุณมะลิ"})
    assert Person.objects.get().name == "คุณมะลิ"


@pytest.mark.django_db
def test_a_host_who_was_appointed_before_gets_the_link():
    host = make_host(make_hub(), make_person("Host"), since=NOW)
    assert printed()
    assert OneTimeLink.objects.get().person == host.person


@pytest.mark.django_db
def test_without_a_hub_the_link_is_for_somebody_who_may_open_one_and_printed_anew_it_is_for_the_same():
    assert "/me/link/" in printed()
    assert "/me/link/" in printed()
    person = Person.objects.get()
    assert person.is_admin
    assert not Host.objects.exists()
