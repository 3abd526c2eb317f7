"""The mathematics of a room, and the grouping of its notes: seconds and peak memory, each size in a process of its own."""

import json
import os
import resource
import subprocess
import sys
import time

from bench.world import ROOT, tell

ROOMS = ((100, 60), (1000, 300), (2000, 900))  # people, statements
NOTES = 200
SHARE_SEEN = 0.25


def sizes(most: int) -> list[int]:
    return [1000]


def run(engine: str, size: int) -> None:
    for people, statements in ROOMS:
        for with_test in (False, True):
            tell("opinions", **measured("room", people, statements, int(with_test)))
    tell("grouping of notes", **measured("notes", NOTES))


def measured(*asked: object) -> dict[str, object]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "smarthub.config.settings",
    }
    command = [sys.executable, "-m", "bench.opinions", *map(str, asked)]
    answer = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    found: dict[str, object] = json.loads(answer.stdout.splitlines()[-1])
    return found


def room(people: int, statements: int, with_test: int) -> dict[str, object]:
    """Everything from single votes to results; with the no-signal test instead when asked."""
    import numpy as np

    from smarthub.brainstorms.rules.opinions.consensus import group_informed
    from smarthub.brainstorms.rules.opinions.groups import draw
    from smarthub.brainstorms.rules.opinions.next_statement import priorities
    from smarthub.brainstorms.rules.opinions.representative import majority, representative
    from smarthub.brainstorms.rules.opinions.signal import measure_signal
    from smarthub.brainstorms.rules.opinions.tallies import tally
    from smarthub.brainstorms.rules.opinions.votes import gather

    rng = np.random.default_rng(0)
    lean = rng.normal(size=(people, 3)) @ rng.normal(size=(3, statements)) + rng.normal(size=(people, statements))
    choices = np.where(np.abs(lean) < 0.3, 0, np.sign(lean)).astype(int)
    seen = rng.random((people, statements)) < SHARE_SEEN
    cast = ((p, s, int(choices[p, s])) for p in range(people) for s in np.flatnonzero(seen[p]).tolist())
    before, begun = memory(), time.perf_counter()
    votes = gather(cast, statements=range(statements))
    gathered = time.perf_counter()
    if with_test:
        measure_signal(votes)
    else:
        drawn = draw(votes)
        tallies = tally(votes, drawn.groups, drawn.k)
        representative(votes, tallies)
        majority(votes)
        group_informed(tallies)
        priorities(votes, tallies, drawn.extremity)
    return {
        "people": people,
        "statements": statements,
        "votes": votes.count,
        "what": "no-signal test" if with_test else "results",
        "gather_s": gathered - begun,
        "compute_s": time.perf_counter() - gathered,
        "more_mb": memory() - before,
        "peak_mb": memory(),
    }


def notes(count: int) -> dict[str, object]:
    """`count` invented Thai notes, read for the first time."""
    import random

    from smarthub.brainstorms.rules.notes.grouping import propose
    from smarthub.brainstorms.rules.notes.similar import alike

    pick = random.Random(0)
    things = "รถเมล์ไฟฟ้า ทางเท้า ที่จอดรถ แยกขยะ น้ำท่วม ไวไฟ ตลาดนัด สวนสาธารณะ ผู้สูงอายุ แอป โดรน โซลาร์เซลล์".split()
    wishes = "อยากให้มี ควรเพิ่ม ปรับปรุง สร้าง ดูแล".split()
    places = "ในตัวเมือง ที่ตลาดสด หน้ามหาวิทยาลัย ริมหนองประจักษ์ ทุกตำบล ในโรงเรียน".split()
    texts = [" ".join(map(pick.choice, (wishes, things, places, things))) for _ in range(count)]
    propose(texts[:3])  # the dictionary is loaded once in the life of a process
    begun = time.perf_counter()
    groups = propose(texts)
    grouped = time.perf_counter()
    alike("อยากได้รถเมล์ไฟฟ้า", texts)
    first = time.perf_counter()
    alike("อยากได้รถเมล์ไฟฟ้ารอบ", texts)
    return {
        "notes": count,
        "groups": len(groups),
        "group_s": grouped - begun,
        "similar_first_s": first - grouped,
        "similar_s": time.perf_counter() - first,
        "peak_mb": memory(),
    }


def memory() -> float:
    """Megabytes at the peak so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    import django

    django.setup()
    asked = [int(each) for each in sys.argv[2:]]
    print(json.dumps({"room": room, "notes": notes}[sys.argv[1]](*asked)))
