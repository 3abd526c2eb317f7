"""Two records of one person become one on every floor: bookings, visits, house rules, hosting, brainstorms."""

from datetime import timedelta

import pytest
from django.db import connection

from smarthub.bookings import queries as bookings
from smarthub.bookings.actions.check_in import check_in, come
from smarthub.bookings.actions.waitlist import join
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.brainstorms.models import Event, Facilitator
from smarthub.brainstorms.testing import make_session
from smarthub.kit.rows import pointers
from smarthub.people.actions.merge import merge
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.actions.conduct import agree_to_rules
from smarthub.places.models import Agreement, Host
from smarthub.places.rules.conduct import version_of
from smarthub.places.testing import make_host, make_hub, make_space

pytestmark = pytest.mark.django_db
LATER = TEN + timedelta(hours=3)


def test_nothing_of_any_floor_is_lost():
    hub, admin = make_hub(house_rules_th="ก"), make_person(admin_since=NINE)
    kept, gone = make_person("มะลิ"), make_person("มะลิ ใจดี", joined_at=NINE)
    booking = make_booking(hub, make_space(hub), person=gone, now=NINE)
    check_in(booking, by=gone, now=TEN)
    visit = come(hub, person=gone, by=gone, now=LATER)
    agree_to_rules(hub, gone, version_of(hub), language="th", by=gone, now=NINE)
    session = make_session(hub, person=gone)
    moved = {str(noun): count for noun, count in merge(kept, gone, by=admin, now=LATER).items()}
    assert list(bookings.bookings_of(kept)) == [booking]
    visit.refresh_from_db()
    assert visit.person == kept
    assert places.has_agreed(hub, kept)
    session.refresh_from_db()
    assert session.made_by == kept
    assert moved["การจอง"] == 1
    left = [
        f"{model.__name__}.{field.name}"
        for app in ("notices", "places", "bookings", "brainstorms")
        for model, field in pointers(app, Person)
        if model._default_manager.filter(**{field.name: gone}).exists()
    ]
    assert left == []


def test_what_both_have_stays_once_and_nothing_is_deleted():
    hub, admin = make_hub(house_rules_th="ก"), make_person(admin_since=NINE)
    kept, gone = make_person("One", joined_at=NINE), make_person("Two", joined_at=NINE)
    session = make_session(hub, person=admin)
    for each in (kept, gone):
        agree_to_rules(hub, each, version_of(hub), language="th", by=each, now=NINE)
        make_host(hub, each, since=NINE)
        Facilitator.objects.get_or_create(session=session, person=each, defaults={"since": NINE})
    merge(kept, gone, by=admin, now=LATER)
    assert Agreement.objects.count() == 2
    assert Host.objects.filter(person=kept, until=None).count() == 1
    assert Host.objects.filter(person=kept).count() == 2
    assert Facilitator.objects.filter(person=kept).count() == 1


@pytest.mark.parametrize("first", ["kept", "gone"])
def test_of_two_places_in_one_line_the_earlier_one_stays(first):
    hub, admin = make_hub(), make_person(admin_since=NINE)
    make_booking(hub, make_space(hub))
    two = {"kept": make_person("มะลิ"), "gone": make_person("มะลิ")}
    until = TEN + timedelta(hours=1)
    waits = {
        name: join(
            hub, kind="desk", starts_at=TEN, ends_at=until, person=each, by=each, now=NINE + timedelta(minutes=n)
        )
        for n, (name, each) in enumerate(sorted(two.items(), key=lambda each: each[0] != first))
    }
    merge(two["kept"], two["gone"], by=admin, now=NINE + timedelta(minutes=5))
    assert list(bookings.waits_of(two["kept"])) == [waits[first]]
    assert list(bookings.waits_of(two["gone"])) == []


def test_what_a_room_remembers_of_somebody_is_found_without_reading_all_rooms():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # a table this small it would read whole
        plan = Event.objects.filter(person=make_person()).order_by().explain()
    assert "event_by_person" in plan
