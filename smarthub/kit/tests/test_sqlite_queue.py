"""Writers of the SQLite backend stand in line (kit/sqlite)."""

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError

from smarthub.kit.sqlite.base import DatabaseWrapper


def connect(file: Path, **options: object) -> DatabaseWrapper:
    settings = {
        "ENGINE": "smarthub.kit.sqlite",
        "NAME": str(file),
        "TIME_ZONE": None,
        "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
        "TEST": {},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 0.5,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
            **options,
        },
    }
    return DatabaseWrapper(settings, alias=f"queue-{threading.get_ident()}")


@pytest.fixture(autouse=True)
def _databases_of_our_own(django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "queue.sqlite3"
    with sqlite3.connect(path) as made:
        # As a house's is before its writers come: to turn a file into one takes it alone.
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        made.execute(
            "CREATE TABLE row (id INTEGER PRIMARY KEY, who INTEGER, parent INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)"
        )
    made.close()
    return path


@pytest.fixture
def connection(file: Path) -> Iterator[DatabaseWrapper]:
    opened = connect(file)
    yield opened
    opened.close()


def nobody_is_writing(file: Path) -> bool:
    return is_free(f"{file}-door")


def is_free(lock: str) -> bool:
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def begin(connection: DatabaseWrapper) -> None:
    connection.ensure_connection()
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def test_a_transaction_holds_the_place_at_the_door(connection, file):
    begin(connection)
    assert not nobody_is_writing(file)


def test_commit_lets_the_next_one_in(connection, file):
    begin(connection)
    connection.cursor().execute("INSERT INTO row (who) VALUES (1)")
    connection.commit()
    assert nobody_is_writing(file)


def test_rollback_lets_the_next_one_in(connection, file):
    begin(connection)
    connection.rollback()
    assert nobody_is_writing(file)


def test_closing_in_the_middle_lets_the_next_one_in(connection, file):
    begin(connection)
    connection.close()
    assert nobody_is_writing(file)


def test_a_begin_that_fails_lets_the_next_one_in(connection, file):
    rude = sqlite3.connect(file)  # a program that does not stand in line
    rude.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError):
        begin(connection)
    assert nobody_is_writing(file)
    rude.close()


def test_a_commit_that_fails_keeps_the_place_until_the_rollback(connection, file):
    begin(connection)
    connection.cursor().execute("INSERT INTO row (parent) VALUES (404)")
    with pytest.raises(IntegrityError):
        connection.commit()
    assert not nobody_is_writing(file)
    connection.rollback()
    assert nobody_is_writing(file)


def test_reading_outside_a_transaction_waits_for_nobody(connection, file):
    other = connect(file)
    begin(other)
    assert connection.cursor().execute("SELECT count(*) FROM row").fetchone() == (0,)
    other.close()


def test_a_database_in_memory_has_no_door():
    alone = connect(Path(":memory:"))
    begin(alone)
    alone.rollback()
    assert not os.path.exists(":memory:-door")
    alone.connection.close()


def test_who_has_just_written_lets_the_one_who_waits_go_first(connection, file):
    order = []
    begin(connection)

    def wait_and_write() -> None:
        other = connect(file)
        begin(other)
        order.append("who waited")
        other.rollback()
        other.close()

    waiting = threading.Thread(target=wait_and_write, daemon=True)
    waiting.start()
    for _n in range(10_000):
        if not is_free(f"{file}-turnstile"):
            break  # it holds the turnstile: it is the next at the door
        time.sleep(0.001)
    connection.rollback()
    begin(connection)
    order.append("who had just written")
    connection.rollback()
    waiting.join(30)
    assert order == ["who waited", "who had just written"]


@pytest.mark.slow
def test_eight_writers_wait_their_turn_and_none_meets_a_locked_database(file):
    """A line of eight takes three times as long as SQLite's own wait, after which it gives up."""
    writers, each, faults = 8, 5, []
    begun = threading.Barrier(writers, timeout=30)

    def write(who: int) -> None:
        connection = connect(file, timeout=0.05)
        try:
            connection.ensure_connection()
            begun.wait()
            for _ in range(each):
                begin(connection)
                connection.cursor().execute("INSERT INTO row (who) VALUES (%s)", [who])
                time.sleep(0.02)
                connection.commit()
                connection.set_autocommit(True)
        except Exception as fault:  # noqa: BLE001
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[who]) for who in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with sqlite3.connect(file) as counted:
        assert counted.execute("SELECT count(*) FROM row").fetchone() == (writers * each,)
    counted.close()
