"""Sealing the journal, and finding what was changed afterwards."""

from datetime import UTC, datetime, timedelta

import pytest

from smarthub.journal import doctor
from smarthub.journal.actions import record, seal
from smarthub.journal.models import Entry
from smarthub.journal.queries import first_broken_seal

NOW = datetime(2026, 3, 2, 2, 0, 0, 123456, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def _write(count: int) -> None:
    for n in range(count):
        record("booked", f"ref{n}", by=None, now=NOW + timedelta(seconds=n), hub="hub")


def test_entries_are_sealed_in_order_in_one_chain() -> None:
    _write(3)
    assert [seal(most=2), seal(most=2), seal(most=2)] == [2, 1, 0]
    assert list(Entry.objects.order_by("number").values_list("number", "what")) == [
        (1, "ref0"),
        (2, "ref1"),
        (3, "ref2"),
    ]
    assert first_broken_seal() is None
    assert list(doctor.examine()) == []


@pytest.mark.parametrize("change", [{"what": "other"}, {"by": "somebody"}, {"at": NOW}, {"verb": "left"}, {"hub": ""}])
def test_a_changed_entry_breaks_the_chain_where_it_stands(change: dict[str, object]) -> None:
    _write(3)
    seal()
    Entry.objects.filter(number=2).update(**change)
    assert first_broken_seal() == 2
    assert "2" in next(iter(doctor.examine()))


def test_a_removed_entry_breaks_the_chain() -> None:
    _write(3)
    seal()
    Entry.objects.filter(number=2).delete()
    assert first_broken_seal() == 2
