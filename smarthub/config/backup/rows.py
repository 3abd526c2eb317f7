"""Every row from one database to another, whatever their engines."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import DatabaseError, connections, models

BATCH = 2000
Model = type[models.Model]


@contextmanager
def database_beside(file: Path) -> Iterator[str]:
    """The alias of a SQLite file as one more database of Django's, for this block."""
    alias = f"beside-{file.stem}"
    connections.databases[alias] = {
        **connections.databases["default"],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA synchronous=OFF;"},
    }
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]


def kept(found: Iterable[Model]) -> list[Model]:
    """Those that have a table of their own."""
    return [model for model in found if model._meta.managed and not model._meta.proxy and not model._meta.swapped]


def copy(found: Iterable[Model], *, source: str, target: str) -> None:
    """Write each row as it is: no `auto_now`, no signals, no defaults."""
    for model in found:
        fields = [field for field in model._meta.local_concrete_fields if not field.generated]
        rows = model._base_manager.using(source).order_by("pk").values_list(*(field.attname for field in fields))
        insert(model, fields, rows.iterator(BATCH), target)


def insert(model: Model, fields: list[Any], rows: Iterator[tuple[Any, ...]], target: str) -> None:
    connection = connections[target]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    holes = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({holes})"  # noqa: S608 (our own names)
    with connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(
                statement,
                [
                    [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
                    for row in batch
                ],
            )


def empty(target: str) -> None:
    connection = connections[target]
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), tables):
            cursor.execute(statement)


def set_sequences(found: list[Model], *, target: str) -> None:
    """PostgreSQL counts apart from the rows; after rows came with their numbers it must be told where to go on."""
    connection = connections[target]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), found):
            cursor.execute(statement)


def counts(alias: str) -> dict[str, int]:
    """How many rows each table has, without Django's own note of its migrations."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = int(cursor.fetchone()[0])
    return found


def counts_in(file: Path) -> dict[str, int]:
    with database_beside(file) as alias:
        return counts(alias)


def is_sound(file: Path) -> bool:
    try:
        with database_beside(file) as alias, connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            return bool(cursor.fetchall() == [("ok",)])
    except DatabaseError:
        return False
