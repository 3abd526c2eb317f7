"""The booking verb without HTTP, beside the same ORM inserts without rules; in a process of its own, in turns."""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.setup import site
from bench.world import ROOT, ratio, tell

EACH = 300
TURNS = 5


def sizes(most: int) -> list[int]:
    return sorted({1000, most})


def run(engine: str, size: int) -> None:
    place = site(engine, bookings=size)
    done = subprocess.run(
        [sys.executable, "-m", "bench.verb", str(place.first_free_day + 100)],
        cwd=ROOT,
        env=place.env,
        check=True,
        stdout=subprocess.PIPE,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    tell(
        "booking verbs a second",
        engine=engine,
        table=size,
        **ratio(found["verb"], found["inserts"]),
        queries=found["queries"],
    )


def measure(first_free_day: int) -> dict[str, Any]:
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from bench.fill import FIRST_DAY, HOURS, QUARTER
    from smarthub.bookings.actions.book import book
    from smarthub.bookings.models import BookedSpace, Booking, Slot
    from smarthub.journal.models import Entry
    from smarthub.people.models import Person
    from smarthub.places.models import Hub

    hub, person, now = Hub.objects.get(), Person.objects.order_by("pk")[0], datetime.now(UTC)
    rooms = list(hub.spaces.all())
    number = 0

    def wish() -> tuple[Any, datetime, datetime]:
        nonlocal number
        day, rest = divmod(number, len(rooms) * len(HOURS))
        number += 1
        at = FIRST_DAY + timedelta(days=first_free_day + day, hours=HOURS[rest % len(HOURS)])
        return rooms[rest // len(HOURS)], at, at + 4 * QUARTER

    def verb() -> None:
        room, at, until = wish()
        book(hub, spaces=[room], starts_at=at, ends_at=until, person=person, by=person, now=now)

    def inserts() -> None:
        room, at, until = wish()
        with transaction.atomic():
            made = Booking.objects.create(
                hub=hub, person=person, starts_at=at, ends_at=until, booked_at=now, booked_by=person
            )
            BookedSpace.objects.create(booking=made, space=room)
            Slot.objects.bulk_create(
                Slot(hub=hub, space=room, starts_at=at + n * QUARTER, booking=made) for n in range(4)
            )
            Entry.objects.create(verb="booked", what=made.ref, hub=hub.slug, by=person.code, at=now)

    def per_second(do: Any) -> float:
        begun = time.perf_counter()
        for _ in range(EACH):
            do()
        return EACH / (time.perf_counter() - begun)

    per_second(verb), per_second(inserts)
    turns = [(per_second(verb), per_second(inserts)) for _ in range(TURNS)]
    with CaptureQueriesContext(connection) as queries:
        verb()
    return {"verb": [v for v, _ in turns], "inserts": [i for _, i in turns], "queries": len(queries)}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smarthub.config.settings")
    import django

    django.setup()
    print(json.dumps(measure(int(sys.argv[1]))))
