"""A token opens what it was made for, as often as it may."""

from datetime import timedelta

import pytest
from django.test import Client

from smarthub.kit import clock
from smarthub.people.actions.tokens import make_token
from smarthub.people.models import ApiToken, Person
from smarthub.people.testing import make_person

pytestmark = pytest.mark.django_db
ANY = "/api/v1/bookings/nobody"


@pytest.fixture
def person() -> Person:
    return make_person("Malee", language="en")


def bearer(person: Person, scopes: str = "all") -> dict[str, str]:
    secret = make_token(person, scopes=scopes, by=person, now=clock.now())
    return {"Authorization": f"Bearer {secret}"}


def test_a_good_token_is_asked_for_in_one_query(client, person, django_assert_num_queries):
    headers = bearer(person)
    with django_assert_num_queries(2):  # the token with its person; the booking
        assert client.get(ANY, headers=headers).status_code == 404


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer ", "Basic abc", "Bearer sh_\u00e9"])
def test_a_token_that_is_none_of_ours_opens_nothing(client, header):
    answer = client.get(ANY, headers={"Authorization": header})
    assert (answer.status_code, answer.json()["code"]) == (401, "sign-in")


@pytest.mark.parametrize("change", [{"revoked_at": clock.now()}, {"expires_at": clock.now() - timedelta(days=1)}])
def test_a_token_that_was_revoked_or_is_over_opens_nothing(client, person, change):
    headers = bearer(person)
    ApiToken.objects.update(**change)
    assert client.get(ANY, headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("scopes", "read", "write"), [("all", 404, 404), ("bookings", 404, 404), ("read", 404, 403), ("visits", 403, 403)]
)
def test_a_token_does_only_what_it_was_made_for(client, person, scopes, read, write):
    headers = bearer(person, scopes)
    assert client.get(ANY, headers=headers).status_code == read
    assert client.post(ANY + "/cancel", headers=headers).status_code == write


def test_a_token_has_a_limit_of_its_own(client, person):
    headers = bearer(person)
    ApiToken.objects.update(per_second=1)
    answers = [client.get(ANY, headers=headers) for _ in range(3)]
    assert answers[0].status_code == 404
    assert answers[-1].status_code == 429
    assert answers[-1].headers["Retry-After"] == "1"
    assert answers[-1].json()["code"] == "too-many"


def test_it_speaks_the_persons_language_unless_the_call_asks_for_another(client, person):
    headers = bearer(person)
    english = client.get(ANY, headers=headers)
    thai = client.get(ANY, headers=headers | {"Accept-Language": "th"})
    assert (english.headers["Content-Language"], thai.headers["Content-Language"]) == ("en", "th")
    assert english.json()["detail"] != thai.json()["detail"]


def test_who_is_signed_in_needs_no_token_to_read_but_a_proof_to_change(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(ANY).status_code == 404
    refused = client.post(ANY + "/cancel")
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf")
    client.cookies["csrftoken"] = "a" * 32
    assert client.post(ANY + "/cancel", headers={"X-CSRFToken": "a" * 32}).status_code == 404


def test_with_a_token_the_session_is_left_alone(client, person):
    answer = client.get(ANY, headers=bearer(person))
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not answer.cookies
