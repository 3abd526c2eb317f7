"""Keys for programs: scopes, the verbs, the page, the command."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.actions.tokens import make_token, revoke_token
from smarthub.people.models import ApiToken, Person
from smarthub.people.rules import scopes as rules
from smarthub.people.testing import make_person

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
YEAR = timedelta(days=365)
PAGE = "/me/tokens/"


@pytest.mark.parametrize(
    ("typed", "tidy", "code"),
    [
        ("all", "all", None),
        (" visits, bookings,visits", "bookings,visits", None),
        (["read"], "read", None),
        ("bookings,all", "all", None),
        ("all,everything", "all,everything", "unknown-scope"),
        ("", "", "no-scope"),
        ("fly", "fly", "unknown-scope"),
    ],
)
def test_scopes_are_known_and_tidy(typed, tidy, code):
    assert rules.tidy(typed) == tidy
    refusal = rules.why_not_scopes(tidy)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("scopes", "asked", "allowed"),
    [("all", "visits", True), ("read,visits", "visits", True), ("read", "visits", False)],
)
def test_a_key_opens_what_it_was_made_for(scopes, asked, allowed):
    assert ApiToken(scopes=scopes).allows(asked) is allowed


@pytest.mark.django_db
def test_a_key_opens_until_it_is_over_or_revoked():
    person = make_person()
    secret = make_token(person, by=person, now=NOW)
    token = queries.good_token(secret, now=NOW)
    assert token
    assert token.person == person
    assert not ApiToken.objects.filter(hash__contains=secret).exists()
    assert queries.good_token(secret, now=NOW + YEAR) is None
    revoke_token(token, by=person, now=NOW)
    revoke_token(token, by=person, now=NOW + YEAR)
    token.refresh_from_db()
    assert token.revoked_at == NOW
    assert queries.good_token(secret, now=NOW) is None
    assert queries.tokens_of(person, now=NOW) == []


@pytest.mark.django_db
def test_no_key_holds_longer_than_a_year_or_for_an_unknown_thing():
    person = make_person()
    make_token(person, lasts=10 * YEAR, by=person, now=NOW)
    assert ApiToken.objects.get().expires_at == NOW + YEAR
    with pytest.raises(Refused):
        make_token(person, scopes="fly", by=person, now=NOW)


# --- the page ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_key_is_shown_once_and_revoked_with_one_button(client):
    client.force_login(person := make_person())
    made = client.post(PAGE, {"name": "door", "scopes": ["visits", "read"], "lasts": "30"})
    secret = made.context["secret"]
    assert secret in made.content.decode()
    assert "no-store" in made.headers["Cache-Control"]
    assert secret not in client.get(PAGE).content.decode()
    [token] = queries.tokens_of(person, now=datetime.now(UTC))
    assert (token.name, token.scopes) == ("door", "read,visits")
    client.post(f"{PAGE}{token.mark}/revocation/")
    assert queries.tokens_of(person, now=datetime.now(UTC)) == []


@pytest.mark.django_db
def test_the_key_of_somebody_else_is_not_there(client):
    other = make_person("Other")
    make_token(other, by=other, now=NOW)
    client.force_login(make_person())
    assert client.post(f"{PAGE}{ApiToken.objects.get().mark}/revocation/").status_code == 404
    assert ApiToken.objects.get().revoked_at is None


@pytest.mark.django_db
def test_a_key_for_nothing_is_not_made(client):
    client.force_login(make_person())
    assert client.post(PAGE, {"lasts": "30"}).context["form"].errors["scopes"]
    assert not ApiToken.objects.exists()


# --- the command ------------------------------------------------------------------------------------------------------


def ask(*arguments: str) -> str:
    out = StringIO()
    call_command("token", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_prints_the_key_alone_on_the_last_line_and_makes_the_person():
    secret = ask("New@Example.org", "--scopes", "all").splitlines()[-1]
    token = queries.good_token(secret, now=datetime.now(UTC))
    assert token
    assert (token.person.email, token.scopes) == ("new@example.org", "all")


@pytest.mark.django_db
def test_the_command_finds_the_person_however_the_address_is_written():
    person = make_person(email="mali@example.org")
    secret = ask("MALI@example.org", "--scopes", "bookings,visits").splitlines()[-1]
    token = queries.good_token(secret, now=datetime.now(UTC))
    assert token
    assert (token.person, token.scopes) == (person, "bookings,visits")
    assert Person.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "arguments",
    [
        ("nobody", "--scopes", "all"),
        ("a@example.org", "--scopes", "fly"),
        ("a@example.org", "--name", "n" * 81),
        (f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.example.org",),
    ],
)
def test_the_command_says_what_is_wrong(arguments):
    with pytest.raises(CommandError):
        ask(*arguments)
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_the_key_for_an_unknown_address_makes_a_person_named_by_the_part_before_the_at():
    """Whoever typed the address finds the person again by it."""
    call_command("token", "mali.s@example.org", stdout=StringIO())
    assert Person.objects.get(email="mali.s@example.org").name == "mali.s"
