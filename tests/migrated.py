"""A migrated database, made once for a whole `./hub test`: every worker of every part of it begins with a copy.

To migrate an empty database takes each worker about as long as two hundred of its tests.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
HERE = "SMARTHUB_TEST_MIGRATED"  # names the file, or the database, to copy
TEMPLATE = "migrated"


def make(folder: Path, url: str) -> tuple[dict[str, str], dict[str, str]]:
    """What the parts on SQLite and on PostgreSQL need in their environment to find theirs. Both are made at the same time;
    where one cannot be, that part migrates by itself and says what is wrong.
    """
    on_sqlite = migrating(SMARTHUB_DATA=str(folder))
    on_postgres = None
    if url:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
        named = urlsplit(url)._replace(path=f"/{TEMPLATE}").geturl()
        on_postgres = migrating(SMARTHUB_DATA=str(folder), SMARTHUB_SECRET_KEY="x" * 50, DATABASE_URL=named)
    file = folder / "smarthub.sqlite3"
    sqlite = {HERE: str(file)} if on_sqlite.wait() == 0 and is_whole(file) else {}
    return sqlite, {HERE: TEMPLATE} if on_postgres and on_postgres.wait() == 0 else {}


def migrating(**environment: str) -> subprocess.Popen[bytes]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    return subprocess.Popen(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env={**clean, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def is_whole(file: Path) -> bool:
    """Whether all of it stands in the one file, as the last to close it leaves it."""
    sqlite3.connect(file).close()
    return file.exists() and not file.with_name(f"{file.name}-wal").exists()


def is_there() -> bool:
    return HERE in os.environ


def copy_to(name: str) -> None:
    """To this file, or to a database of this name on the same server."""
    if url := os.environ.get("DATABASE_URL"):
        with psycopg.connect(url, autocommit=True) as server:
            copying = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            server.execute(copying.format(sql.Identifier(name), sql.Identifier(os.environ[HERE])))
    else:
        shutil.copyfile(os.environ[HERE], name)
