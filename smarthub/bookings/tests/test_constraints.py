"""Which rule of the database was broken is known by its name on both engines."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from smarthub.bookings.models import Slot, Visit
from smarthub.bookings.testing import TEN, make_booking
from smarthub.kit.models import KeptAnswer
from smarthub.kit.uniqueness import broken_constraint
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub, make_space

pytestmark = pytest.mark.django_db


def _broken(do: Any) -> str | None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        do()
    return broken_constraint(error.value)


def test_a_constraint_is_known_by_its_name() -> None:
    hub = make_hub()
    booking = make_booking(hub, desk := make_space(hub))
    slot: dict[str, Any] = {"hub": hub, "space": desk}
    kept: dict[str, Any] = {"asker": "a", "key": "k", "status": 200, "answer": {}, "made_at": datetime.now(UTC)}
    KeptAnswer.objects.create(**kept)
    make_person(email="a@example.org")
    assert _broken(lambda: Slot.objects.create(starts_at=TEN, booking=booking, **slot)) == "slot_held_once"
    assert _broken(lambda: Slot.objects.create(starts_at=booking.ends_at, **slot)) == "slot_has_one_owner"
    assert _broken(lambda: KeptAnswer.objects.create(**kept)) == "kept_answer_once"
    assert _broken(lambda: Visit.objects.create(hub=hub, people=0, came_at=TEN)) == "visit_has_people"
    assert _broken(lambda: make_person(email="A@example.org")) == "person_email_once"
    Visit.objects.create(hub=hub, ref=booking.ref, came_at=TEN)
    assert _broken(lambda: Visit.objects.create(hub=hub, ref=booking.ref, came_at=TEN)) == "bookings_visit.ref"
