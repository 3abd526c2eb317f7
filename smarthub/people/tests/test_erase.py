"""A person is forgotten: what names them goes, what was done stays."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from smarthub.journal.models import Entry
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.actions.consents import give_consent
from smarthub.people.actions.erase import erase
from smarthub.people.actions.links import hand_out_first_link
from smarthub.people.actions.profile import change_profile
from smarthub.people.actions.tokens import make_token
from smarthub.people.models import ApiToken, Consent, OneTimeLink, Person, Profile
from smarthub.people.rules.consents import newest
from smarthub.people.testing import make_person

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture
def mali() -> Person:
    """Somebody of whom everything is known."""
    mali = make_person("Mali", email="mali@example.org", joined_at=NOW, phone="+66812345678")
    change_profile(mali, texts={"interests": "rice"}, audiences={}, birth_year=1990, by=mali, now=NOW)
    make_token(mali, by=mali, now=NOW)
    hand_out_first_link(mali, now=NOW)
    words = next(iter(newest()))
    give_consent(mali, words.purpose, words.version, language="th", by=mali, now=NOW)
    return mali


def test_everything_that_names_somebody_goes_and_the_row_stays(mali):
    gone = erase(mali, by=mali, now=LATER)
    kept = Person.objects.get(pk=mali.pk)
    assert (kept.code, kept.erased_at, gone) == (mali.code, LATER, kept)
    assert (kept.name, kept.email, kept.phone, kept.birth_year) == ("ลบชื่อแล้ว", None, "", None)
    assert not any(each.objects.filter(person=mali).exists() for each in (Profile, ApiToken, OneTimeLink))
    assert Consent.objects.get(person=mali).withdrawn_at == LATER
    assert queries.person_with("mali@example.org") is None
    entry = Entry.objects.get(verb="erased")
    assert (entry.what, entry.by) == (mali.code, mali.code)


def test_asked_again_the_first_time_stands(mali):
    erase(mali, by=mali, now=NOW)
    assert erase(mali, by=mali, now=LATER).erased_at == NOW
    assert Entry.objects.filter(verb="erased").count() == 1


def test_an_admin_is_refused():
    admin = make_person(admin_since=NOW)
    with pytest.raises(Refused, match="admin-stays"):
        erase(admin, by=admin, now=NOW)


@pytest.mark.parametrize(
    ("joined_at", "by_runs_a_hub", "code"),
    [(None, True, None), (None, False, "not-a-host"), (NOW, True, "own-hands"), (NOW, False, "not-a-host")],
)
def test_a_host_takes_out_the_names_of_guests_and_of_nobody_with_an_account(joined_at, by_runs_a_hub, code):
    person, host = make_person("Guest", joined_at=joined_at), make_person("Host")
    if code is None:
        assert erase(person, by=host, by_runs_a_hub=by_runs_a_hub, now=NOW).erased_at == NOW
        return
    with pytest.raises(Refused, match=code):
        erase(person, by=host, by_runs_a_hub=by_runs_a_hub, now=NOW)
    person.refresh_from_db()
    assert (person.name, person.erased_at) == ("Guest", None)


def test_on_the_page_a_tick_is_asked_for_and_then_the_visitor_is_a_stranger_everywhere(client: Client, mali):
    client.force_login(mali, backend=BACKEND)
    elsewhere = Client()
    elsewhere.force_login(mali, backend=BACKEND)
    text = client.get("/me/erase/").text
    assert "<form" in text
    assert 'href="/me/data/" aria-current="true"' in text, "the tab that it stands below"
    assert client.post("/me/erase/", {}).status_code == 422
    assert Person.objects.get(pk=mali.pk).erased_at is None
    with clock.stopped_at(LATER):
        answer = client.post("/me/erase/", {"sure": "on"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert all(each.get("/me/profile/").status_code == 302 for each in (client, elsewhere))


def test_on_the_page_a_refusal_is_a_sentence(client: Client):
    client.force_login(make_person(admin_since=NOW), backend=BACKEND)
    answer = client.post("/en/me/erase/", {"sure": "on"})
    assert answer.status_code == 409
    assert "cannot be erased" in answer.text
