"""Policies and rates: the rules, their words, the verbs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places import queries
from smarthub.places.actions.terms import set_policy, set_rate
from smarthub.places.models import Hub, Policy, Rate, Space, Zone
from smarthub.places.rules.policies import in_words, price_in_words, why_not_policy, why_not_rate
from smarthub.places.rules.terms import Terms, policy_speaking, wider
from smarthub.places.testing import make_hub, make_space

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("terms", "attached", "code"),
    [
        ({}, 0, None),
        ({"buffer_minutes": 15, "cancel_minutes": 50, "days_ahead": None}, 1, None),
        ({}, 2, "attached-twice"),
        ({"cancel_minutes": -1}, 0, "below-zero"),
        ({"cancel_minutes": 366 * 24 * 60 + 1}, 0, "too-much"),
        ({"days_ahead": 3661}, 0, "too-much"),
        ({"buffer_minutes": 20}, 0, "not-quarters"),
        ({"shortest_minutes": 40}, 0, "not-quarters"),
        ({"buffer_minutes": 255}, 0, "buffer-too-long"),
        ({"shortest_minutes": 120, "longest_minutes": 60}, 0, "never-fits"),
        ({"longest_minutes": 0}, 0, "never-fits"),
        ({"walk_in_percent": 90, "most_bookings": 100, "offer_minutes": 240}, 0, None),
        ({"walk_in_percent": 91}, 0, "all-for-walk-ins"),
        ({"most_bookings": 0}, 0, "no-bookings"),
        ({"most_bookings": 101}, 0, "no-bookings"),
        ({"offer_minutes": 4}, 0, "offer-length"),
        ({"offer_minutes": 241}, 0, "offer-length"),
    ],
)
def test_a_policy_says_what_can_be_kept(terms: dict[str, int | None], attached: int, code: str | None) -> None:
    refusal = why_not_policy(terms, attached=attached)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("group", "satang", "code"),
    [
        ("ห้อง", 0, None),
        ("ห้อง", None, None),
        (" ", 100, "no-group"),
        ("ห้อง", -1, "not-a-price"),
        ("ห้อง", 10**9, "not-a-price"),
    ],
)
def test_a_rate_is_a_price_of_a_group(group: str, satang: int | None, code: str | None) -> None:
    refusal = why_not_rate(group, satang)
    assert (refusal.code if refusal else None) == code


def test_terms_are_told_in_the_order_of_time() -> None:
    terms = Terms(notice=HOUR, buffer=HOUR / 4, cancel=3 * HOUR, most_a_day=4 * HOUR)
    with translation.override("en"):
        assert in_words(terms) == [
            "Book up to 60 days ahead and at least 1 hour before.",
            "A booking is from 30 minutes to 12 hours long.",
            "Each person may book at most 4 hours a day.",
            "Cancel or change until 3 hours before it begins.",
            "Check-in opens 15 minutes before.",
            "If nobody has come 15 minutes after the start, the space is free for others.",
            "After every booking the space stays free for 15 minutes.",
        ]


@pytest.mark.parametrize(
    ("terms", "first"),
    [
        (Terms(), "Book up to 60 days ahead, until the moment it begins."),
        (Terms(days_ahead=timedelta(0)), "Bookings are for today only."),
        (Terms(days_ahead=None, notice=HOUR), "Book at least 1 hour before."),
        (Terms(days_ahead=None), "A booking is from 30 minutes to 12 hours long."),
    ],
)
def test_how_far_ahead_is_told_as_it_holds(terms: Terms, first: str) -> None:
    with translation.override("en"):
        assert in_words(terms)[0] == first


def test_how_the_place_is_shared_is_told_in_words() -> None:
    with translation.override("en"):
        said = in_words(Terms(most_a_week=8 * HOUR, most_bookings=3, walk_in_percent=20))
    assert said[2:5] == [
        "Each person may book at most 8 hours a week.",
        "Each person may have at most 3 bookings ahead at a time.",
        "Of every 100 seats 20 are kept for people who come without a booking.",
    ]


def test_no_early_check_in_is_not_spoken_of() -> None:
    with translation.override("en"):
        assert not any("Check-in" in sentence for sentence in in_words(Terms(early=timedelta(0))))


@pytest.mark.parametrize(
    ("hour", "day", "text"),
    [
        (2000, 10000, "20 baht an hour, at most 100 baht a day"),
        (2000, None, "20 baht an hour"),
        (None, 10000, "100 baht a day"),
        (None, None, "no charge"),
        (0, 10000, "no charge"),
    ],
)
def test_a_price_is_one_sentence(hour: int | None, day: int | None, text: str) -> None:
    with translation.override("en"):
        assert price_in_words(hour, day) == text


@pytest.fixture
def hub(db: None) -> Hub:
    return make_hub()


@pytest.fixture
def host(db: None) -> Person:
    return make_person()


def _terms(hub: Hub, space: Space) -> Terms:
    hub.refresh_from_db()
    return queries.rulebook(hub).terms(space)


def test_the_most_specific_policy_wins_field_by_field(hub: Hub, host: Person) -> None:
    floor = hub.floors.get()
    zone = Zone.objects.create(hub=hub, floor=floor, name_th="เงียบ")
    desk = make_space(hub, "A1", zone=zone)
    set_policy(hub, {"cancel_minutes": 60, "buffer_minutes": 15}, by=host, now=NOW)
    set_policy(hub, {"cancel_minutes": 120}, kind=Space.Kind.DESK, by=host, now=NOW)
    assert (_terms(hub, desk).cancel, _terms(hub, desk).buffer) == (2 * HOUR, HOUR / 4)
    set_policy(hub, {"cancel_minutes": 180}, zone=zone, by=host, now=NOW)
    assert _terms(hub, desk).cancel == 3 * HOUR
    set_policy(hub, {"cancel_minutes": 240}, space=desk, by=host, now=NOW)
    assert _terms(hub, desk).cancel == 4 * HOUR


def test_numbers_are_numbers_and_the_policy_that_speaks_is_found(hub: Hub, host: Person) -> None:
    desk = make_space(hub, "A1")
    set_policy(hub, {"walk_in_percent": 20, "most_bookings": 3}, by=host, now=NOW)
    set_policy(hub, {"walk_in_percent": 0, "offer_minutes": 30}, kind=Space.Kind.DESK, by=host, now=NOW)
    terms = _terms(hub, desk)
    assert (terms.walk_in_percent, terms.most_bookings, terms.offer) == (0, 3, HOUR / 2)
    found = policy_speaking(desk, Policy.objects.all(), "walk_in_percent")
    assert found
    assert found.kind == Space.Kind.DESK
    assert policy_speaking(desk, Policy.objects.all(), "most_minutes_a_day") is None


def test_what_holds_where_a_policy_says_nothing_is_told_unless_it_differs_from_space_to_space() -> None:
    desk, room = Space(pk=1, kind=Space.Kind.DESK, zone_id=7), Space(pk=2, kind=Space.Kind.ROOM, zone_id=7)
    whole = Policy(cancel_minutes=60, days_ahead=14)
    desks = Policy(kind=Space.Kind.DESK, cancel_minutes=120, buffer_minutes=15)
    zone, own = Policy(zone_id=7, cancel_minutes=180), Policy(space_id=1, cancel_minutes=240)
    policies = [own, zone, desks, whole]
    assert wider(own, [desk], policies)["cancel_minutes"] == 180
    found = wider(zone, [desk, room], policies)
    assert "cancel_minutes" not in found  # an hour for the room, two for the desk
    assert "buffer_minutes" not in found
    assert (found["days_ahead"], found["most_minutes_a_day"], found["shortest_minutes"]) == (14, None, 30)
    assert wider(desks, [desk], policies)["cancel_minutes"] == 60
    assert wider(whole, [desk], policies) == wider(whole, [room], policies)
    assert (wider(whole, [desk], policies)["cancel_minutes"], wider(whole, [desk], policies)["days_ahead"]) == (0, 60)


def test_a_policy_set_again_changes_nothing_and_one_that_says_nothing_ends(hub: Hub, host: Person) -> None:
    set_policy(hub, {"cancel_minutes": 60}, by=host, now=NOW)
    edition = queries.edition(hub.pk)
    set_policy(hub, {"cancel_minutes": 60}, by=host, now=NOW)
    assert queries.edition(hub.pk) == edition
    set_policy(hub, {"cancel_minutes": 90}, by=host, now=NOW)
    assert Policy.objects.get().cancel_minutes == 90
    set_policy(hub, {}, by=host, now=NOW)
    assert not Policy.objects.exists()


def test_a_policy_that_cannot_hold_is_refused(hub: Hub, host: Person) -> None:
    with pytest.raises(Refused):
        set_policy(hub, {"buffer_minutes": 7}, by=host, now=NOW)


def test_a_rate_is_set_changed_and_taken_away(hub: Hub, host: Person) -> None:
    set_rate(hub, " ห้อง ", "hour", 10000, by=host, now=NOW)
    edition = queries.edition(hub.pk)
    set_rate(hub, "ห้อง", "hour", 10000, by=host, now=NOW)
    assert queries.edition(hub.pk) == edition
    set_rate(hub, "ห้อง", "hour", 0, by=host, now=NOW)
    assert Rate.objects.get().satang == 0
    set_rate(hub, "ห้อง", "hour", None, by=host, now=NOW)
    assert not Rate.objects.exists()
    with pytest.raises(Refused):
        set_rate(hub, "", "hour", 1, by=host, now=NOW)
