"""1,000 people wait for 20 seats that are all given back at the same moment, while strangers ask for the same seats.

Everybody who waits says yes at once, whether they were offered a seat or not; every third of those who were offered one
says no, and every seventh nothing, so that the next in line is asked. In the end 20 of the first in line sit, each offer was
one party's alone, no seat was lost and none given twice. In threads of one process, on verbs, as the worker and the pages do.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from bench import world
from bench.world import ROOT, tell

SEATS, CROWD, STRANGERS, THREADS = 20, 1000, 200, 32


def sizes(most: int) -> list[int]:
    return [1000]


def run(engine: str, size: int) -> None:
    with world.folder() as folder, world.database(engine, folder) as (house, floor):
        env = world.environment(house, floor, folder / "data")
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=env, check=True)
        done = subprocess.run(
            [sys.executable, "-m", "bench.waitlist"], cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE
        )
    tell("waitlist: 1,000 for 20 seats", engine=engine, **json.loads(done.stdout.splitlines()[-1]))


def measure() -> dict[str, Any]:
    from django.db import connections

    from smarthub.bookings.actions.book import book
    from smarthub.bookings.actions.cancel import cancel
    from smarthub.bookings.actions.waiting import serve_waiting
    from smarthub.bookings.actions.waitlist import accept, join, leave_line
    from smarthub.bookings.doctor import examine
    from smarthub.bookings.models import Booking, Slot, Wait, WaitOffer
    from smarthub.kit import clock
    from smarthub.kit.refusals import Refused
    from smarthub.people.testing import make_person
    from smarthub.places.testing import make_hub, make_space

    now = datetime(2027, 1, 4, 2, tzinfo=UTC)
    wish: dict[str, Any] = {"starts_at": now + timedelta(hours=5), "ends_at": now + timedelta(hours=6)}

    def at_once(calls: Sequence[Callable[[], Any]]) -> list[Any]:
        def done(call: Callable[[], Any]) -> Any:
            try:
                return call()
            except Refused as refused:
                return refused.refusal.code
            finally:
                connections.close_all()

        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(done, calls))

    hub, host = make_hub(), make_person("Host")
    desks = [make_space(hub, f"A{n}") for n in range(SEATS)]
    hub.refresh_from_db()
    seated = [book(hub, spaces=[d], **wish, person=make_person(), by=host, now=now) for d in desks]
    waits = [
        join(hub, kind="desk", **wish, person=p, by=p, now=now + timedelta(milliseconds=n))
        for n, p in enumerate(make_person(f"P{n}") for n in range(CROWD))
    ]
    strangers = [make_person(f"S{n}") for n in range(STRANGERS)]
    now += timedelta(minutes=1)

    begun = time.perf_counter()
    given_back = [partial(cancel, each, by=host, now=now) for each in seated]
    asked = [
        partial(book, hub, spaces=[desks[n % SEATS]], **wish, person=who, by=who, now=now)
        for n, who in enumerate(strangers)
    ]
    mixed = [call for pair in zip(asked[: len(given_back)], given_back, strict=True) for call in pair]
    answers = at_once(mixed + asked[len(given_back) :])
    release_seconds = time.perf_counter() - begun
    strangers_in = sum(isinstance(each, Booking) and each.person in strangers for each in answers)
    first_offers = set(WaitOffer.objects.filter(WaitOffer.OPEN).values_list("wait", flat=True))
    rounds = 0
    while Booking.objects.filter(booked_at__isnull=False, cancelled_at=None).count() < SEATS and rounds < 50:
        rounds += 1
        offered = set(WaitOffer.objects.filter(WaitOffer.OPEN).values_list("wait", flat=True))
        assert Slot.objects.values("space", "starts_at").distinct().count() == Slot.objects.count()
        line = list(Wait.objects.filter(ended_at=None).select_related("hub", "person").order_by("pk"))
        verbs = []
        for wait in line:
            if wait.pk in offered and wait.pk % 7 == 0 and rounds == 1:
                continue  # says nothing
            verb = leave_line if wait.pk in offered and wait.pk % 3 == 0 and rounds == 1 else accept
            verbs.append(partial(verb, wait, by=wait.person, now=now))
        at_once([*verbs, *([partial(serve_waiting, now=now)] * 3)])
        now += timedelta(minutes=15)
        at_once([partial(serve_waiting, now=now)] * 2)
    seconds = time.perf_counter() - begun
    standing = Booking.objects.filter(booked_at__isnull=False, cancelled_at=None)
    sitting = list(Wait.objects.filter(booking__isnull=False).values_list("pk", flat=True))
    with clock.stopped_at(now):
        found = list(examine())
    return {
        "seats": SEATS,
        "waiting": CROWD,
        "strangers_who_came_between": strangers_in,
        "first_offers_to_the_first_in_line": first_offers == {wait.pk for wait in waits[:SEATS]},
        "seated": standing.count(),
        "different_people": standing.values("person").distinct().count(),
        "last_place_in_line_seated": max((pk - waits[0].pk + 1 for pk in sitting), default=0),
        "offers": WaitOffer.objects.count(),
        "open_offers_left": WaitOffer.objects.filter(WaitOffer.OPEN).count(),
        "doctor_found": found,
        "release_s": round(release_seconds, 2),
        "all_s": round(seconds, 2),
    }


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(measure()))
