"""kill -9 of every server process in the middle of 1,000 bookings: what was answered is there, nothing is half done."""

import json
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

from bench.client import Connection
from bench.setup import Site, site
from bench.world import ROOT, house, tell

BOOKINGS, CLIENTS = 1000, 8


def sizes(most: int) -> list[int]:
    return [1000]


def run(engine: str, size: int) -> None:
    place = site(engine, bookings=size)
    answered = load_and_kill(place)
    found = check(place, answered)
    tell("kill -9 in the middle", engine=engine, asked=BOOKINGS, answered=len(answered), **found)


def load_and_kill(place: Site) -> list[str]:
    answered: list[str] = []
    with house(place.env, 2) as server:

        def book(token: str, number: int) -> None:
            client = Connection(server.port, {"Authorization": f"Bearer {token}"})
            for n in range(number, BOOKINGS, CLIENTS):
                day, room = divmod(n, len(place.house["refs"]))
                at = datetime(2027, 1, 4, 1, tzinfo=UTC) + timedelta(days=place.first_free_day + 1200 + day)
                wish = {
                    "hub": place.house["hub"],
                    "spaces": [place.house["refs"][room]],
                    "starts_at": at.isoformat(),
                    "ends_at": (at + timedelta(hours=12)).isoformat(),
                    "people": 1,
                }
                try:
                    reply = client.post_json("/api/v1/bookings", wish)
                except OSError:
                    return
                if reply.status == 201:
                    answered.append(reply.json()["ref"])

        threads = [
            threading.Thread(target=book, args=[token, n]) for n, token in enumerate(place.house["tokens"][:CLIENTS])
        ]
        for thread in threads:
            thread.start()
        while len(answered) < BOOKINGS // 2:
            time.sleep(0.005)
        server.kill()
        for thread in threads:
            thread.join()
    return answered


def check(place: Site, answered: list[str]) -> dict[str, object]:
    code = (
        "import django, json, sys; django.setup()\n"
        "from smarthub.bookings import doctor\n"
        "from smarthub.bookings.models import Booking\n"
        "from smarthub.journal.models import Entry\n"
        "refs = json.load(sys.stdin)\n"
        "there = set(Booking.objects.filter(ref__in=refs).values_list('ref', flat=True))\n"
        "written = set(Entry.objects.filter(verb='booked').values_list('what', flat=True))\n"
        "print(json.dumps({'answered_and_gone': len(set(refs) - there), 'without_journal': len(set(refs) - written),"
        " 'doctor_found': list(doctor.examine())}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=place.env,
        input=json.dumps(answered),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found
