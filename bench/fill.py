"""Fills a house or the floor, in a process of its own: `python -m bench.fill house|floor ROOMS BOOKINGS` prints what to use.

The data are those of the peers' measurement: rooms x 6 one-hour bookings a day (8, 10, 12, 13, 15, 17 h UTC) from
4 January 2027, day after day, so that one day always shows the same number and more rows only add days.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import django
from django.db import connection

HOURS = (8, 10, 12, 13, 15, 17)
FIRST_DAY = datetime(2027, 1, 4, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def days_of(rooms: int, bookings: int) -> int:
    return -(-bookings // (rooms * len(HOURS)))


def day_shown(rooms: int, bookings: int) -> datetime:
    """A day in the middle of the table."""
    return FIRST_DAY + timedelta(days=bookings // (rooms * len(HOURS)) // 2)


def times(rooms: int, bookings: int) -> Iterable[tuple[int, int, datetime]]:
    """(number from 1, room from 0, start)"""
    a_day = rooms * len(HOURS)
    for number in range(bookings):
        day, rest = divmod(number, a_day)
        yield number + 1, rest // len(HOURS), FIRST_DAY + timedelta(days=day, hours=HOURS[rest % len(HOURS)])


def code(number: int) -> str:
    letters = []
    for _ in range(8):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def pour(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows into a table, the quickest way that the engine has."""
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            # The rows are right by making; the quarter check costs a Python call a row.
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            for pragma in ("synchronous = OFF", "journal_mode = OFF", "cache_size = -2000000"):
                cursor.execute(f"PRAGMA {pragma}")
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
            connection.commit()


def four_slots_each(insert: str) -> None:
    """The quarters of every booking, made inside the database, in the order of the key."""
    if connection.vendor == "postgresql":
        moment = "b.starts_at + q.n * interval '15 minutes'"
    else:
        moment = "datetime(b.starts_at, '+' || (q.n * 15) || ' minutes')"
    quarters = "(SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) AS q"
    with connection.cursor() as cursor:
        cursor.execute(insert.format(moment=moment, quarters=quarters))


def adapt(moment: datetime) -> Any:
    return moment if connection.vendor == "postgresql" else moment.replace(tzinfo=None).isoformat(" ")


def settle(*tables: str) -> None:
    """Sequences after the rows, and statistics for the planner."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in tables:
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")  # or the load is paid for while measuring
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA journal_mode = WAL")


def fill_house(rooms: int, bookings: int) -> dict[str, Any]:
    from smarthub.people.actions.tokens import make_token
    from smarthub.people.testing import make_person
    from smarthub.places.models import Space
    from smarthub.places.testing import make_hub, make_policy, make_rate, make_space

    now = datetime.now(UTC)
    hub = make_hub("bench", opens=0, closes=24 * 60)
    make_policy(hub, days_ahead=30000)
    make_rate(hub, "room", "hour", 8000)
    make_rate(hub, "room", "day", 40000)
    kinds = (
        [Space.Kind.ROOM] * rooms
        if rooms <= 50
        else [Space.Kind.ROOM, Space.Kind.DESK, Space.Kind.DESK, Space.Kind.DESK]
    )
    spaces = [
        make_space(
            hub,
            f"ห้อง {n + 1}",
            kind=kinds[n % len(kinds)],
            seats=8 if kinds[n % len(kinds)] == Space.Kind.ROOM else 1,
            price_group="room",
            x=n % 20 * 100,
            y=n // 20 * 100,
        )
        for n in range(rooms)
    ]
    person = make_person("Bench", joined_at=now)
    tokens = [make_token(make_person(f"Bench {n}", joined_at=now), scopes="all", by=None, now=now) for n in range(32)]
    made, zero = adapt(now), "{}"
    keys = [space.pk for space in spaces]
    columns = ["id", "hub_id", "ref", "person_id", "people", "starts_at", "ends_at", "buffer_minutes", "price_satang"]
    columns += ["terms", "note", "holder", "booked_at", "booked_by_id", "changes", "links_ended"]
    pour(
        "bookings_booking",
        columns,
        (
            (
                n,
                hub.pk,
                code(n),
                person.pk,
                1,
                adapt(at),
                adapt(at + 4 * QUARTER),
                0,
                8000,
                zero,
                "",
                "",
                made,
                person.pk,
                0,
                0,
            )
            for n, _room, at in times(rooms, bookings)
        ),
    )
    pour("bookings_bookedspace", ["booking_id", "space_id"], ((n, keys[r]) for n, r, _at in times(rooms, bookings)))
    four_slots_each(
        "INSERT INTO bookings_slot (hub_id, space_id, starts_at, booking_id) "
        "SELECT b.hub_id, s.space_id, {moment}, b.id FROM bookings_booking b "
        "JOIN bookings_bookedspace s ON s.booking_id = b.id, {quarters} ORDER BY 2, 3"
    )
    settle("bookings_booking", "bookings_bookedspace", "bookings_slot")
    return {"hub": hub.slug, "refs": [space.ref for space in spaces], "tokens": tokens}


def fill_floor(rooms: int, bookings: int) -> dict[str, Any]:
    from django.apps import apps
    from django.contrib.auth.models import User
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

    models = [apps.get_model("floor", name) for name in ("Room", "Booking", "Slot")]
    editor: BaseDatabaseSchemaEditor
    with connection.schema_editor() as editor:
        for model in models:
            editor.create_model(model)
    names = [f"user{n}" for n in range(8)]
    people = [User.objects.create_user(name, password="measure") for name in names]
    models[0].objects.bulk_create(models[0](name=f"ห้อง {n + 1}") for n in range(rooms))
    keys = list(models[0].objects.order_by("pk").values_list("pk", flat=True))
    pour(
        "floor_booking",
        ["id", "room_id", "person_id", "starts_at", "ends_at"],
        ((n, keys[room], people[0].pk, adapt(at), adapt(at + 4 * QUARTER)) for n, room, at in times(rooms, bookings)),
    )
    four_slots_each(
        "INSERT INTO floor_slot (room_id, starts_at, booking_id) "
        "SELECT b.room_id, {moment}, b.id FROM floor_booking b, {quarters} ORDER BY 1, 2"
    )
    settle("floor_booking", "floor_slot")
    return {"rooms": keys, "users": names}


def main(what: str, rooms: int, bookings: int) -> None:
    django.setup()
    from django.core.management import call_command

    if what == "floor":
        call_command("migrate", verbosity=0)
        print(json.dumps(fill_floor(rooms, bookings)))
    else:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        print(json.dumps(fill_house(rooms, bookings)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
