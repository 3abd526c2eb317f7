"""What a day's page and the alternatives ask of every hold costs the same however long the table of bookings is."""

import pytest
from django.db import connection

from smarthub.bookings.models import Booking
from smarthub.bookings.queries.free import open_holds
from smarthub.bookings.testing import NINE, make_booking
from smarthub.places.testing import make_hub, make_space

pytestmark = pytest.mark.django_db


def test_open_holds_are_those_without_a_name(django_assert_num_queries):
    hub = make_hub()
    booked, hold = (make_booking(hub, make_space(hub, name)) for name in ("A1", "A2"))
    Booking.objects.filter(pk=hold.pk).update(booked_at=None, person=None, held_until=NINE)
    with django_assert_num_queries(1):
        assert open_holds() == {hold.pk: NINE}
    assert booked.pk not in open_holds()


def test_they_are_found_by_the_index_of_holds_and_not_by_reading_all_bookings(django_assert_num_queries):
    hub = make_hub()
    make_booking(hub, make_space(hub, "A1"))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the planner knows then that the hub has all bookings
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # a table this small it would read whole
        with django_assert_num_queries(1) as asked:
            open_holds()
        cursor.execute(f"EXPLAIN {'QUERY PLAN' if connection.vendor == 'sqlite' else ''} {asked[0]['sql']}")
        assert "booking_held" in str(cursor.fetchall())
