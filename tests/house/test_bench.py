"""The benchmarks fill their houses past Django, with columns named by hand: a column that comes later must be named there."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
FILL = """
import django
django.setup()
from bench.fill import fill_house
from smarthub.bookings.models import BookedSpace, Booking, Slot
fill_house(rooms=2, bookings=3)
print(*(model.objects.count() for model in (Booking, BookedSpace, Slot)))
"""


@pytest.mark.skipif(not settings.SQLITE, reason="the columns are the same on both engines: asked once, on SQLite")
@pytest.mark.django_db
def test_the_filler_of_the_benchmarks_names_every_column_that_must_be_filled(tmp_path: Path) -> None:
    """In a copy and a process of its own: the filler loosens its connection, and wants the file for itself."""
    name, copied = connection.settings_dict["NAME"], tmp_path / "smarthub.sqlite3"
    with closing(sqlite3.connect(name)) as ours, closing(sqlite3.connect(copied)) as copy:
        ours.backup(copy)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    done = subprocess.run(
        [sys.executable, "-c", FILL],
        cwd=ROOT,
        env={**clean, "SMARTHUB_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "smarthub.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    # NOT NULL without a default of the database's: it would end there.
    assert done.stdout.split() == ["3", "3", "12"], done.stderr
