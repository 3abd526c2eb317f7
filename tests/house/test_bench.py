"""The benchmarks fill their houses past Django, with columns named by hand: a column that comes later must be named there."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.conf import settings
from django.db import connection

from smarthub.bookings.models import BookedSpace, Booking, Slot


@pytest.fixture
def loose(transactional_db: None) -> Iterator[None]:
    """The filler loosens its connection (no checks, no journal): the next test gets another."""
    yield
    connection.close()


@pytest.mark.skipif(not settings.SQLITE, reason="cleans up the whole server afterwards, which may be somebody's")
def test_the_filler_of_the_benchmarks_names_every_column_that_must_be_filled(loose: None) -> None:
    import_module("bench.fill").fill_house(
        rooms=2, bookings=3
    )  # NOT NULL without a default of the database's: it would end here
    assert (Booking.objects.count(), BookedSpace.objects.count(), Slot.objects.count()) == (3, 3, 12)
