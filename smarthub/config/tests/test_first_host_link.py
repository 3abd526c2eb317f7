"""The way in for the first host."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from smarthub.kit import clock
from smarthub.people.models import OneTimeLink, Person
from smarthub.people.testing import make_person
from smarthub.places.models import Host
from smarthub.places.testing import make_host, make_hub

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


def printed(**options: bool) -> str:
    out = StringIO()
    call_command("first_host_link", stdout=out, **options)
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


@pytest.mark.django_db
def test_a_start_prints_no_second_link_beside_the_one_that_came_with_the_hub(client):
    out = StringIO()
    call_command("open_hub", "ลานคิด", "--province", "40", "--host", "มะลิ", stdout=out)
    assert printed(on_start=True) == ""
    assert client.post(out.getvalue().split()[-1].removeprefix(settings.SMARTHUB_URL)).status_code == 302
    assert Person.objects.get().is_admin
    assert printed(on_start=True) == ""


@pytest.mark.django_db
def test_where_that_link_is_too_old_a_start_prints_another():
    call_command("open_hub", "ลานคิด", "--province", "40", stdout=StringIO())
    with clock.stopped_at(clock.now() + timedelta(days=8)):
        assert "/me/link/" in printed(on_start=True)


@pytest.mark.django_db
def test_where_that_link_is_lost_there_is_another_when_it_is_asked_for():
    call_command("open_hub", "ลานคิด", "--province", "40", stdout=StringIO())
    assert "/me/link/" in printed()


@pytest.mark.django_db
def test_without_a_named_host_every_start_prints_a_new_link():
    make_hub(is_example=True)
    assert printed(on_start=True) != printed(on_start=True) != ""
