"""One-time links: who may hand them out, that they open once, and that a preview does not spend them."""

from datetime import UTC, datetime, timedelta

import pytest

from smarthub.kit.refusals import Refused
from smarthub.people.actions.links import hand_out_first_link, hand_out_link, use_link
from smarthub.people.models import OneTimeLink, Person
from smarthub.people.rules.links import why_not_hand_out, why_not_use
from smarthub.people.testing import at_once, make_person

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)
ADMIN, PLAIN, ERASED = Person(admin_since=NOW), Person(), Person(erased_at=NOW)


def link(person: Person = PLAIN, **more: object) -> OneTimeLink:
    return OneTimeLink(**{"person": person, "made_at": NOW, "expires_at": NOW + HOUR} | more)


@pytest.mark.parametrize(
    ("link", "now", "opens"),
    [
        (link(), NOW, True),
        (link(), NOW + HOUR, False),
        (link(used_at=NOW), NOW, False),
        (link(ERASED), NOW, False),
        (None, NOW, False),
    ],
)
def test_a_link_opens_once_and_in_time(link, now, opens):
    assert (why_not_use(link, now=now) is None) is opens


@pytest.mark.parametrize(
    ("person", "person_runs", "by", "by_runs", "code"),
    [
        (PLAIN, False, PLAIN, True, None),
        (PLAIN, False, PLAIN, False, "not-a-host"),
        (PLAIN, True, PLAIN, True, "runs-a-hub"),
        (ADMIN, False, PLAIN, True, "runs-a-hub"),
        (ADMIN, True, ADMIN, False, None),
        (PLAIN, True, ADMIN, False, None),
        (ERASED, False, ADMIN, True, "erased"),
    ],
)
def test_nobody_gets_more_rights_by_handing_out_a_link(person, person_runs, by, by_runs, code):
    refusal = why_not_hand_out(person, by=by, by_runs_a_hub=by_runs, person_runs_a_hub=person_runs, mail_is_sent=True)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("person", "by", "mail_is_sent", "code"),
    [
        (Person(email="a@example.org"), PLAIN, True, "has-email"),
        (Person(email="a@example.org"), PLAIN, False, None),
        (Person(email="a@example.org"), ADMIN, True, None),
        (Person(), PLAIN, True, None),
    ],
)
def test_who_has_a_way_of_their_own_needs_no_link_from_a_host(person, by, mail_is_sent, code):
    refusal = why_not_hand_out(person, by=by, by_runs_a_hub=True, person_runs_a_hub=False, mail_is_sent=mail_is_sent)
    assert (refusal.code if refusal else None) == code


@pytest.mark.django_db
def test_a_link_is_spent_by_its_first_use():
    person = make_person()
    secret = hand_out_first_link(person, now=NOW)
    used = use_link(secret, now=NOW + HOUR)
    assert (used, used.joined_at) == (person, NOW + HOUR)
    with pytest.raises(Refused):
        use_link(secret, now=NOW + HOUR)
    assert not OneTimeLink.objects.filter(hash__contains=secret).exists()


@pytest.mark.django_db
def test_a_newer_link_ends_the_older_one():
    person, host = make_person(), make_person("Host")
    old, new = (
        hand_out_link(person, by=host, by_runs_a_hub=True, person_runs_a_hub=False, now=moment)
        for moment in (NOW, NOW + HOUR)
    )
    with pytest.raises(Refused):
        use_link(old, now=NOW + HOUR)
    assert use_link(new, now=NOW + 24 * HOUR) == person


@pytest.mark.django_db
def test_a_stranger_hands_out_nothing():
    with pytest.raises(Refused):
        hand_out_link(make_person(), by=make_person(), by_runs_a_hub=False, person_runs_a_hub=False, now=NOW)
    assert not OneTimeLink.objects.exists()


@pytest.mark.django_db
def test_coming_again_by_link_is_no_second_joining():
    person = make_person(joined_at=NOW)
    assert use_link(hand_out_first_link(person, now=NOW + HOUR), now=NOW + HOUR).joined_at == NOW


# --- the page ---------------------------------------------------------------------------------------------------------


def made_for(person: Person) -> str:
    return f"/me/link/{hand_out_first_link(person, now=datetime.now(UTC))}/"


def signed_in(client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_preview_does_not_spend_the_link(client, prefix):
    person = make_person("Mali")
    address = prefix + made_for(person)
    for _ in range(3):
        shown = client.get(address)
        assert shown.status_code == 200
        assert "no-store" in shown.headers["Cache-Control"]
        assert not signed_in(client)
    answer = client.post(address)
    assert answer.headers["Location"] == f"{prefix}/me/welcome/"
    assert signed_in(client) == str(person.pk)
    assert client.get(address).status_code == 410
    assert client.post(address).status_code == 410


@pytest.mark.django_db
def test_who_came_before_goes_straight_to_their_day(client):
    answer = client.post(made_for(make_person(joined_at=NOW)))
    assert answer.headers["Location"] == "/me/"


@pytest.mark.django_db
def test_the_link_puts_its_person_in_the_place_of_who_was_signed_in(client):
    client.force_login(make_person("Somsak"))
    person = make_person("Mali")
    address = made_for(person)
    assert "Somsak" in client.get(address).content.decode()
    client.post(address)
    assert signed_in(client) == str(person.pk)


@pytest.mark.django_db
def test_an_unknown_link_says_no_more_than_a_spent_one(client):
    spent = made_for(make_person())
    client.post(spent)
    client.logout()
    assert client.get(spent).content == client.get(spent.replace(spent.split("/")[3], "x" * 32)).content.replace(
        b"x" * 32, spent.split("/")[3].encode()
    )


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_press_the_button_at_once_one_comes_in():
    secret = hand_out_first_link(make_person(), now=NOW)
    assert at_once(8, lambda: use_link(secret, now=NOW)).count(None) == 7
