"""What `./hub doctor` asks: the house itself here, each floor in its own doctor.py."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import checks
from django.db import DatabaseError, IntegrityError, connection

from smarthub.bookings import doctor as bookings
from smarthub.brainstorms import doctor as brainstorms
from smarthub.config.ready import behind
from smarthub.journal import doctor as journal
from smarthub.kit import heartbeat
from smarthub.notices import doctor as notices
from smarthub.places import doctor as places

LEAST_FREE = 500 * 1024 * 1024  # bytes on the disk of the data folder
OLDEST_POSTGRESQL = 15_00_00
VENDOR = Path(settings.ROOT) / "smarthub" / "look" / "static" / "vendor"
PAPER = Path(settings.ROOT) / "smarthub" / "look" / "pdf" / "fonts"


def _settings() -> Iterator[str]:
    for fault in checks.run_checks():
        if fault.is_serious() and not fault.is_silenced():
            yield f"Settings: {fault.msg}"
    if settings.DEBUG:
        yield "SMARTHUB_DEBUG is on: errors show the inside of the house to everybody. Leave it off."
    data = Path(settings.DATA)
    probe = data / ".doctor"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        yield f"The data folder {data} cannot be written to ({error.strerror})."


def _database() -> Iterator[str]:
    """Whether it answers, is whole and keeps its references."""
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA quick_check(5)")
                yield from (f"The database file is damaged: {row[0]}." for row in cursor.fetchall() if row[0] != "ok")
            elif connection.vendor == "postgresql":
                cursor.execute("SHOW server_version_num")
                if int(cursor.fetchone()[0]) < OLDEST_POSTGRESQL:
                    yield "PostgreSQL is older than 15."
        connection.check_constraints()
    except IntegrityError as error:
        yield f"A row refers to one that is not there: {error}."
    except DatabaseError as error:
        yield f"The database does not answer: {error}."


def _migrations() -> Iterator[str]:
    if lacking := behind():
        yield f"The database is {lacking} migration{'s' if lacking > 1 else ''} behind the program: ./hub run brings it up to date."


def _disk() -> Iterator[str]:
    free = shutil.disk_usage(settings.DATA).free
    if free < LEAST_FREE:
        yield f"The disk of {settings.DATA} has only {free // (1024 * 1024)} MB left."


def _fonts() -> Iterator[str]:
    """Fonts, icons and scripts that we copied in, as they were when we did."""
    listed: Mapping[str, str] = json.loads((VENDOR / "manifest.json").read_text())["sha256"]
    for name, wanted in listed.items():
        found = finders.find(f"vendor/{name}")
        if not found:
            yield f"The file vendor/{name} is missing."
        elif hashlib.sha256(Path(str(found)).read_bytes()).hexdigest() != wanted:
            yield f"The file vendor/{name} is not as it was copied."
    printed: Mapping[str, str] = json.loads((PAPER / "manifest.json").read_text())["sha256"]
    for name, wanted in printed.items():
        path = PAPER / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            yield f"The font {name} for paper is missing or not as it was copied: no PDF can be made."


def _worker() -> Iterator[str]:
    """A silent worker is a fault only while pages are served: without them nobody expects it."""
    if heartbeat.is_alive() or not heartbeat.is_house_open():
        return
    silence = heartbeat.silence()
    since = f"has been silent for {silence:.0f} seconds" if silence is not None else "has never run"
    yield f"The worker {since}: holds, no-shows and messages wait. Start ./hub run again."


# In this order: what comes later can only be asked when what comes before is well.
EXAMINERS: Mapping[str, Callable[[], Iterator[str]]] = {
    "settings": _settings,
    "database": _database,
    "migrations": _migrations,
    "disk": _disk,
    "fonts": _fonts,
    "worker": _worker,
    "journal": journal.examine,
    "notices": notices.examine,
    "places": places.examine,
    "bookings": bookings.examine,
    "brainstorms": brainstorms.examine,
}
NEEDS_DATABASE = ("migrations", "journal", "notices", "places", "bookings", "brainstorms")
