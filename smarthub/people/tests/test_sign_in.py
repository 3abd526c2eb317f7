"""The door: one for those we know and for newcomers, telling nobody which one you are."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import NoReverseMatch, reverse

from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.actions.codes import count_request, count_try
from smarthub.people.actions.join import has_signed_in, join, make_admin
from smarthub.people.models import Person
from smarthub.people.rules import codes, names
from smarthub.people.testing import at_once, make_person

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
DOOR, CODE = "/me/sign-in/", "/me/sign-in/code/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_leaves_the_house(settings):
    settings.EMAIL_URL = "smtp://mail.example.org"


def ask(client: Client, email: str, prefix: str = "", **more: str):
    return client.post(prefix + DOOR, {"email": email, **more})


def code_sent(which: int = -1) -> str:
    return str(mail.outbox[which].subject)[:6]


def signed_in(client: Client) -> Person | None:
    return Person.objects.filter(pk=client.session.get("_auth_user_id", 0)).first()


# --- coming in --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_newcomer_signs_in_with_the_code_and_is_asked_for_a_name(client, prefix):
    assert ask(client, "Mali@Example.org", prefix).headers["Location"] == prefix + CODE
    assert not Person.objects.exists()
    answer = client.post(prefix + CODE, {"code": code_sent()})
    assert answer.headers["Location"] == f"{prefix}/me/welcome/"
    person = signed_in(client)
    assert (person.email, person.language) == ("mali@example.org", "en" if prefix else "th")
    assert person.joined_at
    assert names.is_stand_in(person.name, person.language)
    client.post(f"{prefix}/me/welcome/", {"name": "ป้ามะลิ"})
    assert signed_in(client).name == "ป้ามะลิ"


def test_who_is_known_signs_in_with_the_code_and_goes_on_where_they_were(client):
    person = make_person(email="mali@example.org", joined_at=NOW)
    sent = ask(client, "MALI@example.org", next="/me/profile/")
    assert sent.headers["Location"] == f"{CODE}?next=%2Fme%2Fprofile%2F"
    answer = client.post(sent.headers["Location"], {"code": code_sent()})
    assert answer.headers["Location"] == "/me/profile/"
    assert signed_in(client) == person
    assert Person.objects.count() == 1


def test_without_a_wish_they_come_to_their_day(client):
    make_person(email="mali@example.org", joined_at=NOW)
    ask(client, "mali@example.org", "/en")
    assert client.post("/en" + CODE, {"code": code_sent()}).headers["Location"] == "/en/me/"
    assert client.get("/en" + DOOR).headers["Location"] == "/en/me/"
    assert client.get(CODE).headers["Location"] == "/me/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_out_of_the_house(client, elsewhere):
    make_person(email="mali@example.org", joined_at=NOW)
    ask(client, "mali@example.org", next=elsewhere)
    assert client.post(CODE, {"code": code_sent(), "next": elsewhere}).headers["Location"] == "/me/"


@pytest.mark.parametrize("typed", ["{code}", " {code} ", "{first} {rest}", "{thai}"])
def test_the_code_may_be_typed_with_spaces_and_in_thai_digits(client, typed):
    ask(client, "mali@example.org")
    code = code_sent()
    thai = "".join("๐๑๒๓๔๕๖๗๘๙"[int(digit)] for digit in code)
    client.post(CODE, {"code": typed.format(code=code, first=code[:3], rest=code[3:], thai=thai)})
    assert signed_in(client)


def test_the_session_key_changes_at_the_door(client):
    ask(client, "mali@example.org")
    before = client.session.session_key
    client.post(CODE, {"code": code_sent()})
    assert client.session.session_key != before


# --- what an outsider learns ------------------------------------------------------------------------------------------


def test_page_and_mail_are_the_same_for_known_and_unknown(client):
    make_person(email="aaaa@example.org", joined_at=NOW)
    answers, pages, mails = [], [], []
    for email in ("aaaa@example.org", "bbbb@example.org"):
        visitor = Client()
        answers.append(ask(visitor, email).headers["Location"])
        pages.append(re.sub(r'value="\w{64}"', "", visitor.get(CODE).content.decode().replace(email, "")))
        mails.append(str(mail.outbox[-1].body).replace(code_sent(), ""))
    assert answers[0] == answers[1]
    assert pages[0] == pages[1]
    assert mails[0] == mails[1]


def test_a_wrong_code_opens_nothing_and_five_end_it(client):
    ask(client, "mali@example.org")
    code = code_sent()
    wrong = str((int(code) + 1) % 10**6).zfill(6)
    for _ in range(codes.TRIES):
        assert client.post(CODE, {"code": wrong}).status_code == 200
    assert client.post(CODE, {"code": code}).headers["Location"] == DOOR
    assert str(codes.TOO_MANY_TRIES.text) in client.get(DOOR).content.decode()
    assert client.post(CODE, {"code": code}).headers["Location"] == DOOR
    assert not signed_in(client)


def test_an_old_session_cookie_does_not_give_more_guesses(client):
    """The number of guesses is kept in the database, not in the session that a guesser could bring back."""
    ask(client, "mali@example.org")
    mark = client.session["account_login"]["state"]["stages"]["login_by_code"]["data"]["mark"]
    for _ in range(codes.TRIES):
        count_try(mark, now=clock.now())
    assert client.post(CODE, {"code": code_sent()}).headers["Location"] == DOOR


def test_a_code_counts_for_a_quarter_of_an_hour(client):
    with clock.stopped_at(datetime.now(UTC) - timedelta(minutes=16)):
        ask(client, "mali@example.org")
    assert client.post(CODE, {"code": code_sent()}).headers["Location"] == DOOR


def test_the_code_of_one_visitor_is_of_no_use_to_another(client):
    ask(client, "mali@example.org")
    other = Client()
    assert other.post(CODE, {"code": code_sent()}).headers["Location"] == DOOR
    ask(other, "other@example.org")
    first = code_sent(0)
    if first != code_sent():
        other.post(CODE, {"code": first})
        assert not signed_in(other)


def test_a_post_box_is_not_flooded(client):
    limit = codes.PER_QUARTER[0]
    for _ in range(limit):
        assert ask(client, "mali@example.org").status_code == 302
    refused = ask(client, "MALI@example.org")
    assert refused.status_code == 429
    assert str(codes.TOO_OFTEN.text) in refused.content.decode()
    assert len(mail.outbox) == limit
    assert ask(client, "other@example.org").status_code == 302


@pytest.mark.parametrize(
    ("emails", "limit", "step"),
    [
        (["mali@example.org"], codes.PER_DAY[0], timedelta(minutes=16)),
        ([f"{n}@example.org" for n in range(100)], codes.PER_PLACE[0], timedelta(0)),
    ],
)
def test_a_day_and_a_place_have_their_limits_too(emails, limit, step):
    for turn in range(limit):
        count_request(emails[turn % len(emails)], place="203.0.113.7", now=NOW + turn * step)
    with pytest.raises(Refused):
        count_request(emails[limit % len(emails)], place="203.0.113.7", now=NOW + limit * step)


# --- when mail cannot leave -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_without_mail_the_page_says_that_the_host_hands_out_links(client, settings, prefix):
    settings.EMAIL_URL = ""
    page = client.get(prefix + DOOR)
    assert 'name="email"' not in page.content.decode()
    assert ("ผู้ดูแลฮับ" if not prefix else "one-time link") in page.content.decode()
    ask(client, "mali@example.org", prefix)
    assert mail.outbox == []


class BrokenPost(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


def test_when_the_post_is_down_the_page_says_so(client, settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenPost"
    answer = ask(client, "mali@example.org")
    assert answer.status_code == 503
    assert str(codes.NOT_SENT.text) in answer.content.decode()
    assert client.get(CODE).headers["Location"] == DOOR


def test_something_that_is_no_address_gets_no_code(client):
    assert ask(client, "mali").status_code == 200
    assert mail.outbox == []


# --- the way out, and what is not there -------------------------------------------------------------------------------


def test_signing_out_takes_a_button(client):
    client.force_login(make_person())
    assert client.get("/me/sign-out/").status_code == 200
    assert signed_in(client)
    assert client.post("/me/sign-out/").headers["Location"] == DOOR
    assert not signed_in(client)


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_the_other_pages_of_the_sign_in_library_are_not_reachable(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", [DOOR, CODE, "/me/profile/", "/me/consents/news/", "/me/tokens/", "/me/sign-out/"])
def test_every_form_needs_its_proof(path):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_person())
    assert strict.post(path, {}).status_code == 403


@pytest.mark.parametrize("path", ["/me/profile/", "/me/consents/", "/me/tokens/", "/me/welcome/", "/me/sign-out/"])
def test_a_stranger_is_sent_to_the_door_and_back(client, path):
    assert client.get(path).headers["Location"] == f"{DOOR}?next={path}"


# --- the verbs --------------------------------------------------------------------------------------------------------


def test_joining_twice_is_joining_once():
    first = join("Mali@example.org ", language="en", now=NOW)
    assert join("mali@EXAMPLE.org", now=NOW + timedelta(days=1)) == first
    assert first.joined_at == NOW


@pytest.mark.django_db(transaction=True)
def test_eight_tabs_of_one_newcomer_make_one_person():
    people = at_once(8, lambda: join("mali@example.org", now=NOW))
    assert len({person.pk for person in people if person}) == Person.objects.count() == 1


def test_a_person_known_by_address_only_joins_with_their_first_sign_in():
    person = make_person(email="mali@example.org")
    assert not person.has_account
    assert join("mali@example.org", now=NOW).joined_at == NOW
    assert has_signed_in(Person.objects.get(), now=NOW + timedelta(days=1)).joined_at == NOW


def test_whoever_is_made_an_admin_stays_one_since_the_first_time():
    person = make_person()
    assert make_admin(person, by=None, now=NOW).admin_since == NOW
    assert make_admin(person, by=person, now=NOW + timedelta(days=1)).admin_since == NOW
