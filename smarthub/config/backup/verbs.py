"""Make a backup; bring one back."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from shutil import rmtree

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from smarthub.config.backup import archive, rows, snapshot
from smarthub.config.backup.archive import Manifest, Unusable
from smarthub.kit import heartbeat

RUNNING = 5.0  # seconds: a worker that gave a sign of life so lately is running


def back_up(file: Path, *, now: datetime) -> Manifest:
    if file.exists():
        raise Unusable(f"There is a file {file} already; name another.")
    if not connection.introspection.table_names():
        raise Unusable("There is nothing to back up yet: ./hub run makes the database.")
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
        database = Path(folder) / archive.DATABASE
        snapshot.take(database)
        contents = {archive.DATABASE: database}
        if (secret := Path(settings.DATA) / archive.SECRET).exists():
            contents[archive.SECRET] = secret  # the signed links that people hold must go on working
        contents |= dict(archive.media_files(Path(settings.MEDIA_ROOT)))
        return archive.write(file, contents, engine=connection.vendor, rows=rows.counts_in(database), now=now)


def restore(file: Path, *, replace: bool) -> Manifest:
    """All or nothing: everything is unpacked, checked and brought to this version before anything here changes."""
    data = Path(settings.DATA)
    if (silence := heartbeat.silence()) is not None and silence < RUNNING:
        raise Unusable("Smart Hub is running on this data: end it first (Ctrl-C where ./hub run was started).")
    if not replace and holds_anything():
        raise Unusable("There is data here already; to have the backup in its place: ./hub restore FILE --replace")
    with tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as temporary:
        folder = Path(temporary)
        manifest = archive.unpack(file, folder)
        database = folder / archive.DATABASE
        check(database, manifest)
        with rows.database_beside(database) as alias:
            call_command("migrate", database=alias, interactive=False, verbosity=0)
        with media_from(folder / archive.MEDIA):
            expected = rows.counts_in(database)
            if connection.vendor == "sqlite" and manifest.engine == "sqlite":
                put_pages(database)
                compare(expected)
            else:
                put_rows(database, expected)
        if (folder / archive.SECRET).exists():
            (folder / archive.SECRET).chmod(0o600)
            (folder / archive.SECRET).replace(data / archive.SECRET)
    return manifest


def holds_anything() -> bool:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    ours = [model for model in rows.kept(apps.get_models()) if model.__module__.startswith("smarthub.")]
    return any(model._base_manager.exists() for model in ours if model._meta.db_table in tables)


def check(database: Path, manifest: Manifest) -> None:
    if not rows.is_sound(database):
        raise Unusable("This backup is damaged: SQLite cannot read its database.")
    if rows.counts_in(database) != manifest.rows:
        raise Unusable("This backup is damaged: its tables do not hold as many rows as its manifest says.")
    opened = sqlite3.connect(database)
    applied = set(opened.execute("SELECT app, name FROM django_migrations"))
    opened.close()
    loader = MigrationLoader(None)
    unknown = {key for key in applied if key[0] in loader.migrated_apps} - set(loader.disk_migrations)
    if unknown:
        raise Unusable("This backup was made by a newer Smart Hub: update this one first.")


def put_pages(database: Path) -> None:
    """SQLite to SQLite: page by page in one transaction of its own."""
    connection.close()
    source = sqlite3.connect(database)
    target = sqlite3.connect(connection.settings_dict["NAME"], timeout=20)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()


def put_rows(database: Path, expected: dict[str, int]) -> None:
    """Between engines: row by row, in one transaction here."""
    call_command("migrate", interactive=False, verbosity=0)
    models = rows.kept(apps.get_models(include_auto_created=True))
    with rows.database_beside(database) as source, transaction.atomic():
        rows.empty("default")
        rows.copy(models, source=source, target="default")
        rows.set_sequences(models, target="default")
        connection.check_constraints()
        compare(expected)


def compare(expected: dict[str, int]) -> None:
    found = rows.counts("default")
    wrong = [table for table, count in expected.items() if found.get(table, 0) != count]
    if wrong:
        raise Unusable(f"The restored tables do not hold as many rows as the backup: {', '.join(wrong)}.")


@contextmanager
def media_from(folder: Path) -> Iterator[None]:
    """The backup's files in place of those here; if what follows fails, back again."""
    place = Path(settings.MEDIA_ROOT)
    old = archive.put_in_place(folder, place)
    try:
        yield
    except BaseException:
        rmtree(place, ignore_errors=True)
        if old:
            old.rename(place)
        raise
    if old:
        rmtree(old, ignore_errors=True)
