"""A phone number and a PIN: which are good, that guessing is hopeless, and that a host lifts the rest."""

from datetime import UTC, datetime, timedelta

import pytest

from smarthub.journal.models import Entry
from smarthub.kit.models import Tally
from smarthub.kit.refusals import Refused
from smarthub.kit.testing import race
from smarthub.people import queries
from smarthub.people.actions.erase import erase
from smarthub.people.actions.pins import end_pin, lift_lock, person_with_pin, set_pin
from smarthub.people.http.sign_in import network_address
from smarthub.people.models import Person, Pin
from smarthub.people.rules.pins import why_not_pin, why_not_set
from smarthub.people.testing import make_person

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
PHONE, OTHER, PIN = "+66812345678", "+66898765432", "482915"


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        (PIN, None),
        ("48291", "pin-not-six"),
        ("4829155", "pin-not-six"),
        ("48291a", "pin-not-six"),
        ("๔๘๒๙๑๕", "pin-not-six"),  # forms turn Thai digits before they ask
        ("", "pin-not-six"),
        ("111111", "pin-too-easy"),
        ("123456", "pin-too-easy"),
        ("654321", "pin-too-easy"),
        ("121212", "pin-too-easy"),
        ("482482", "pin-too-easy"),
        ("345678", "pin-too-easy"),
        ("812345", "pin-too-easy"),  # part of the number
        ("135791", None),
    ],
)
def test_which_pins_are_good(pin, code):
    refusal = why_not_pin(pin, PHONE)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("person", "by", "by_runs", "person_runs", "code"),
    [
        (Person(pk=1), Person(pk=1), False, True, None),
        (Person(pk=1), Person(pk=2), True, False, None),
        (Person(pk=1), Person(pk=2), False, False, "not-a-host"),
        (Person(pk=1), Person(pk=2), True, True, "runs-a-hub"),
        (Person(pk=1, admin_since=NOW), Person(pk=2), True, False, "runs-a-hub"),
        (Person(pk=1, admin_since=NOW), Person(pk=2, admin_since=NOW), False, False, None),
        (Person(pk=1, erased_at=NOW), Person(pk=1), False, False, "erased"),
    ],
)
def test_nobody_gets_more_rights_by_setting_a_pin(person, by, by_runs, person_runs, code):
    refusal = why_not_set(person, by=by, by_runs_a_hub=by_runs, person_runs_a_hub=person_runs)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("email", "mail_is_sent", "code"),
    [("a@example.org", True, "has-email"), ("a@example.org", False, None), (None, True, None)],
)
def test_for_who_has_a_way_of_their_own_a_host_needs_none(email, mail_is_sent, code):
    refusal = why_not_set(Person(pk=1, email=email), by=Person(pk=2), by_runs_a_hub=True, mail_is_sent=mail_is_sent)
    assert (refusal.code if refusal else None) == code
    assert why_not_set(Person(pk=1, email=email), by=Person(pk=1), mail_is_sent=True) is None


@pytest.fixture
def mali(db) -> Person:
    mali = make_person("Mali")
    set_pin(mali, phone=PHONE, pin=PIN, by=mali, now=NOW)
    return mali


def guess(pin: str = PIN, phone: str = PHONE, *, place: str = "10.0.0.1", now: datetime = NOW) -> Person:
    return person_with_pin(phone, pin, place=place, now=now)


def test_number_and_pin_say_who_it_is_and_the_pin_is_kept_nowhere(mali):
    assert guess() == mali
    assert PIN not in str(Pin.objects.values())


@pytest.mark.parametrize(("phone", "pin"), [(PHONE, "482916"), (OTHER, PIN)])
def test_a_wrong_pin_and_an_unknown_number_are_refused_alike(mali, phone, pin):
    with pytest.raises(Refused) as refused:
        guess(pin, phone)
    assert refused.value.refusal.code == "wrong-pin"


MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("phone", [PHONE, OTHER])
def test_after_five_wrong_ones_the_next_try_waits_longer_each_time_known_or_not(mali, phone):
    for _time in range(5):
        with pytest.raises(Refused, match="wrong-pin"):
            guess("000000", phone)
    now = NOW
    for wait in (1, 2, 4, 8, 16, 32, 60, 60):
        with pytest.raises(Refused, match="pin-waits"):
            guess(PIN, phone, now=now + wait * MINUTE - timedelta(seconds=1))
        now += wait * MINUTE
        with pytest.raises(Refused, match="wrong-pin"):
            guess("000000", phone, now=now)
    with pytest.raises(Refused, match="pin-waits"):
        guess(PIN, phone, now=now + 59 * MINUTE)
    if phone == PHONE:
        assert guess(now=now + timedelta(hours=1)) == mali


def test_who_must_wait_is_told_how_long(mali):
    for _time in range(6):
        with pytest.raises(Refused) as refused:
            guess("000000", now=NOW)
    assert refused.value.refusal.values == {"wait": MINUTE}
    assert "1 minute" in refused.value.refusal.in_language("en")


def test_knocking_while_one_waits_makes_the_wait_no_longer(mali):
    for _time in range(5):
        with pytest.raises(Refused, match="wrong-pin"):
            guess("000000")
    for second in range(50):
        with pytest.raises(Refused, match="pin-waits"):
            guess("000000", now=NOW + timedelta(seconds=second))
    assert guess(now=NOW + MINUTE) == mali


def test_who_plays_a_prank_on_a_number_locks_nobody_out_elsewhere(mali):
    now = NOW
    for _time in range(41):
        with pytest.raises(Refused):
            guess("000000", place="prankster", now=now)
        now += timedelta(minutes=36)  # all day long
    assert guess(now=now) == mali
    with pytest.raises(Refused, match="pin-waits"):  # and the owner's coming in does not let the prankster on
        guess("000000", place="prankster", now=now)


def test_a_number_that_is_guessed_at_from_many_places_rests_for_a_day_or_until_a_host_lifts_it(mali):
    for number in range(50):
        with pytest.raises(Refused, match="wrong-pin"):
            guess("000000", place=f"10.1.0.{number}")
    with pytest.raises(Refused, match="pin-locked"):
        guess()
    assert queries.is_pin_locked(Pin.objects.get(person=mali), now=NOW)
    assert guess(now=NOW + timedelta(days=1)) == mali
    for number in range(50):
        with pytest.raises(Refused, match="wrong-pin"):
            guess("000000", place=f"10.2.0.{number}", now=NOW + timedelta(days=3))
    lift_lock(mali, by=make_person("Host"), by_runs_a_hub=True, now=NOW + timedelta(days=3))
    assert guess(now=NOW + timedelta(days=3)) == mali


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "::ffff:203.0.113.7"),
        ("", ""),
        ("testserver", "testserver"),
    ],
)
def test_who_has_a_whole_network_of_addresses_is_one_place(rf, address, counts_as):
    assert network_address(rf.get("/", REMOTE_ADDR=address)) == counts_as


def test_a_host_lifts_the_rest_at_once(mali):
    host = make_person("Host")
    lift_lock(mali, by=host, by_runs_a_hub=True, now=NOW)  # nothing to lift yet
    for _time in range(5):
        with pytest.raises(Refused, match="wrong-pin"):
            guess("000000")
    pin = queries.pin_of(mali)
    assert pin
    assert queries.is_pin_locked(pin, now=NOW)
    with pytest.raises(Refused, match="not-a-host"):
        lift_lock(mali, by=make_person(), by_runs_a_hub=False, now=NOW)
    lift_lock(mali, by=host, by_runs_a_hub=True, now=NOW, hub="hub")
    assert not queries.is_pin_locked(pin, now=NOW)
    assert guess() == mali
    assert Entry.objects.filter(verb="pin-lock-lifted").count() == 1


def test_who_gets_it_right_begins_to_count_anew(mali):
    for _round in range(3):
        for _time in range(4):
            with pytest.raises(Refused, match="wrong-pin"):
                guess("000000")
        assert guess() == mali


def test_the_numbers_that_are_tried_are_not_kept(mali):
    with pytest.raises(Refused):
        guess("000000")
    assert PHONE not in str(list(Tally.objects.values()))


def test_from_one_place_only_so_many_tries(mali):
    for number in range(60):
        with pytest.raises(Refused, match="wrong-pin"):
            guess("000000", f"+6681{number:07d}")
    with pytest.raises(Refused, match="too-often-here"):
        guess()
    assert guess(place="10.0.0.2") == mali


@pytest.mark.django_db(transaction=True)
def test_a_hundred_guesses_at_once_are_five(mali):
    answers = race([lambda: guess("000000")] * 20)
    codes = sorted(answer.refusal.code for answer in answers)
    assert codes == ["pin-waits"] * 15 + ["wrong-pin"] * 5


def test_a_number_signs_in_one_person(mali):
    with pytest.raises(Refused, match="phone-taken"):
        set_pin(make_person(), phone=PHONE, pin="750283", by=mali, by_runs_a_hub=True, now=NOW)
    assert guess() == mali


def test_a_new_pin_ends_the_old_one_and_an_ended_one_opens_nothing(mali):
    set_pin(mali, phone=OTHER, pin="750283", by=mali, now=LATER)
    assert guess("750283", OTHER) == mali
    with pytest.raises(Refused, match="wrong-pin"):
        guess()
    with pytest.raises(Refused, match="not-a-host"):
        end_pin(mali, by=make_person(), now=LATER)
    end_pin(mali, by=mali, now=LATER)
    end_pin(mali, by=mali, now=LATER)
    assert queries.pin_of(mali) is None
    assert Entry.objects.filter(verb="pin-ended").count() == 1


def test_an_easy_pin_is_not_set(mali):
    with pytest.raises(Refused, match="pin-too-easy"):
        set_pin(mali, phone=PHONE, pin="222222", by=mali, now=LATER)
    assert guess() == mali


def test_who_is_erased_signs_in_no_more(mali):
    erase(mali, by=mali, now=LATER)
    with pytest.raises(Refused, match="wrong-pin"):
        guess(now=LATER)
